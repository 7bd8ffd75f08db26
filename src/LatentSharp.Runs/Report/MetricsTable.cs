using System.Text;
using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>What was measured, beside the same for PCA.</summary>
internal static class MetricsTable
{
    /// <summary>One measure.</summary>
    /// <param name="Name">What is measured.</param>
    /// <param name="Note">How, in a few words.</param>
    /// <param name="Model">The model's value.</param>
    /// <param name="Pca">PCA's value.</param>
    /// <param name="IsShare">Whether it is a share from 0 to 1, where more is better; otherwise it is an error.</param>
    public sealed record Row(string Name, string Note, double Model, double Pca, bool IsShare);

    public static string Render(string model, IReadOnlyList<Row> rows)
    {
        var html = new StringBuilder();
        html.Append(Invariant, $"<div class=\"scroll\"><table class=\"metrics\"><thead><tr><th></th><th>{Escape(model)}</th><th>PCA</th><th></th></tr></thead><tbody>\n");
        foreach (var row in rows)
        {
            html.Append(Invariant, $"<tr><th scope=\"row\">{Escape(row.Name)}<small>{Escape(row.Note)}</small></th>");
            html.Append(Invariant, $"<td><b>{Show(row.Model, row)}</b></td><td>{Show(row.Pca, row)}</td>{Verdict(row)}</tr>\n");
        }
        return html.Append("</tbody></table></div>\n").ToString();
    }

    private static string Show(double value, Row row) => row.IsShare ? Percent(value) : Number(value);

    private static string Verdict(Row row)
    {
        if (double.IsNaN(row.Model) || double.IsNaN(row.Pca)) return "<td></td>";
        if (row.IsShare)
        {
            var points = 100 * (row.Model - row.Pca);
            if (Math.Abs(points) < 0.05) return "<td class=\"same\">the same</td>";
            return string.Create(Invariant, $"<td class=\"{(points > 0 ? "better" : "worse")}\">{(points > 0 ? "+" : "−")}{Math.Abs(points):0.0} points</td>");
        }
        if (row.Pca <= 0 || Math.Abs((row.Model / row.Pca) - 1) < 0.0005) return "<td class=\"same\">the same</td>";
        return string.Create(Invariant, $"<td class=\"{(row.Model < row.Pca ? "better" : "worse")}\">{row.Model / row.Pca:0.00} × PCA’s</td>");
    }
}
