using System.Text;
using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>Puts a run's report together: what to show, and in which words.</summary>
internal static class RunReport
{
    private const int SamplesInARow = 10, RowsOfATable = 6, SequencesShown = 6;

    /// <summary>What a report shows besides the metrics.</summary>
    internal sealed record Content
    {
        /// <summary>What was measured.</summary>
        public required RunMetrics Metrics { get; init; }

        /// <summary>The course of training; without epochs there is no chart.</summary>
        public required History History { get; init; }

        /// <summary>The whole data set.</summary>
        public required Dataset Data { get; init; }

        /// <summary>(N, k): its features.</summary>
        public required Tensor Features { get; init; }

        /// <summary>The held-out part.</summary>
        public required PreparedPart HeldOut { get; init; }

        /// <summary>How samples are drawn.</summary>
        public required SampleLook Look { get; init; }

        /// <summary>Reconstructs one of its samples, in the units of the file: (1, …); null for a model that does not.</summary>
        public required Func<int, Tensor>? Rebuild { get; init; }

        /// <summary>(M): the mean squared error of each, in scaled units.</summary>
        public required float[]? Errors { get; init; }

        /// <summary>What the loss of the training is.</summary>
        public required string LossInWords { get; init; }

        /// <summary>What the model shows of itself.</summary>
        public IReadOnlyList<ModelChart> Charts { get; init; } = [];

        /// <summary>What the model makes of its own.</summary>
        public IReadOnlyList<ReportPage.Section> Generated { get; init; } = [];

        /// <summary>How training changed its samples.</summary>
        public IReadOnlyList<ReportPage.Section> Augmented { get; init; } = [];

        /// <summary>How classes were told apart, and by what filters.</summary>
        public IReadOnlyList<ReportPage.Section> Classes { get; init; } = [];

        /// <summary>How features are drawn on the plane.</summary>
        public MapKind Map { get; init; }

        /// <summary>How the run was made: names and values.</summary>
        public required IReadOnlyList<(string Name, string Value)> Facts { get; init; }

        /// <summary>The command that makes it again.</summary>
        public required string Command { get; init; }
    }

    /// <summary>The page.</summary>
    public static string Render(Content content)
    {
        var metrics = content.Metrics;
        var comparisons = Comparison.Of(metrics);
        var sections = Charts(content);
        sections.AddRange(content.Augmented);
        sections.AddRange(content.Classes);
        if (content is { Rebuild: { } rebuild, Errors: { } errors }) sections.AddRange(Samples(content, rebuild, errors));
        sections.AddRange(content.Generated);
        sections.AddRange(TableReport.Sections(content.Data));
        sections.Add(Measured(metrics, comparisons));
        if (metrics.Features is { } figures)
            sections.Add(Table(
                "What the features are like", $"Measured on {Plural(figures.Samples, "sample")} that were held out.",
                figures.Describe(metrics.LatentSize)));
        if (metrics.Generated is { } made)
            sections.Add(Table(
                "How new samples stand to real ones",
                $"Measured by the values of {Plural(made.Samples, "sample")} that were held out and as many new ones: whether those are "
                + "like real ones (precision, density), and whether all real ones are met (recall, coverage).", made.Describe()));
        sections.Add(new("How it was made", "", Facts(content)));
        var page = new ReportPage(
            $"Features of {metrics.Data}",
            $"{metrics.Model} · {Plural(metrics.LatentSize, "feature")} from "
            + $"{Words.Samples(content.Data)} · {Plural(metrics.Samples, "sample")}",
            Tiles(metrics, comparisons), sections,
            $"Written by LatentSharp {Words.Version}. Numbers are in metrics.json, features in "
            + (RunFiles.HasTable(content.Features.Shape[1])
                ? "features.csv and features.npy" : "features.npy (too many for a table of text)")
            + ", the model in model/.");
        return page.Render();
    }

    /// <summary>The charts, two beside each other; of an odd number the first is wide.</summary>
    private static List<ReportPage.Section> Charts(Content content)
    {
        var charts = new List<ReportPage.Section> { Features(content) };
        if (content.History.Epochs > 0) charts.Add(Training(content));
        if (content.History["accuracy"].Count > 0) charts.Add(Accuracy(content.History));
        charts.AddRange(content.Charts.Select(chart => new ReportPage.Section(
            chart.Title, chart.Caption, BarChart.Render(chart.ValueName, chart.Values))));
        return [.. charts.Select((chart, i) => chart with { Half = i > 0 || charts.Count % 2 == 0 })];
    }

