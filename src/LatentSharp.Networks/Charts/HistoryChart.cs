using System.Text;
using static LatentSharp.ChartText;

namespace LatentSharp;

/// <summary>A history as one picture: a panel for each series, together with its counterpart in validation.</summary>
internal static class HistoryChart
{
    private const int Columns = 2, Width = 480, Height = 340, Room = 40;

    // Colours in the middle, so that they are read on light ground and on dark.
    private const string Style = """
        .latent-history .chart text { fill: #7d858e;
          font: 12px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
        .latent-history .chart .title { font-size: 14px; font-weight: 600; }
        .latent-history .grid { stroke: #8a929a; stroke-width: 1; opacity: 0.28; }
        .latent-history .grid.faint { opacity: 0.16; }
        .latent-history .line { fill: none; stroke-width: 2.2; stroke-linejoin: round; stroke-linecap: round; }
        .latent-history .line.s0 { stroke: #4a86ee; } .latent-history .line.s1 { stroke: #ee7530; }
        .latent-history .end.s0 { fill: #4a86ee; } .latent-history .end.s1 { fill: #ee7530; }
        """;

    private sealed record Curve(string Name, IReadOnlyList<double> Values, IReadOnlyList<int> Epochs);

    internal static string Render(History history)
    {
        var panels = Panels(history);
        var columns = Math.Clamp(panels.Count, 1, Columns);
        var rows = Math.Max(1, (panels.Count + columns - 1) / columns);
        var svg = new StringBuilder();
        svg.Append(
            Invariant,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"latent-history\" viewBox=\"0 0 {columns * Width} "
            + $"{rows * Height}\" width=\"{columns * Width}\" height=\"{rows * Height}\">\n");
        svg.Append(Invariant, $"<style>\n{Style}\n</style>\n");
        for (var i = 0; i < panels.Count; i++) Draw(svg, panels[i], i % columns * Width, i / columns * Height);
        return svg.Append("</svg>\n").ToString();
    }

    /// <summary>The series in pairs: <c>loss</c> with <c>val_loss</c>, in the order in which they began.</summary>
    private static List<Curve[]> Panels(History history)
    {
        var panels = new List<Curve[]>();
        foreach (var name in history.Names)
        {
            var trained = name.StartsWith("val_", StringComparison.Ordinal) ? name[4..] : null;
            if (trained is not null && history[trained].Count > 0) continue;
            panels.Add(
                [
                    .. new[] { name, $"val_{name}" }.Where(series => history[series].Count > 0)
                    .Select(series => new Curve(series, history[series], history.EpochsOf(series)))]);
        }
        return panels;
    }

    private static void Draw(StringBuilder svg, Curve[] curves, int left, int top)
    {
        var values = curves.SelectMany(curve => curve.Values).Where(double.IsFinite).ToArray();
        var title = curves[0].Name;
        var isShare = values.Length > 0 && values.Min() >= 0 && values.Max() <= 1 && !title.EndsWith("loss", StringComparison.Ordinal)
            && title != "learning_rate";
        var y = isShare ? Axis.Linear(values.Min(), values.Max(), 5) : Axis.ForLosses(values);
        var epochs = Axis.Whole(curves.Min(curve => curve.Epochs.Min()), curves.Max(curve => curve.Epochs.Max()), about: 6);
        var frame = new ChartFrame(epochs, y, Width, Height, Room);
        frame.Open(
            svg, $"{string.Join(" and ", curves.Select(curve => curve.Name))} by epoch", "epoch",
            y.Logarithmic ? $"{title} (log scale)" : title,
            string.Create(Invariant, $" x=\"{left}\" y=\"{top}\" width=\"{Width}\" height=\"{Height}\""));
        for (var i = curves.Length - 1; i >= 0; i--)
        {
            var at = curves[i].Epochs;
            ChartCurve.Draw(svg, frame, curves[i].Values, index => at[index], $"s{i}");
        }
        Legend(svg, curves);
        svg.Append("</svg>\n");
    }

    private static void Legend(StringBuilder svg, Curve[] curves)
    {
        var x = 64.0;
        for (var i = 0; i < curves.Length; i++)
        {
            var text = $"{curves[i].Name} {Number(curves[i].Values[^1])}";
            svg.Append(
                Invariant,
                $"<path class=\"line s{i}\" d=\"M{At(x)} 20h18\"/><text class=\"title\" "
                + $"x=\"{At(x + 24)}\" y=\"25\">{Escape(text)}</text>\n");
            x += 44 + (text.Length * 7.6);
        }
    }
}
