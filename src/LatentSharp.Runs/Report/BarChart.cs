using System.Text;
using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>A value of each feature as a bar.</summary>
internal static class BarChart
{
    /// <summary>Of more features the last ones are left out; the caption of the axis says so.</summary>
    private const int MostBars = 128;

    /// <summary>How much of the room between the middles of two bars a bar takes.</summary>
    private const double Filled = 0.8;

    /// <summary>What is beyond the middles of the first and the last bar.</summary>
    private const double Room = 0.6;

    /// <summary>The chart as HTML.</summary>
    /// <param name="valueName">What stands beside the axis of values.</param>
    /// <param name="values">A value for each feature, 0 or more; what is not finite has no bar.</param>
    public static string Render(string valueName, IReadOnlyList<double> values)
    {
        var shown = Math.Min(values.Count, MostBars);
        var greatest = values.Take(shown).Where(double.IsFinite).DefaultIfEmpty().Max();
        var features = Axis.Whole(1, shown, about: 6) with { Minimum = 1 - Room, Maximum = shown + Room };
        var frame = new ChartFrame(features, Axis.Linear(0, greatest > 0 ? greatest : 1, 5) with { Minimum = 0 }, 480, 420);
        var html = new StringBuilder();
        var which = shown < values.Count ? $"feature; the first {Count(shown)} of {Count(values.Count)}" : "feature";
        frame.Open(html, $"{valueName} of {Plural(shown, "feature")}", which, valueName);
        for (var i = 0; i < shown; i++)
        {
            if (!double.IsFinite(values[i]) || values[i] < 0) continue;
            var (left, right) = (frame.X(i + 1 - (Filled / 2)), frame.X(i + 1 + (Filled / 2)));
            var (top, bottom) = (frame.Y(values[i]), frame.Y(0));
            html.Append(
                Invariant,
                $"<rect class=\"bar\" x=\"{left:0.##}\" y=\"{top:0.##}\" width=\"{right - left:0.##}\" height=\"{bottom - top:0.##}\"/>");
        }
        return html.Append("</svg>\n").ToString();
    }
}
