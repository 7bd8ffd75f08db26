using System.Text;
using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>The page of a comparison.</summary>
internal static class CompareReport
{
    public static string Render(CompareRequest request, ComparedData data, GoalMeasure measure, CompareResult result)
    {
        var best = result.Rows[0];
        return new ReportPage(
            $"{data.All.Name}: which features",
            $"compared to {CompareOptions.Goal.Write(result.Goal)} by {measure.InWords}",
            [
                new("The best", best.Name, "on the part that chooses"),
                new("Judged", result.Show(best.Test), "on rows that no choice has seen"),
                new("Tried", Count(result.Rows.Sum(row => row.Seeds)),
                    $"trainings of {Count(result.Rows.Count(row => row.Seeds > 0))} of {Plural(result.Rows.Count, "candidate")}"),
            ],
            [
                new("What to use", "", $"<p class=\"verdict\">{Escape(result.Verdict)}</p>\n"
                    + (result.Interrupted is { } why ? $"<p>{Escape(why)}</p>\n" : "")),
                new(
                    "All candidates",
                    "Ranked by the part that chooses; the figures to believe are those of the part that judges, means over the seeds. p is "
                    + "the chance of a difference as large as that to the first, in a paired randomisation test on the rows that judge. "
                    + "Alike is how much the features of two seeds have in common, 1 for all but rotation and size (linear centred kernel "
                    + "alignment).",
                    Table(result)),
                new("How", data.InWords + ".", $"<p><code>{Escape(Command(request))}</code></p>\n"),
            ],
            $"LatentSharp · {Plural(data.All.Count, "row")}, {measure.InWords}, {(measure.MoreIsBetter ? "more" : "less")} is better")
                .Render();
    }

    private static string Table(CompareResult result)
    {
        var html = new StringBuilder("<div class=\"scroll\"><table class=\"metrics\"><thead><tr><th></th><th>judged</th><th>±</th>"
            + $"<th>chosen by</th><th>p</th>{string.Concat(result.Beside.Select(name => $"<th>{Escape(name)}</th>"))}<th>alike</th>"
            + "<th>features</th><th>seeds</th><th>time</th></tr></thead><tbody>\n");
        foreach (var row in result.Rows)
        {
            html.Append(Invariant, $"<tr><th scope=\"row\">{Escape(row.Name)}");
            if (row.Note.Length > 0) html.Append(Invariant, $"<small>{Escape(row.Note)}</small>");
            html.Append(Invariant, $"</th><td><b>{result.Show(row.Test)}</b></td><td>{result.Show(row.Deviation)}</td>");
            html.Append(Invariant, $"<td>{result.Show(row.Choice)}</td>");
            html.Append(Invariant, $"<td>{Escape(row.PValueText)}</td>");
            foreach (var value in row.Beside) html.Append(Invariant, $"<td>{Figure(value)}</td>");
            for (var i = row.Beside.Count; i < result.Beside.Count; i++) html.Append("<td></td>");
            html.Append(Invariant, $"<td>{Escape(row.StabilityText)}</td><td>{Count(row.Features)}</td>");
            html.Append(Invariant, $"<td>{row.Seeds}</td><td>{Duration(TimeSpan.FromSeconds(row.Seconds))}</td></tr>\n");
        }
        return html.Append("</tbody></table></div>\n").ToString();
    }

    /// <summary>The command that makes the comparison again.</summary>
    private static string Command(CompareRequest request)
    {
        var text = new CommandText("compare", request.Data, request.Reading).AddReading(request.Reading);
        if (request.Goal is { } goal) text.Add(CompareOptions.Goal, (Enum)goal);
        return text.Add(CompareOptions.Budget, request.Budget).Add(CompareOptions.Seeds, request.Seeds)
            .Add(CompareOptions.Features, request.Features).Add(CompareOptions.Seed, request.Seed).ToString();
    }
}
