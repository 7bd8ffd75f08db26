using System.Text;
using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>
/// Rows of a table under the names of their columns, each value above what the model made of it; of a wide table the columns that differ
/// most.
/// </summary>
internal static class SampleTable
{
    /// <summary>The most columns that are shown.</summary>
    internal const int Widest = 12;

    /// <summary>What a section says of the columns that are shown; empty where all are.</summary>
    /// <param name="look">How samples are drawn.</param>
    /// <param name="compared">Whether values stand above what the model made of them.</param>
    public static string InWords(SampleLook look, bool compared) => look.Columns.Count <= Widest ? ""
        : $" Of {Count(look.Columns.Count)} columns those {Widest} are shown "
        + $"{(compared ? "in which the two differ most" : "in which these rows differ most")}.";

    /// <summary>The table as HTML.</summary>
    /// <param name="rows">The samples, in this order.</param>
    /// <param name="look">How they are drawn.</param>
    /// <param name="figure">What the figures behind the captions are; empty for none.</param>
    public static string Render(IReadOnlyList<ShownSample> rows, SampleLook look, string figure)
    {
        var columns = Chosen(rows, look);
        var html = new StringBuilder("<div class=\"scroll\"><table class=\"values\"><thead><tr><th></th>");
        foreach (var column in columns) html.Append(Invariant, $"<th>{Escape(column.Heading)}</th>");
        if (figure.Length > 0) html.Append(Invariant, $"<th>{Escape(figure)}</th>");
        html.Append("</tr></thead><tbody>\n");
        foreach (var row in rows)
        {
            html.Append(Invariant, $"<tr><th scope=\"row\">{Escape(row.Caption)}</th>");
            foreach (var column in columns)
            {
                html.Append("<td>");
                Cell(html, row.Values, column, look);
                if (row.Rebuilt is { } rebuilt) Cell(html, rebuilt, column, look);
                html.Append("</td>");
            }
            if (figure.Length > 0) html.Append(Invariant, $"<td>{Escape(row.Figure)}</td>");
            html.Append("</tr>\n");
        }
        return html.Append("</tbody></table></div>\n").ToString();
    }

    /// <summary>
    /// All columns, or those that differ most, in the order of the table: from what the model made of them, or where it made nothing from
    /// row to row.
    /// </summary>
    private static TableColumn[] Chosen(IReadOnlyList<ShownSample> rows, SampleLook look)
    {
        if (look.Columns.Count <= Widest) return [.. look.Columns];
        var differences = new double[look.Shape.Count];
        var scale = look.Scaling.Scale.AsSpan();
        for (var i = 0; i < differences.Length; i++)
        {
            var mean = rows.Average(row => (double)row.Values[i]);
            var unit = (double)scale[i % scale.Length];
            foreach (var row in rows)
                differences[i] += Math.Pow((row.Values[i] - (row.Rebuilt is { } rebuilt ? rebuilt[i] : mean)) / unit, 2);
        }
        return
        [
            .. look.Columns.OrderByDescending(column => differences.AsSpan(column.At, column.Width).ToArray().Sum()).Take(Widest)
            .OrderBy(column => column.At),
        ];
    }

    /// <summary>A number is shaded by where it stands in its column; a text is not.</summary>
    private static void Cell(StringBuilder html, float[] values, TableColumn column, SampleLook look)
    {
        var (low, high) = ((double)look.Low[column.At], (double)look.High[column.At]);
        html.Append(
            column.IsText
                ? "<span>"
                : string.Create(Invariant, $"<span style=\"--share:{100 * SampleGrid.Share(values[column.At], low, high):0}%\">"));
        html.Append(Escape(column.Show(values, high - low))).Append("</span>");
    }
}
