using System.Text;

namespace LatentSharp.Tests;

public class DigitsTests
{
    private readonly Dataset digits = Digits.Load();

    [Fact]
    public void Has_1797_images_of_8_by_8()
    {
        digits.Name.ShouldBe("digits");
        digits.Samples.Shape.ShouldBe([1797, 8, 8, 1]);
        digits.SampleShape.ShouldBe([8, 8, 1]);
        digits.ClassNames.ShouldBe(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]);
        digits.License.ShouldBe("CC BY 4.0");
        digits.Source!.ShouldContain("https://doi.org/10.24432/C50P49");
    }

    [Fact]
    public void Pixels_and_labels_are_those_that_scikit_learn_loads()
    {
        // sklearn.datasets.load_digits(): d.data.sum(), d.data.max(), d.data.min(), d.images[1000][3], numpy.bincount(d.target),
        // d.target[:5], d.target[-3:]
        var pixels = digits.Samples.ToArray();
        pixels.Sum(p => (double)p).ShouldBe(561718);
        pixels.Max().ShouldBe(16);
        pixels.Min().ShouldBe(0);
        pixels.AsSpan((1000 * 64) + 24, 8).ToArray().ShouldBe([0, 0, 0, 11, 16, 1, 0, 0]);
        var labels = digits.Labels!.Value.ToArray<int>();
        labels.CountBy(l => l).OrderBy(c => c.Key).Select(c => c.Value).ShouldBe([178, 182, 177, 183, 181, 182, 181, 179, 174, 180]);
        labels[..5].ShouldBe([0, 1, 2, 3, 4]);
        labels[^3..].ShouldBe([8, 9, 8]);
    }

    [Fact]
    public void The_license_goes_with_the_data()
    {
        using var stream = typeof(Digits).Assembly.GetManifestResourceStream("digits.LICENSE.md")!;
        new StreamReader(stream, Encoding.UTF8).ReadToEnd().ShouldContain("Alpaydin");
    }
}
