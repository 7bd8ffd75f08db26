using System.Text;
using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>The page of a run that detected.</summary>
internal static class DetectReport
{
    private const int MostRows = 20, MostDrawn = 10, MostChannels = 4, MostStretches = 20;

    public static string Render(
        DetectRequest request, DetectRun.Learned learned, AppliedData rows, LongSeries? series, DetectedRows found, DetectMetrics metrics,
        string[]? labels)
    {
        var sections = new List<ReportPage.Section>();
        if (series is not null) sections.AddRange(Series(series, found));
        sections.Add(new("Scores", $"How many rows have which {metrics.Score}. {metrics.Reason}",
            ScoreHistogram.Render(found.Scores, metrics.Threshold)));
        if (series is null && Drawn(learned, rows, found, labels) is { } drawn) sections.Add(drawn);
        sections.Add(Table(series, found, labels, learned.Scorer.AboutReasons));
        if (series is null) sections.AddRange(TableReport.Sections(rows.Known));
        sections.Add(new("How it was made", "", Facts(request, learned, rows, metrics)));
        var what = series is null
            ? Plural(metrics.Samples, "row")
            : $"{Plural(metrics.Samples, "row")} of a series in windows of {series.Plan.Window}, one each "
                + $"{Plural(series.Plan.Stride, "row")}";
        return new ReportPage(
            $"Anomalies in {metrics.Data}", $"{metrics.Model} · {what} · {metrics.Score}", Tiles(metrics, series), sections,
            $"Written by LatentSharp {Words.Version}. Scores, ranks, verdicts and reasons of all rows are in scores.csv, numbers in "
                + $"metrics.json"
            + $"{(learned.IsNew ? ", the model in model/" : "")}.").Render();
    }

    private static List<ReportPage.Tile> Tiles(DetectMetrics metrics, LongSeries? series)
    {
        var tiles = new List<ReportPage.Tile>
        {
            new("Abnormal", Count(metrics.Abnormal),
                $"{Percent(metrics.Abnormal / (double)metrics.Samples)} of {Plural(metrics.Samples, "row")}"),
            new("Threshold", Figure(metrics.Threshold), metrics.Rule.Replace('-', ' ')),
        };
        if (series is not null) tiles.Add(new("Stretches", Count(metrics.Stretches!.Count), "of abnormal rows"));
        if (metrics.RocAuc is { } auc) tiles.Add(new("ROC-AUC", Figure(auc), "by labels that nothing learned from"));
        if (metrics.AveragePrecision is { } precision)
            tiles.Add(new("Average precision", Figure(precision), $"chance {Figure(metrics.LabelledAbnormal!.Value)}"));
        if (metrics.Recall is { } recall)
            tiles.Add(new("Found", Percent(recall),
                $"of the abnormal; {(metrics.Precision is { } right ? Percent(right) : "none")} of what was found is"));
        tiles.Add(new("Took", Duration(TimeSpan.FromSeconds(metrics.Seconds)), metrics.LearnedSamples > 0 ? "to learn and to score"
            : "to score"));
        return tiles;
    }

    private static IEnumerable<ReportPage.Section> Series(LongSeries series, DetectedRows found)
    {
        var (count, channels) = (series.Points.Shape[0], series.Points.Shape[1]);
        var stretches = found.Stretches();
        var html = new StringBuilder();
        for (var channel = 0; channel < Math.Min(channels, MostChannels); channel++)
        {
            var values = new float[count];
            var points = series.Points.AsSpan();
            for (var row = 0; row < count; row++) values[row] = points[(row * channels) + channel];
            html.Append(SeriesChart.Render(series.Plan.Columns[channel], values, stretches));
        }
        var rest = channels > MostChannels ? $" The first {MostChannels} of {Count(channels)} columns are drawn." : "";
        yield return new("The series", $"Stretches of abnormal rows are marked.{rest}", html.ToString());
        yield return new(
            "Scores over time", "The score of each row is the mean of the windows that it is in; the dashed line is the threshold.",
            SeriesChart.Render("score", found.Scores, stretches, found.Threshold.Value));
        if (stretches.Count == 0) yield break;
        html = new StringBuilder("<div class=\"scroll\"><table class=\"metrics\"><thead><tr><th>rows</th><th>length</th><th>highest "
            + "score</th><th class=\"reasons\">reasons</th></tr></thead><tbody>\n");
        var worst = stretches.Select(stretch =>
            (Stretch: stretch, Row: Enumerable.Range(stretch.First, stretch.Last - stretch.First + 1).MaxBy(row => found.Scores[row])))
            .OrderByDescending(item => found.Scores[item.Row]).Take(MostStretches);
        foreach (var (stretch, row) in worst)
        {
            html.Append(Invariant, $"<tr><th scope=\"row\">{Count(stretch.First + 1)} to {Count(stretch.Last + 1)}</th>"
                + $"<td>{Count(stretch.Last - stretch.First + 1)}</td>");
            html.Append(Invariant, $"<td>{Figure(found.Scores[row])}</td><td class=\"reasons\">"
                + $"{Escape(string.Join("; ", found.Reasons[row]))}</td></tr>\n");
        }
        yield return new(
            "Abnormal stretches",
            stretches.Count > MostStretches ? $"The {MostStretches} of {Count(stretches.Count)} with the highest scores."
                : "The highest score first.",
            html.Append("</tbody></table></div>\n").ToString());
    }

