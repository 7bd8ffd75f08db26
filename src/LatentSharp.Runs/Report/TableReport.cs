using System.Text;
using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>What became of a table's columns that were not just numbers.</summary>
internal static class TableReport
{
    private const int MostRows = 100;

    /// <summary>
    /// The columns with a count above 0, under their names; null when there are none. Columns of the same name are added up.
    /// </summary>
    public static SortedDictionary<string, int>? Counts(TableEncoding? encoding, Func<ColumnEncoding, int> count)
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var column in encoding?.Columns ?? [])
            if (count(column) is > 0 and var number) counts[column.Name] = counts.GetValueOrDefault(column.Name) + number;
        return counts.Count > 0 ? counts : null;
    }

    /// <summary>
    /// The part of the report about it, with what there is to know of how the data were read; none when all columns are numbers that were
    /// there.
    /// </summary>
    public static IEnumerable<ReportPage.Section> Sections(Dataset data)
    {
        var changed = data.Encoding is { IsPlain: false } encoding
            ? encoding.Columns.Where(column => column.IsText || column.Dates is not null || column.MissingCount > 0).ToArray()
            : [];
        var notes = string.Concat(data.Notes.Select(note => $"<p>{Escape(char.ToUpperInvariant(note[0]) + note[1..])}</p>\n"));
        if (changed.Length > 0) yield return Changed(changed, notes);
        else if (notes.Length > 0) yield return new("Data", "How the data were read.", notes);
    }

    private static ReportPage.Section Changed(ColumnEncoding[] changed, string notes)
    {
        var html = new StringBuilder(notes).Append(
            "<div class=\"scroll\"><table "
            + "class=\"metrics\"><thead><tr><th>column</th><th>texts</th><th>missing</th><th>stands "
            + "in</th></tr></thead><tbody>\n");
        foreach (var column in changed.Take(MostRows))
        {
            html.Append(
                Invariant,
                $"<tr><th "
                + $"scope=\"row\">{Escape(column.Name)}<small>"
                + $"{Escape(column.Dates?.Words ?? (column.IsHashed ? "by hashing" : string.Join(", ", column.Categories)))}</small></th>");
            html.Append(
                Invariant,
                $"<td>{(column.IsText ? Count(column.Width) : "")}</td><td>{Count(column.MissingCount)}"
                + $"</td><td>{Escape(column.MissingCount > 0 ? StandIn(column) : "")}</td></tr>\n");
        }
        html.Append("</tbody></table></div>\n");
        var rest = changed.Length > MostRows ? $" {Count(changed.Length - MostRows)} more are in config.json." : "";
        return new(
            "Data",
            $"Columns that are not just numbers: each text became a number that is 1 where it stands and 0 "
            + $"elsewhere, and dates and missing values became what is shown.{rest}",
            html.ToString());
    }

    private static string StandIn(ColumnEncoding column) =>
        column.IsHashed ? "0" : column.IsText ? column.Categories[(int)column.Fill!] : Number(column.Fill!.Value);
}
