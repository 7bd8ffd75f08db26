using System.Text;
using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>Curves over epochs: the losses of a training.</summary>
internal static class LineChart
{
    /// <summary>One curve.</summary>
    /// <param name="Name">What the legend calls it.</param>
    /// <param name="Values">One value an epoch, from epoch 1; what is not finite leaves a gap.</param>
    public sealed record Series(string Name, IReadOnlyList<double> Values);

    /// <summary>The chart and its legend as HTML.</summary>
    /// <param name="valueName">What stands beside the axis of values.</param>
    /// <param name="curves">The curves.</param>
    /// <param name="stepName">What is counted along the other axis.</param>
    public static string Render(string valueName, IReadOnlyList<Series> curves, string stepName = "epoch")
    {
        var epochs = Math.Max(1, curves.Max(curve => curve.Values.Count));
        var y = Axis.ForLosses(curves.SelectMany(curve => curve.Values));
        var frame = new ChartFrame(Axis.Whole(1, epochs, about: 6), y, 480, 420);

        var html = new StringBuilder();
        var scale = y.Logarithmic ? $"{valueName} (log scale)" : valueName;
        frame.Open(
            html, $"{valueName} over {Plural(epochs, stepName)}: {string.Join(", ", curves.Select(curve => curve.Name))}", stepName, scale);
        for (var i = curves.Count - 1; i >= 0; i--) ChartCurve.Draw(html, frame, curves[i].Values, index => index + 1, $"s{i}");
        html.Append("</svg>\n<ul class=\"legend\">");
        for (var i = 0; i < curves.Count; i++)
        {
            var last = curves[i].Values.Count == 0 ? double.NaN : curves[i].Values[^1];
            html.Append(
                Invariant,
                $"<li><svg class=\"key\" viewBox=\"0 0 20 12\" aria-hidden=\"true\"><path class=\"line s{i}\" d=\"M1 6H19\"/></svg>");
            html.Append(Invariant, $"{Escape(curves[i].Name)} <b>{Figure(last)}</b></li>");
        }
        return html.Append("</ul>\n").ToString();
    }
}
