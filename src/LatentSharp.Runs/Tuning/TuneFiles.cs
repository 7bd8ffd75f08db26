using System.Text;
using System.Text.Json;
using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>Writes what a search found: <c>tuning.json</c> and <c>report.html</c>.</summary>
internal static class TuneFiles
{
    private const int Shown = 10;

    public static void Write(
        TuneRequest request, IReadOnlyList<TuneDimension> space, GoalMeasure measure, TuneLog log, TuneResult result)
    {
        AtomicFile.Write(Path.Combine(result.Folder, "tuning.json"), stream => Json(stream, result));
        var page = Page(request, space, measure, log, result).Render();
        AtomicFile.Write(Path.Combine(result.Folder, "report.html"), stream => stream.Write(Encoding.UTF8.GetBytes(page)));
    }

    private static void Json(Stream stream, TuneResult result)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteString("measure", result.Measure);
        json.WriteNumber("trials", result.Trials);
        json.WriteString("command", result.Command);
        json.WriteNumber("test", result.Test);
        json.WriteNumber("defaultTest", result.DefaultTest);
        json.WriteNumber("pValue", result.PValue);
        json.WriteStartObject("mattered");
        foreach (var (name, share) in result.Mattered)
        {
            if (share is { } known) json.WriteNumber(name, Math.Round(known, 4));
            else json.WriteNull(name);
        }
        json.WriteEndObject();
        json.WriteStartObject("options");
        OptionsConfig.Write(json, result.Best);
        json.WriteEndObject();
        json.WriteString("verdict", result.Verdict);
        json.WriteEndObject();
    }

    private static ReportPage Page(
        TuneRequest request, IReadOnlyList<TuneDimension> space, GoalMeasure measure, TuneLog log, TuneResult result)
    {
        var sign = measure.MoreIsBetter ? 1 : -1;
        var scores = log.Points.Select(point => double.IsFinite(point.Score) ? sign * point.Score : double.NaN).ToArray();
        var best = new List<double>();
        foreach (var score in scores)
            best.Add(best.Count == 0 || double.IsNaN(best[^1]) || (sign * score > sign * best[^1]) ? score : best[^1]);
        return new ReportPage(
            $"{Path.GetFileNameWithoutExtension(request.Data)}: values for {request.Estimator.Kind}",
            $"searched by {measure.InWords}",
            [
                new("Tried", Count(log.Points.Count), $"trainings, {Duration(TimeSpan.FromSeconds(log.Seconds))}"),
                new("The best", CompareVerdict.Show(measure, result.Test), "on rows that no choice has seen"),
                new("The defaults", CompareVerdict.Show(measure, result.DefaultTest), "on the same rows"),
            ],
            [
                new(
                    "What to use", result.Verdict, $"<p><code>{Escape(result.Command)}</code></p>\n"),
                new(
                    "The course of the search",
                        $"Each try on the part that chooses, and the best so far; {(sign > 0 ? "more" : "less")} is better.",
                    LineChart.Render("on the part that chooses", [new("best so far", best), new("tries", scores)], "training"), Half: true),
                new(
                    "What mattered",
                    "The share of what varied between tries that lies between the values of one option alone (η²), of a range between its "
                    + "quarters.",
                    Mattered(result), Half: true),
                new("The best tries", "On the part that chooses.", Best(space, measure, log, sign)),
            ],
            $"LatentSharp · {request.ToCommand()}");
    }

    private static string Mattered(TuneResult result)
    {
        var html = new StringBuilder("<table class=\"metrics\"><tbody>\n");
        foreach (var (name, share) in result.Mattered)
        {
            var text = share is { } known ? Percent(known) : "too little was tried";
            html.Append(Invariant, $"<tr><th scope=\"row\">{Escape(name)}</th><td>{text}</td></tr>\n");
        }
        return html.Append("</tbody></table>\n").ToString();
    }

    private static string Best(IReadOnlyList<TuneDimension> space, GoalMeasure measure, TuneLog log, int sign)
    {
        var html = new StringBuilder("<div class=\"scroll\"><table class=\"metrics\"><thead><tr><th></th>");
        foreach (var dimension in space) html.Append(Invariant, $"<th>{Escape(dimension.Option.Spec.Name)}</th>");
        html.Append("<th>epochs</th></tr></thead><tbody>\n");
        foreach (var point in log.Points.OrderByDescending(point => point.Share).ThenByDescending(point => point.Score).Take(Shown))
        {
            html.Append(Invariant, $"<tr><th scope=\"row\">{CompareVerdict.Show(measure, sign * point.Score)}</th>");
            for (var d = 0; d < space.Count; d++) html.Append(Invariant, $"<td>{Escape(space[d].TextAt(point.Places[d]))}</td>");
            html.Append(Invariant, $"<td>{Percent(point.Share)}</td></tr>\n");
        }
        return html.Append("</tbody></table></div>\n").ToString();
    }
}
