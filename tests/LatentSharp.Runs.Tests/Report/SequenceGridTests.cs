using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;

namespace LatentSharp.Tests;

public class SequenceGridTests
{
    [Fact]
    public void Draws_the_steps_of_each_channel_and_leaves_padding_out()
    {
        var sequences = new Sequences([3, 2], ["a", "b"]);
        // (T, C) = (3, 2); of the second sequence the last step is padding.
        SequenceGrid.Pair[] pairs =
        [
            new([0, 5, 1, 5, 2, 5], [0, 5, 0, 5, 0, 9], 3, "long", 0.5),
            new([2, 7, 1, 7, 99, 99], [2, 7, 1, 7, 99, 99], 2, "<short>", 0.25),
        ];
        var page = XElement.Parse(SequenceGrid.Render(pairs, sequences));
        var figures = page.Elements("figure").ToList();
        figures.Select(figure => figure.Element("figcaption")!.Value).ShouldBe(["long 0.500", "<short> 0.250"]);
        var paths = figures.Select(figure => figure.Descendants("path").Select(path => Points((string)path.Attribute("d")!)).ToList()).ToList();
        paths[0].Count.ShouldBe(4);
        paths[0].ShouldAllBe(points => points.Length == 3);
        paths[1].ShouldAllBe(points => points.Length == 2);
        // The first channel's original rises by equal steps over its row of 72, from 0 at the bottom to 2 at the top.
        paths[0][0].Select(point => point.Y).ShouldBe([68, 36, 4]);
        paths[0][0].Select(point => point.X).ShouldBe([4, 150, 296]);
        // The second channel reaches from 5 to 9 in its own row below.
        paths[0][2].Select(point => point.Y).ShouldBe([140, 140, 140]);
        paths[0][3].Select(point => point.Y).ShouldBe([140, 140, 76]);
    }

    [Fact]
    public void Draws_a_few_of_many_channels_and_says_so()
    {
        var sequences = new Sequences([1], [.. Enumerable.Range(0, 9).Select(channel => channel.ToString(CultureInfo.InvariantCulture))]);
        SequenceGrid.InWords(sequences).ShouldContain("The first 4 of 9 channels");
        var page = XElement.Parse(SequenceGrid.Render([new(new float[9], new float[9], 1, "one step", 0)], sequences));
        page.Descendants("path").Count().ShouldBe(8);
    }

    [Fact]
    public void Long_sequences_are_thinned_out_from_end_to_end()
    {
        var values = new float[100_000];
        var page = XElement.Parse(SequenceGrid.Render([new(values, values, values.Length, "long", 0)], new Sequences([values.Length], ["a"])));
        var points = Points((string)page.Descendants("path").First().Attribute("d")!);
        (points.Length, points[0].X, points[^1].X).ShouldBe((300, 4, 296));
    }

    private static (double X, double Y)[] Points(string path) =>
        [.. path.Split('M', 'L').Where(text => text.Length > 0).Select(text => text.Split(' ')).Select(pair => (double.Parse(pair[0], CultureInfo.InvariantCulture), double.Parse(pair[1], CultureInfo.InvariantCulture)))];
}
