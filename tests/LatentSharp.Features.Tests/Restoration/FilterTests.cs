using System.Text.Json;
using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>Resizing and filters, by Pillow, SciPy and NumPy in tests/references/restoration.py.</summary>
public class FilterTests
{
    private static readonly JsonElement Reference = JsonDocument.Parse(
        File.ReadAllText(Path.Combine(Repository.Root, "tests/LatentSharp.Features.Tests/References/restoration.json"))).RootElement;

    private static readonly Tensor Picture = Read("picture").Reshape([16, 19]).Keep();

    private static readonly Tensor Series = Read("series").Reshape([23, 1]).Keep();

    [Fact]
    public void Resizing_is_that_of_Pillow()
    {
        foreach (var size in Reference.GetProperty("resized").EnumerateArray())
        {
            var (height, width) = (size.GetProperty("height").GetInt32(), size.GetProperty("width").GetInt32());
            var resized = Bicubic.Resize(Picture, height, width);
            resized.Shape.ShouldBe(new Shape(height, width));
            ShouldBeNear(resized, [.. size.GetProperty("values").EnumerateArray().Select(value => value.GetSingle())]);
            // Channels are resized each by itself.
            var both = Bicubic.Resize(Ops.Concatenate([Picture.Reshape([16, 19, 1]), Picture.Reshape([16, 19, 1]) * 2], 2), height, width);
            Ops.Slice(both, 2, 0, 1).ToArray().ShouldBe(resized.ToArray());
        }
    }

    [Fact]
    public void Filters_are_those_of_the_reference()
    {
        ShouldBeNear(SmoothingFilters.Median(Picture), Read("median").ToArray());
        ShouldBeNear(SmoothingFilters.Median(Series, 5, SampleAxes.Sequence), Read("medianSeries").ToArray());
        ShouldBeNear(SmoothingFilters.Gaussian(Picture, 1.2), Read("gaussian").ToArray());
        ShouldBeNear(SmoothingFilters.Gaussian(Series, 0.8, SampleAxes.Sequence), Read("gaussianSeries").ToArray());
        ShouldBeNear(SmoothingFilters.TotalVariation(Picture), Read("totalVariation").ToArray());
        ShouldBeNear(SmoothingFilters.TotalVariation(Series, axes: SampleAxes.Sequence), Read("totalVariationSeries").ToArray());
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Message(() => SmoothingFilters.Median(Picture, 2)).ShouldContain("size: 2");
        Message(() => SmoothingFilters.Gaussian(Picture, 0)).ShouldContain("deviation: 0");
        Message(() => SmoothingFilters.TotalVariation(Picture, -1)).ShouldContain("weight: -1");
        Message(() => SmoothingFilters.Median(Tensor.Zeros([4]))).ShouldContain("(4)");
        Message(() => Bicubic.Resize(Tensor.Zeros([4]), 2, 2)).ShouldContain("(4)");
        Message(() => Bicubic.Resize(Picture, 0, 2)).ShouldContain("height");
    }

    private static string Message(Action action) => Should.Throw<BadArgumentException>(action).Message;

    private static Tensor Read(string name) =>
        Tensor.From<float>([.. Reference.GetProperty(name).EnumerateArray().Select(value => value.GetSingle())]);

    private static void ShouldBeNear(Tensor actual, float[] expected)
    {
        var values = actual.ToArray();
        values.Length.ShouldBe(expected.Length);
        for (var i = 0; i < values.Length; i++) ((double)values[i]).ShouldBe(expected[i], 2e-6);
    }
}
