using System.Globalization;
using System.Xml.Linq;

namespace LatentSharp.Tests;

public class HistoryChartTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Each_series_has_a_panel_with_its_validation()
    {
        var history = new History();
        foreach (var (epoch, loss) in new[] { 1.0, 0.25, 0.0625, 0.015625 }.Index())
        {
            history.RunningEpoch = epoch + 1;
            history.Add("loss", loss);
            history.Add("accuracy", 0.5 + (0.1 * epoch));
            if (epoch % 2 == 1) history.Add("val_loss", loss * 2);
        }
        var panels = Panels(history);
        panels.Select(panel => (string)panel.Attribute("aria-label")!).ShouldBe(["loss and val_loss by epoch", "accuracy by epoch"]);
        // Four losses and two of validation, the last of which lies above the last loss, at the same epoch.
        var (loss1, validation) = (Line(panels[0], "s0"), Line(panels[0], "s1"));
        loss1.Count.ShouldBe(4);
        validation.Count.ShouldBe(2);
        validation[0].X.ShouldBe(loss1[1].X);
        validation[1].X.ShouldBe(loss1[3].X);
        validation[1].Y.ShouldBeLessThan(loss1[3].Y);
        // Quarters of quarters are a line on a logarithmic axis.
        (loss1[1].Y - loss1[0].Y).ShouldBe(loss1[3].Y - loss1[2].Y, 0.02);
        panels[1].Descendants(Svg + "text").Select(text => text.Value).ShouldContain("accuracy 0.8");
    }

    [Fact]
    public void Gaps_single_epochs_and_nothing_are_drawn()
    {
        var history = new History();
        Panels(history).ShouldBeEmpty();
        history.Add("loss", double.NaN);
        Panels(history).Single().Descendants(Svg + "circle").ShouldBeEmpty();
        history.Add("loss", 3);
        history.Add("val_<&>", 1);
        Panels(history).Count.ShouldBe(2);
        ((string)Panels(history)[1].Attribute("aria-label")!).ShouldBe("val_<&> by epoch");
    }

    private static List<XElement> Panels(History history) => [.. XDocument.Parse(history.ToSvg()).Root!.Elements(Svg + "svg")];

    private static List<(double X, double Y)> Line(XElement panel, string style)
    {
        var path = panel.Elements(Svg + "path").First(element => (string)element.Attribute("class")! == $"line {style}");
        return
        [
            .. ((string)path.Attribute("d")!).Split('M', 'L').Skip(1)
            .Select(point => point.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray())
            .Select(p => (p[0], p[1])),
        ];
    }
}
