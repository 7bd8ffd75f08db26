using System.Text;
using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>A long series over its rows, with marked stretches.</summary>
internal static class SeriesChart
{
    private const int MostPoints = 1200;

    /// <summary>The chart as HTML.</summary>
    /// <param name="name">What the values are.</param>
    /// <param name="values">A value for each row.</param>
    /// <param name="marked">Stretches of rows, first and last, counted from 0.</param>
    /// <param name="limit">A line across; null for none.</param>
    public static string Render(string name, IReadOnlyList<float> values, IReadOnlyList<(int First, int Last)> marked, double? limit = null)
    {
        var (low, high) = ((double)values.Min(), (double)values.Max());
        if (limit is { } line) (low, high) = (Math.Min(low, line), Math.Max(high, line));
        var x = Axis.Whole(1, Math.Max(2, values.Count), about: 8);
        var y = Axis.Linear(low, high, 4);
        var frame = new ChartFrame(x, y, 960, 240);
        var html = new StringBuilder();
        frame.Open(html, $"{name} over {Plural(values.Count, "row")}, "
            + $"{Plural(marked.Count, "stretch")[..^(marked.Count == 1 ? 0 : 1)]}{(marked.Count == 1 ? "" : "es")} marked", "row", name);
        foreach (var (first, last) in marked)
        {
            var (left, right) = (frame.X(first + 0.5), frame.X(last + 1.5));
            if (right - left < 2) (left, right) = (((left + right) / 2) - 1, ((left + right) / 2) + 1);
            html.Append(
                Invariant,
                $"<rect class=\"mark\" x=\"{left:0.##}\" y=\"{frame.Y(y.Maximum):0.##}\" width=\"{right - left:0.##}\" "
                    + $"height=\"{frame.Y(y.Minimum) - frame.Y(y.Maximum):0.##}\"/>");
        }
        html.Append("<path class=\"line thin s0\" d=\"");
        // Of many rows the least and the greatest of each piece, so that no peak is lost.
        var piece = Math.Max(1, 2 * values.Count / MostPoints);
        for (var from = 0; from < values.Count; from += piece)
        {
            var (least, most) = (from, from);
            for (var i = from; i < Math.Min(values.Count, from + piece); i++)
                (least, most) = (values[i] < values[least] ? i : least, values[i] > values[most] ? i : most);
            Point(Math.Min(least, most));
            if (least != most) Point(Math.Max(least, most));
        }
        html.Append("\"/>");
        if (limit is { } at)
            html.Append(
                Invariant, $"<line class=\"limit\" x1=\"{frame.X(x.Minimum):0.##}\" x2=\"{frame.X(x.Maximum):0.##}\" "
                    + $"y1=\"{frame.Y(at):0.##}\" y2=\"{frame.Y(at):0.##}\"/>");
        return html.Append("</svg>\n").ToString();

        void Point(int i) => html.Append(Invariant, $"{(html[^1] == '"' ? 'M' : 'L')}{frame.X(i + 1):0.#} {frame.Y(values[i]):0.#}");
    }
}