    /// <summary>Samples that are more to see than to read.</summary>
    private static ReportPage.Section? Drawn(DetectRun.Learned learned, AppliedData rows, DetectedRows found, string[]? labels)
    {
        var scaling = learned.Saved.Scaling;
        var look = SampleLook.Of(rows.Known, scaling);
        if (look.Kind is SampleKind.Table or SampleKind.Strip) return null;
        var rebuilds = learned.Saved.Model as FeatureModel;
        var shown = found.Order.Take(MostDrawn).Select(row =>
        {
            var (piece, own) = row < rows.Known.Count ? (rows.Known, row) : (rows.Pieces[1], row - rows.Known.Count);
            return new ShownSample(piece.Samples.Rows(own, 1).ToArray(), labels is null ? $"row {Count(row + 1)}"
                : $"row {Count(row + 1)}, {labels[row]}")
            {
                Figure = Figure(found.Scores[row]),
                Length = piece.Sequences?.Lengths[own],
                Rebuilt = rebuilds is null
                    ? null : scaling.Invert(rebuilds.Reconstruct(scaling.Apply(RowView.Of(piece, [own])))).ToArray(),
            };
        }).ToArray();
        return new(
            "The most abnormal", $"With their scores.{(rebuilds is null ? "" : " Each beside what the model made of it.")}"
            + $"{SampleGrid.InWords(look, rebuilds is not null)}",
            SampleGrid.Render(shown, look, "score"));
    }

    private static ReportPage.Section Table(LongSeries? series, DetectedRows found, string[]? labels, string? about)
    {
        var html = new StringBuilder("<div class=\"scroll\"><table class=\"metrics\"><thead><tr><th>row</th><th>score</th>");
        html.Append(labels is null ? "" : "<th>label</th>").Append("<th></th><th class=\"reasons\">reasons</th></tr></thead><tbody>\n");
        foreach (var row in found.Order.Take(MostRows))
        {
            var isAbnormal = found.Threshold.IsAbnormal(found.Scores[row]);
            html.Append(Invariant, $"<tr><th scope=\"row\">{Count(row + 1)}</th><td>{Figure(found.Scores[row])}</td>");
            if (labels is not null) html.Append(Invariant, $"<td>{Escape(labels[row])}</td>");
            html.Append(Invariant, $"<td class=\"{(isAbnormal ? "worse" : "same")}\">"
                + $"{(isAbnormal ? ScoreTable.Abnormal : ScoreTable.Usual)}</td>");
            var reasons = found.Reasons[row].Length == 0 ? "the model cannot say" : string.Join("; ", found.Reasons[row]);
            html.Append(Invariant, $"<td class=\"reasons\">{Escape(reasons)}</td></tr>\n");
        }
        var of = series is null ? "row" : "row of the most abnormal window it is in";
        return new(
            "Why they are abnormal",
            $"The {Plural(Math.Min(MostRows, found.Scores.Length), "row")} with the highest scores. " + (about is null
                ? "Reasons are the values that speak most for it, what is usual or expected in their place, and what share of all that "
                    + $"speaks for the {of} is theirs."
                : char.ToUpperInvariant(about[0]) + about[1..]),
            html.Append("</tbody></table></div>\n").ToString());
    }

    private static string Facts(DetectRequest request, DetectRun.Learned learned, AppliedData rows, DetectMetrics metrics)
    {
        var prepared = learned.Prepared;
        var facts = new List<(string, string)>
        {
            ("data", prepared.Data), ("scaling", prepared.Scaling), ("learning", prepared.Division), ("model", prepared.Model),
            ("score", metrics.Score), ("threshold", metrics.Reason),
        };
        if (metrics.Interrupted) facts.Add(("training", "ended before its end, since it was asked to"));
        if (rows.Known.Source is { } source) facts.Add(("source", source));
        if (rows.Known.License is { } license) facts.Add(("licence", license));
        var html = new StringBuilder("<dl>");
        foreach (var (name, value) in facts) html.Append(Invariant, $"<dt>{Escape(name)}</dt><dd>{Escape(value)}</dd>");
        html.Append(Invariant, $"<dt>command</dt><dd><code>{Escape(request.ToCommand())}</code></dd></dl>\n");
        foreach (var note in metrics.Notes) html.Append(Invariant, $"<p>{Escape(char.ToUpperInvariant(note[0]) + note[1..])}</p>\n");
        return html.ToString();
    }
}
