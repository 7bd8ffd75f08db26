using System.Text;
using static LatentSharp.ChartText;

namespace LatentSharp;

/// <summary>A curve within a <see cref="ChartFrame"/>, with a dot at its end.</summary>
internal static class ChartCurve
{
    /// <summary>Draws values over places on the horizontal axis; what is not finite leaves a gap.</summary>
    internal static void Draw(StringBuilder svg, ChartFrame frame, IReadOnlyList<double> values, Func<int, double> place, string style)
    {
        svg.Append(Invariant, $"<path class=\"line {style}\" d=\"");
        var command = 'M';
        for (var i = 0; i < values.Count; i++)
        {
            if (!double.IsFinite(values[i])) command = 'M';
            else
            {
                svg.Append(Invariant, $"{command}{At(frame.X(place(i)))} {At(frame.Y(values[i]))}");
                command = 'L';
            }
        }
        svg.Append("\"/>");
        if (values.Count > 0 && double.IsFinite(values[^1]))
            svg.Append(
                Invariant,
                $"<circle class=\"end {style}\" cx=\"{At(frame.X(place(values.Count - 1)))}\" "
                + $"cy=\"{At(frame.Y(values[^1]))}\" r=\"3.5\"/>\n");
    }
}
