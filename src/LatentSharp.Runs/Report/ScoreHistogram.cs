using System.Text;
using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>How many rows have which score, and where the threshold lies.</summary>
internal static class ScoreHistogram
{
    private const int Bins = 48;

    /// <summary>Scores beyond this many times the range of the lower 99 % are counted in the last bar.</summary>
    private const double Widest = 3;

    /// <summary>The chart as HTML.</summary>
    /// <param name="scores">At least one, finite.</param>
    /// <param name="threshold">A score above it is abnormal.</param>
    public static string Render(IReadOnlyList<float> scores, double threshold)
    {
        var sorted = scores.Order().ToArray();
        var (low, high) = ((double)sorted[0], (double)sorted[^1]);
        var most = sorted[(int)(0.99 * (sorted.Length - 1))];
        var end = Math.Min(high, Math.Max(low + (Widest * (most - low)), Math.Min(high, threshold + (0.1 * Math.Abs(threshold - low)))));
        if (!(end > low)) (low, end) = (low - 0.5, low + 0.5);
        var counts = new int[Bins];
        foreach (var score in sorted) counts[Math.Clamp((int)((score - low) / (end - low) * Bins), 0, Bins - 1)]++;
        // The few abnormal rows would be invisible beside the many others: the square root of the counts is drawn.
        var y = Axis.Linear(0, Math.Sqrt(counts.Max()), 4) with { Minimum = 0 };
        var frame = new ChartFrame(Axis.Linear(low, end, 6, room: 0.01), y with { Ticks = [] }, 960, 300);
        var html = new StringBuilder();
        var beyond = high > end ? $"score; the last bar counts those up to {Number(high)} too" : "score";
        frame.Open(html, $"{Plural(sorted.Length, "score")}, threshold {Number(threshold)}", beyond, "rows (√ scale)");
        for (var bin = 0; bin < Bins; bin++)
        {
            if (counts[bin] == 0) continue;
            var (from, to) = (low + ((end - low) * bin / Bins), low + ((end - low) * (bin + 1) / Bins));
            var (left, right, top) = (frame.X(from), frame.X(to), frame.Y(Math.Sqrt(counts[bin])));
            html.Append(
                Invariant,
                $"<rect class=\"bar{(from >= threshold ? " abnormal" : "")}\" x=\"{left + 0.5:0.##}\" y=\"{top:0.##}\" "
                    + $"width=\"{Math.Max(1, right - left - 1):0.##}\" ");
            html.Append(Invariant, $"height=\"{frame.Y(0) - top:0.##}\"><title>{Plural(counts[bin], "row")}</title></rect>");
        }
        if (threshold >= low && threshold <= end)
        {
            var x = frame.X(threshold);
            html.Append(Invariant, $"<line class=\"limit\" x1=\"{x:0.##}\" x2=\"{x:0.##}\" y1=\"{frame.Y(y.Maximum):0.##}\" "
                + $"y2=\"{frame.Y(0):0.##}\"/>");
        }
        return html.Append("</svg>\n").ToString();
    }
}
