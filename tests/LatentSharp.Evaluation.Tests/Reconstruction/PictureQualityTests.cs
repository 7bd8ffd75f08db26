using System.Text.Json;
using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>The figures of pictures, by SciPy in tests/references/restoration.py.</summary>
public class PictureQualityTests
{
    private static readonly JsonElement Reference = JsonDocument.Parse(
        File.ReadAllText(Path.Combine(Repository.Root, "tests/LatentSharp.Evaluation.Tests/References/restoration.json"))).RootElement;

    [Fact]
    public void Figures_are_those_of_the_reference()
    {
        Tensor x = Read("original"), y = Read("restored");
        PictureQuality.MeanAbsolute(x, y).ShouldBe(Number("mae"), 1e-7);
        PictureQuality.PeakSignalToNoise(x, y).ShouldBe(Number("psnr"), 1e-6);
        PictureQuality.PeakSignalToNoise(x * 255, y * 255, 255).ShouldBe(Number("psnr"), 1e-5);
        PictureQuality.StructuralSimilarity(x, y).ShouldBe(Number("ssim"), 1e-6);
        PictureQuality.StructuralSimilarity(x * 255, y * 255, 255).ShouldBe(Number("ssim255"), 1e-6);
    }

    [Fact]
    public void Equal_pictures_are_perfect()
    {
        var x = Read("original");
        PictureQuality.MeanAbsolute(x, x).ShouldBe(0);
        PictureQuality.PeakSignalToNoise(x, x).ShouldBe(double.PositiveInfinity);
        PictureQuality.StructuralSimilarity(x, x).ShouldBe(1, 1e-12);
        // An error of 0.1 everywhere: 10 log10(1 / 0.01).
        PictureQuality.PeakSignalToNoise(Tensor.Zeros([4, 5]), Tensor.Zeros([4, 5]) + 0.1f).ShouldBe(20, 1e-5);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Message(() => PictureQuality.MeanAbsolute(Tensor.Zeros([2, 3]), Tensor.Zeros([3, 2]))).ShouldContain("(2, 3)");
        Message(() => PictureQuality.StructuralSimilarity(Tensor.Zeros([10, 12]), Tensor.Zeros([10, 12]))).ShouldContain("11 pixels");
        Message(() => PictureQuality.PeakSignalToNoise(Tensor.Zeros([2]), Tensor.Zeros([2]), 0)).ShouldContain("peak: 0");
    }

    private static string Message(Action action) => Should.Throw<BadArgumentException>(action).Message;

    private static double Number(string name) => Reference.GetProperty(name).GetDouble();

    private static Tensor Read(string name) => Tensor.From<float>(
        [.. Reference.GetProperty(name).EnumerateArray().Select(value => value.GetSingle())],
        new Shape([.. Reference.GetProperty("shape").EnumerateArray().Select(value => value.GetInt32())]));
}
