using System.Xml.Linq;
using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>How samples of every kind stand on a page.</summary>
public sealed class SampleGridTests
{
    [Fact]
    public void PicturesAreShownBesideTheirReconstructions()
    {
        var look = SampleLook.Of(new Dataset("pictures", Tensor.From([0f, 1, 2, 3], [1, 2, 2, 1])), Scaler.Identity);
        var html = Parse(SampleGrid.Render([new([0, 1, 2, 3], "<seven>") { Rebuilt = [0, 1, 2, 2.5f], Figure = "0.250" }], look, "error"));

        html.Descendants("img").Select(img => (string)img.Attribute("class")!).ShouldBe(["original", "reconstruction"]);
        html.Descendants("figcaption").Single().Value.ShouldBe("<seven> 0.250");
    }

    [Fact]
    public void NarrowTablesShowTheirValues()
    {
        var data = new Dataset("sizes", Tensor.From([1f, 10, 2, 30], [2, 2]), columnNames: ["width", "height"]);
        var html = Parse(
            SampleGrid.Render(
                [new([1.5f, 20], "a") { Rebuilt = [1.25f, 21.1f], Figure = "0.100" }], SampleLook.Of(data, Scaler.Identity), "error"));

        html.Descendants("th").Select(cell => cell.Value).ShouldBe(["", "width", "height", "error", "a"]);
        html.Descendants("span").Select(cell => cell.Value).ShouldBe(["1.5", "1.25", "20", "21.1"]);
        html.Descendants("td").Last().Value.ShouldBe("0.100");
        ((string)html.Descendants("span").First().Attribute("style")!).ShouldBe("--share:50%");
    }

    [Fact]
    public void WideTablesShowTheColumnsThatDifferMost()
    {
        // Of 14 columns the eleventh and the last are rebuilt exactly, the others are not. In the units of the model a difference of 50 of
        // column 1 is the smallest that is shown.
        var look = SampleLook.Of(new Dataset("wide", Tensor.Zeros([2, 14])), new Scaler(
            ScalerKind.Standard, Tensor.Zeros([14]), Tensor.From([100f, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], [14])));
        float[] rebuilt = [50, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, -1, 0];

        var html = Parse(SampleGrid.Render([new(new float[14], "a") { Rebuilt = rebuilt }], look));

        html.Descendants("img").ShouldBeEmpty();
        html.Descendants("thead").Single().Value.ShouldBe(string.Concat(Enumerable.Range(1, 13).Except([11]).Select(i => $"column {i}")));
        SampleGrid.InWords(look, compared: true).ShouldBe(" Of 14 columns those 12 are shown in which the two differ most.");
    }

    [Fact]
    public void WideRowsThatWereMadeShowTheColumnsInWhichTheyDifferMost()
    {
        var look = SampleLook.Of(new Dataset("wide", Tensor.Zeros([2, 13])), Scaler.Identity);
        float[] one = [9, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], other = [9, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2];

        // The first is 9 in both.
        Parse(SampleGrid.Render([new(one, "1"), new(other, "2")], look)).Descendants("thead").Single().Value
            .ShouldBe(string.Concat(Enumerable.Range(2, 12).Select(i => $"column {i}")));
    }

    [Fact]
    public void TextsDatesAndUnitsAreThoseOfTheTable()
    {
        var encoding = new TableEncoding(
        [
            new ColumnEncoding("colour", ["blue", "green", "red"], null),
            new ColumnEncoding("share", [], null) { Numbers = new NumberNotation('.', null, '%') },
            new ColumnEncoding("day", [], null)
            {
                Dates = new DateNotation(DateOrder.YearFirst, new DateTime(2024, 2, 27, 0, 0, 0, DateTimeKind.Unspecified), InDays: true),
            },
        ]);
        var data = new Dataset(
            "parts", Tensor.From([1f, 0, 0, 10, 0, 0, 0, 1, 60, 5], [2, 5]),
            columnNames: ["colour=blue", "colour=green", "colour=red", "share", "day"], encoding: encoding);

        var html = Parse(
            SampleGrid.Render(
                [new([0, 0, 1, 12, 0], "a") { Rebuilt = [0.2f, 0.5f, 0.3f, 14.04f, 2.6f] }], SampleLook.Of(data, Scaler.Identity)));

        html.Descendants("thead").Descendants("th").Select(cell => cell.Value).ShouldBe(["", "colour", "share (%)", "day"]);
        // 2024 is a leap year: three days after 27 February is 1 March.
        html.Descendants("span").Select(cell => cell.Value).ShouldBe(["red", "green", "12", "14", "2024-02-27", "2024-03-01"]);
        html.Descendants("span").First().Attribute("style").ShouldBeNull();
    }

    [Theory]
    [InlineData(new[] { 4 }, false, nameof(SampleKind.Table))]
    [InlineData(new[] { 28, 28 }, false, nameof(SampleKind.Picture))]
    [InlineData(new[] { 28, 28 }, true, nameof(SampleKind.Curves))]
    [InlineData(new[] { 150, 1 }, false, nameof(SampleKind.Curves))]
    [InlineData(new[] { 8, 8, 1 }, false, nameof(SampleKind.Picture))]
    [InlineData(new[] { 8, 8, 3 }, false, nameof(SampleKind.Picture))]
    [InlineData(new[] { 8, 8, 2 }, false, nameof(SampleKind.Strip))]
    public void TheKindFollowsFromTheShapeAndFromWhatIsKnown(int[] shape, bool isSequence, string kind) =>
        SampleLook.KindOf(new Shape(shape), isSequence).ToString().ShouldBe(kind);

    [Fact]
    public void ModelsFromBeforeKnowThatTheirSamplesAreSequences()
    {
        var folder = Path.Combine(Repository.Root, "tests", "LatentSharp.Runs.Tests", "Samples", "format-1");
        SampleLook.Of(SavedModel.Load(Path.Combine(folder, "conv-autoencoder-sequences"))).Kind.ShouldBe(SampleKind.Curves);
        SampleLook.Of(SavedModel.Load(Path.Combine(folder, "conv-vae"))).Kind.ShouldBe(SampleKind.Picture);
    }

    private static XElement Parse(string html) => XDocument.Parse($"<body>{html}</body>").Root!;
}
