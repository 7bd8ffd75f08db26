using System.Text;
using static LatentSharp.ChartText;

namespace LatentSharp;

/// <summary>The picture around a chart: its axes with marks, grid lines and names. SVG whose colours a style sheet says.</summary>
internal sealed class ChartFrame(Axis x, Axis y, int width, int height, int top = 12)
{
    private const int Left = 64, Right = 14, Bottom = 44;

    public double X(double value) => Left + (x.Place(value) * (width - Left - Right));

    public double Y(double value) => height - Bottom - (y.Place(value) * (height - top - Bottom));

    /// <summary>Writes the opening tag, the grid and the axes; the caller draws into it and closes it.</summary>
    /// <param name="svg">Where to.</param>
    /// <param name="description">For those who do not see it.</param>
    /// <param name="xName">The name of the horizontal axis.</param>
    /// <param name="yName">The name of the vertical axis.</param>
    /// <param name="place">Attributes that place it in a larger picture.</param>
    public void Open(StringBuilder svg, string description, string xName, string yName, string place = "")
    {
        svg.Append(
            Invariant,
            $"<svg class=\"chart\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{Escape(description)}\"{place}>\n");
        foreach (var tick in y.Ticks)
        {
            svg.Append(Invariant, $"<line class=\"grid\" x1=\"{Left}\" x2=\"{width - Right}\" y1=\"{At(Y(tick))}\" y2=\"{At(Y(tick))}\"/>");
            svg.Append(
                Invariant, $"<text class=\"tick\" x=\"{Left - 8}\" y=\"{At(Y(tick) + 4)}\" text-anchor=\"end\">{TickText(tick)}</text>\n");
        }
        foreach (var tick in x.Ticks)
        {
            svg.Append(
                Invariant, $"<line class=\"grid faint\" x1=\"{At(X(tick))}\" x2=\"{At(X(tick))}\" y1=\"{top}\" y2=\"{height - Bottom}\"/>");
            svg.Append(
                Invariant,
                $"<text class=\"tick\" x=\"{At(X(tick))}\" y=\"{height - Bottom + 18}\" text-anchor=\"middle\">{TickText(tick)}</text>\n");
        }
        svg.Append(
            Invariant,
            $"<text class=\"axis\" x=\"{At((Left + width - Right) / 2.0)}\" "
            + $"y=\"{height - 6}\" text-anchor=\"middle\">{Escape(xName)}</text>");
        var middle = At((top + height - Bottom) / 2.0);
        svg.Append(
            Invariant,
            $"<text class=\"axis\" transform=\"translate(12 {middle}) rotate(-90)\" text-anchor=\"middle\">{Escape(yName)}</text>\n");
    }

    private static string TickText(double value) => Number(value).Replace('-', '−');
}