    private static ReportPage.Section Measured(RunMetrics metrics, IReadOnlyList<Comparison> comparisons)
    {
        if (comparisons.Count == 0)
            return new(
                "What was measured",
                "The data have no labels and the model rebuilds no samples, so there is nothing to measure on held-out samples.", "");
        var held = metrics.HeldOutSamples == 1
            ? "the one sample that was held out"
            : $"the {Count(metrics.HeldOutSamples)} samples that were held out";
        var isAlone = comparisons.All(row => row.Pca is null);
        return new(
            isAlone ? "What was measured" : $"Beside {metrics.Yardstick}",
            $"Measured on "
            + $"{held}{(isAlone ? "." : Beside(metrics))}"
            + $"{(metrics.ProbedOn is { } probed ? $" Nearest neighbours and linear probe: {probed}." : "")} "
            + $"↑ more is better, ↓ less is better.",
            MetricsTable.Render(metrics.Model, comparisons));
    }

    private static string Beside(RunMetrics metrics) => metrics.Yardstick == RunMetrics.TfIdf
        ? $"; TF-IDF with truncated SVD has {Plural(metrics.YardstickSize, "feature")} and learned from the same part."
        : "; PCA has as many features and learned from the same part.";

    private static ReportPage.Section Table(
        string title, string caption, IReadOnlyList<(string Name, string Note, string Value)> rows)
    {
        var html = new StringBuilder("<div class=\"scroll\"><table class=\"metrics\"><tbody>\n");
        foreach (var (name, note, value) in rows)
            html.Append(
                Invariant,
                $"<tr><th scope=\"row\">{Escape(name)}<small>{Escape(note)}</small></th><td><b>{Escape(value)}</b></td></tr>\n");
        return new(title, caption, html.Append("</tbody></table></div>\n").ToString());
    }

    private static List<ReportPage.Tile> Tiles(RunMetrics metrics, IReadOnlyList<Comparison> comparisons)
    {
        var tiles = new List<ReportPage.Tile>();
        foreach (var row in comparisons.Where(row => row is { IsDetail: false, MoreIsBetter: not null }))
        {
            var note = row.Instead ?? row.Beside
                ?? (
                    row.Pca is null ? ""
                        : row.IsShare ? $"{row.Yardstick} {row.PcaText}"
                        : row.Verdict == "the same" ? $"the same as {row.Yardstick}’s"
                        : row.Verdict);
            tiles.Add(new(row.Name == "Reconstruction" ? "Reconstruction error" : row.Name, row.ModelText, note));
        }
        var course = metrics.Interrupted ? metrics.Outcome.Split(';')[0]
            : metrics.Epochs == 0 ? "solved in one step"
            : Plural(metrics.Epochs, "epoch") + (
                metrics.SamplesPerSecond > 0 ? $", {Count((long)metrics.SamplesPerSecond)} samples/s" : "");
        tiles.Add(new("Learned in", Duration(TimeSpan.FromSeconds(metrics.Seconds)), course));
        tiles.Add(new("Parameters", Count(metrics.Parameters), $"{Plural(metrics.LatentSize, "feature")}"));
        return tiles;
    }

    private static ReportPage.Section Features(Content content)
    {
        var plane = FeaturePlane.Of(content.Features, content.Map, content.Metrics.Seed);
        var labels = content.Data.Labels is { } all ? all.ToArray<int>() : [];
        int[] colours = labels.Length > 0 ? [.. plane.Rows.Select(row => labels[row])] : [];
        return new(
            "Features", plane.Caption, ScatterChart.Render(plane.Points, colours, content.Data.ClassNames, plane.X, plane.Y));
    }

