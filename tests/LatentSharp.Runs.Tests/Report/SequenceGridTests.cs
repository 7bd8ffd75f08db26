using System.Globalization;
using System.Xml.Linq;

namespace LatentSharp.Tests;

public class SequenceGridTests
{
    [Fact]
    public void Draws_the_steps_of_each_channel_and_leaves_padding_out()
    {
        // (T, C) = (3, 2); of the second sequence the last step is padding.
        ShownSample[] pairs =
        [
            new([0, 5, 1, 5, 2, 5], "long") { Rebuilt = [0, 5, 0, 5, 0, 9], Length = 3, Figure = "0.500" },
            new([2, 7, 1, 7, 99, 99], "<short>") { Rebuilt = [2, 7, 1, 7, 99, 99], Length = 2, Figure = "0.250" },
        ];
        var page = XElement.Parse(SequenceGrid.Render(pairs, 2));
        var figures = page.Elements("figure").ToList();
        figures.Select(figure => figure.Element("figcaption")!.Value).ShouldBe(["long 0.500", "<short> 0.250"]);
        var paths = figures.Select(figure =>
            figure.Descendants("path").Select(path => Points((string)path.Attribute("d")!)).ToList()).ToList();
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
        var names = Enumerable.Range(0, 9).Select(channel => channel.ToString(CultureInfo.InvariantCulture)).ToArray();
        var data = new Dataset("steps", Tensor.Zeros([2, 1, 9]), sequences: new Sequences([1, 1], [.. names]));
        SequenceGrid.InWords(SampleLook.Of(data, Scaler.Identity))
            .ShouldBe(" The first 4 of 9 channels are drawn. From above: 0, 1, 2, 3.");
        var page = XElement.Parse(SequenceGrid.Render([new(new float[9], "one step") { Rebuilt = new float[9] }], 9));
        page.Descendants("path").Count().ShouldBe(8);
    }

    [Fact]
    public void Long_sequences_are_thinned_out_from_end_to_end()
    {
        var values = new float[100_000];
        var page = XElement.Parse(SequenceGrid.Render([new(values, "long") { Rebuilt = values }], 1));
        var points = Points((string)page.Descendants("path").First().Attribute("d")!);
        (points.Length, points[0].X, points[^1].X).ShouldBe((300, 4, 296));
    }

    [Fact]
    public void Generated_sequences_are_curves_of_one_scale_in_all_groups()
    {
        var page = XElement.Parse(
            $"<div>{SequenceGrid.RenderGroups([("epoch 1", [new([0, 1], "")]), ("epoch 2", [new([0, 4], "")])], 1)}</div>");
        page.Elements("h3").Select(heading => heading.Value).ShouldBe(["epoch 1", "epoch 2"]);
        var curves = page.Descendants("path").Select(path => Points((string)path.Attribute("d")!)).ToList();
        // 64 high within margins of 4: 1 of 4 is at 68 − 16.
        curves.Select(curve => curve[^1].Y).ShouldBe([52, 4]);
    }

    private static (double X, double Y)[] Points(string path) =>
        [
            .. path.Split('M', 'L').Where(text => text.Length > 0).Select(text => text.Split(' '))
            .Select(pair => (double.Parse(pair[0], CultureInfo.InvariantCulture), double.Parse(pair[1], CultureInfo.InvariantCulture)))];
}
