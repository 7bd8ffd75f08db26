using System.Globalization;
using System.Xml.Linq;

namespace LatentSharp.Tests;

public sealed class ChartTests
{
    [Fact]
    public void EveryPointIsDrawnInItsLabelsColour()
    {
        var chart = Parse(ScatterChart.Render([(0, 0), (1, 1), (2, 0)], [0, 1, 0], ["cat", "dog"], "x", "y")).Elements().First();

        var circles = chart.Elements("circle").ToArray();
        circles.Select(circle => (string)circle.Attribute("class")!).ShouldBe(["c0", "c1", "c0"]);
        var x = circles.Select(circle => double.Parse((string)circle.Attribute("cx")!, CultureInfo.InvariantCulture)).ToArray();
        var y = circles.Select(circle => double.Parse((string)circle.Attribute("cy")!, CultureInfo.InvariantCulture)).ToArray();
        (x[1] - x[0]).ShouldBe(x[2] - x[1], 0.11);
        y[1].ShouldBeLessThan(y[0]);
        y[0].ShouldBe(y[2]);
    }

    [Fact]
    public void LabelsBeyondTheColoursTakeOtherShapes()
    {
        var names = Enumerable.Range(0, 14).Select(i => $"label {i}").ToArray();

        var chart = Parse(
            ScatterChart.Render(
                [.. names.Select((_, i) => ((double)i, (double)i))], [.. Enumerable.Range(0, 14)], names, "x", "y")).Elements().First();

        chart.Elements("circle").Count().ShouldBe(12);
        chart.Elements("path").Select(path => (string)path.Attribute("class")!).ShouldBe(["c0", "c1"]);
    }

    [Fact]
    public void PointsThatAreNoNumbersAreLeftOut() =>
        Parse(
            ScatterChart.Render([(0, 0), (double.NaN, 1), (2, double.PositiveInfinity)], [], [], "x", "y"))
            .Descendants("circle").Count().ShouldBe(1);

    [Fact]
    public void ALossThatIsNoNumberLeavesAGap()
    {
        var chart = Parse(LineChart.Render("loss", [new("training", [0.5, double.NaN, 0.3, 0.2])]));

        var path = (string)chart.Descendants("path").First(path => (string?)path.Attribute("class") == "line s0").Attribute("d")!;
        path.Count(c => c == 'M').ShouldBe(2);
        path.Count(c => c == 'L').ShouldBe(1);
    }

    [Fact]
    public void AFallingLossFallsOnTheScreen()
    {
        var path = (string)Parse(LineChart.Render("loss", [new("training", [1, 0.1, 0.01])])).Descendants("path").First().Attribute("d")!;

        var y = path[1..].Split('L').Select(point => double.Parse(point.Split(' ')[1], CultureInfo.InvariantCulture)).ToArray();
        y[0].ShouldBeLessThan(y[1]);
        y[1].ShouldBeLessThan(y[2]);
        (y[1] - y[0]).ShouldBe(y[2] - y[1], 0.02);
    }

    private static XElement Parse(string html) => XDocument.Parse($"<body>{html}</body>").Root!;
}