    private static ReportPage.Section Training(Content content)
    {
        var curves = content.History["loss"].Count > 0
            ? [new("training", content.History["loss"])]
            : content.History.Names.Where(name => name.EndsWith("_loss", StringComparison.Ordinal))
            .Select(name => new LineChart.Series(name[..^5], content.History[name])).ToList();
        if (content.History["val_loss"].Count > 0) curves.Add(new("validation", content.History["val_loss"]));
        var outcome = content.Metrics.Outcome;
        var how = $"{content.LossInWords} in each epoch." + (outcome.Length > 0 ? $" It was {outcome}." : "");
        return new("Training", how, LineChart.Render("loss", curves));
    }

    private static ReportPage.Section Accuracy(History history)
    {
        var curves = new List<LineChart.Series> { new("training", history["accuracy"]) };
        if (history["val_accuracy"].Count > 0) curves.Add(new("validation", history["val_accuracy"]));
        return new("Accuracy", "The share of samples that were classified right in each epoch.", LineChart.Render("accuracy", curves));
    }

    private static IEnumerable<ReportPage.Section> Samples(Content content, Func<int, Tensor> rebuild, float[] errors)
    {
        var look = content.Look;
        var (most, samples, below) = look.Kind switch
        {
            SampleKind.Picture => (SamplesInARow, "samples", "Below each: what"),
            SampleKind.Curves => (SequencesShown, "sequences", "With each: what"),
            SampleKind.Table => (RowsOfATable, "rows", "Below each value: what"),
            _ => (RowsOfATable, "samples", "Below each: what"),
        };
        var words = SampleGrid.InWords(look, compared: true);
        yield return new(
            "Originals and reconstructions",
            $"Held-out {samples}. {below} is left after "
            + $"{Plural(content.Metrics.LatentSize, "feature")}, and the mean squared "
            + $"error.{words}",
            SampleGrid.Render([.. OneOfEachLabel(content.HeldOut, most).Select(Shown)], look, "error"));
        if (errors.Length <= 2 * most) yield break;
        var hardest = Enumerable.Range(0, errors.Length).OrderByDescending(i => errors[i]).Take(most);
        yield return new(
            "The hardest", $"The held-out {samples} with the largest errors.{words}",
            SampleGrid.Render([.. hardest.Select(Shown)], look, "error"));

        ShownSample Shown(int row) => new(content.HeldOut.Original(row).ToArray(), Caption(content.HeldOut, row))
        {
            Rebuilt = rebuild(row).ToArray(), Figure = Figure(errors[row]),
            Length = content.HeldOut.Data.Sequences is null ? null : content.HeldOut.Lengths[row],
        };
    }

    private static string Caption(PreparedPart part, int row) =>
        part.Labels is { } labels ? part.Data.ClassNames[labels.AsSpan<int>()[row]] : $"sample {row + 1}";

    /// <summary>Rows of as many labels as there are, in the labels' order, filled up with others.</summary>
    private static int[] OneOfEachLabel(PreparedPart part, int most)
    {
        var rows = Enumerable.Range(0, part.Count);
        if (part.Labels is not { } labels) return [.. rows.Take(most)];
        var classes = labels.ToArray<int>();
        var rounds = rows.GroupBy(row => classes[row]).SelectMany(group => group.Select((row, round) => (row, round, group.Key)));
        return [.. rounds.OrderBy(item => item.round).ThenBy(item => item.Key).Take(most).Select(item => item.row)];
    }

    private static string Facts(Content content) => Facts(content.Facts, content.Command, content.Metrics.Warnings);

    /// <summary>How something was made, and what to know of it.</summary>
    internal static string Facts(
        IReadOnlyList<(string Name, string Value)> facts, string command, IReadOnlyList<string> warnings)
    {
        var html = new StringBuilder("<dl>");
        foreach (var (name, value) in facts) html.Append(Invariant, $"<dt>{Escape(name)}</dt><dd>{Escape(value)}</dd>");
        html.Append(Invariant, $"<dt>command</dt><dd><code>{Unbroken(command)}</code></dd></dl>\n");
        foreach (var warning in warnings) html.Append(Invariant, $"<p class=\"worse\">{Escape(warning)}</p>\n");
        return html.ToString();
    }

    /// <summary>A command whose options are not broken after their hyphens.</summary>
    private static string Unbroken(string command) =>
        string.Join(' ', command.Split(' ').Select(word => word.StartsWith('-') ? $"<span>{Escape(word)}</span>" : Escape(word)));
}
