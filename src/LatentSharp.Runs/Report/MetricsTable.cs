using System.Text;
using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>What was measured, beside the same for a yardstick.</summary>
internal static class MetricsTable
{
    public static string Render(string model, IReadOnlyList<Comparison> rows)
    {
        var beside = rows.Any(row => row.Pca is not null);
        var verdicts = beside || rows.Any(row => row.Verdict.Length > 0);
        var html = new StringBuilder();
        html.Append(Invariant, $"<div class=\"scroll\"><table class=\"metrics\"><thead><tr><th></th><th>{Escape(model)}</th>");
        if (beside) html.Append(Invariant, $"<th>{Escape(rows.First(row => row.Pca is not null).Yardstick)}</th>");
        html.Append((verdicts ? "<th></th>" : "") + "</tr></thead><tbody>\n");
        foreach (var row in rows)
        {
            html.Append(
                Invariant,
                $"<tr><th "
                + $"scope=\"row\">{Escape(row.Title.Trim())}<small>{Escape(row.Note)}</small></th><td><b>{Escape(row.ModelText)}</b></td>");
            var style = row.Better switch { true => "better", false => "worse", null => "same" };
            if (beside) html.Append(Invariant, $"<td>{Escape(row.PcaText)}</td>");
            if (verdicts) html.Append(Invariant, $"<td class=\"{style}\">{Escape(row.Verdict)}</td>");
            html.Append("</tr>\n");
        }
        return html.Append("</tbody></table></div>\n").ToString();
    }
}
