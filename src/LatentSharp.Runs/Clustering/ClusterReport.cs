using System.Text;
using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>The page about clusters.</summary>
internal static class ClusterReport
{
    private const int PicturesOfCluster = 10, RowsOfCluster = 4, MostShown = 30;

    /// <summary>What the page shows.</summary>
    internal sealed record Content
    {
        public required ClusterMetrics Metrics { get; init; }

        public required AppliedData Rows { get; init; }

        /// <summary>(N): -1 for none.</summary>
        public required int[] Clusters { get; init; }

        public required Tensor Memberships { get; init; }

        /// <summary>(N, k): where clusters were found.</summary>
        public required Tensor Embedded { get; init; }

        public required SampleLook Look { get; init; }

        public required MapKind Map { get; init; }

        public required LearnEvent.Prepared Prepared { get; init; }

        public required string Command { get; init; }

        /// <summary>Whether the run folder holds the model.</summary>
        public required bool HasModel { get; init; }
    }

    /// <summary>The page.</summary>
    public static string Render(Content content, CancellationToken cancellation)
    {
        var metrics = content.Metrics;
        var sections = Maps(content, cancellation);
        sections.Add(Sizes(content));
        sections.AddRange(Typical(content));
        var facts = new List<(string, string)>
        {
            ("data", content.Prepared.Data), ("scaling", content.Prepared.Scaling), ("rows", content.Prepared.Division),
            ("model", content.Prepared.Model),
        };
        if (metrics.Choice is { } choice) facts.Add(("number of clusters", choice));
        sections.Add(new("How it was made", "", RunReport.Facts(facts, content.Command, metrics.Warnings)));
        List<ReportPage.Tile> tiles =
        [
            new("Clusters", Count(metrics.Clusters), metrics.Unclustered > 0 ? $"{Plural(metrics.Unclustered, "row")} belong to none"
                : "every row belongs to one"),
            .. metrics.InWords().Select(figure => new ReportPage.Tile(figure.Name, figure.Value, figure.Note)),
            new("Found in", Duration(TimeSpan.FromSeconds(metrics.Seconds)), Plural(metrics.Samples, "row")),
        ];
        return new ReportPage(
            $"Clusters of {metrics.Data}", $"{metrics.Model} · {Plural(metrics.Clusters, "cluster")} of {Plural(metrics.Samples, "row")}",
            tiles, sections,
            $"Written by LatentSharp {Words.Version}. Numbers are in metrics.json, the cluster of each row in clusters.csv"
                + (content.HasModel ? ", the model in model/." : "."))
            .Render();
    }

    private static List<ReportPage.Section> Maps(Content content, CancellationToken cancellation)
    {
        var plane = FeaturePlane.Of(content.Embedded, content.Map, content.Metrics.Seed, cancellation);
        string[] names = [.. Enumerable.Range(1, content.Metrics.Clusters).Select(number => number.ToString(Invariant))];
        int[] colours = [.. plane.Rows.Select(row => content.Clusters[row])];
        var sections = new List<ReportPage.Section>
        {
            new("Map by cluster", plane.Caption, ScatterChart.Render(plane.Points, colours, names, plane.X, plane.Y)),
        };
        if (content.Rows.Labels is not { } labels) return sections;
        var truth = labels.ToArray<int>();
        sections.Add(new(
            "The same map by label", "Labels were not told to the model.",
            ScatterChart.Render(plane.Points, [.. plane.Rows.Select(row => truth[row])], content.Rows.Known.ClassNames, plane.X, plane.Y)));
        return [.. sections.Select(section => section with { Half = true })];
    }

    private static ReportPage.Section Sizes(Content content)
    {
        var labels = content.Rows.Labels?.ToArray<int>();
        var html = new StringBuilder("<div class=\"scroll\"><table "
            + "class=\"metrics\"><thead><tr><th>cluster</th><th>rows</th><th>share</th>")
            .Append(labels is null ? "" : "<th>most frequent label</th><th>of its rows</th>").Append("</tr></thead><tbody>\n");
        for (var cluster = 0; cluster < Math.Min(MostShown, content.Metrics.Clusters); cluster++)
        {
            var size = content.Metrics.Sizes[cluster];
            html.Append(Invariant, $"<tr><th "
                + $"scope=\"row\">{cluster + 1}</th><td>{Count(size)}</td><td>{Percent((double)size / content.Metrics.Samples)}</td>");
            if (labels is not null)
            {
                var most = Enumerable.Range(0, labels.Length).Where(row => content.Clusters[row] == cluster).GroupBy(row => labels[row])
                    .Select(group => (Label: group.Key, Count: group.Count())).OrderByDescending(group => group.Count)
                    .ThenBy(group => group.Label).FirstOrDefault();
                html.Append(Invariant, $"<td>{(size == 0 ? "" : Escape(content.Rows.Known.ClassNames[most.Label]))}</td>")
                    .Append(Invariant, $"<td>{(size == 0 ? "" : Percent((double)most.Count / size))}</td>");
            }
            html.Append("</tr>\n");
        }
        var rest = content.Metrics.Clusters > MostShown ? $" The first {MostShown} of {Count(content.Metrics.Clusters)} are shown." : "";
        return new("Clusters", (content.Metrics.Choice ?? "As many as were asked for.") + rest, html.Append("</tbody></table></div>\n")
            .ToString());
    }

    /// <summary>Of each cluster the rows that lie nearest to its middle.</summary>
    private static IEnumerable<ReportPage.Section> Typical(Content content)
    {
        var (n, d) = (content.Embedded.Shape[0], content.Embedded.Shape[1]);
        var places = content.Embedded.ToArray();
        var (most, what) = content.Look.Kind == SampleKind.Picture ? (PicturesOfCluster, "pictures") : (RowsOfCluster, "rows");
        var html = new StringBuilder();
        for (var cluster = 0; cluster < Math.Min(MostShown, content.Metrics.Clusters); cluster++)
        {
            int[] own = [.. Enumerable.Range(0, n).Where(row => content.Clusters[row] == cluster)];
            if (own.Length == 0) continue;
            var middle = new double[d];
            foreach (var row in own)
                for (var c = 0; c < d; c++) middle[c] += places[(row * d) + c] / (double)own.Length;
            var nearest = own.OrderBy(row => Enumerable.Range(0, d).Sum(c => Math.Pow(places[(row * d) + c] - middle[c], 2))).Take(most);
            html.Append(Invariant, $"<h3>Cluster {cluster + 1}, {Plural(own.Length, "row")}</h3>\n");
            html.Append(SampleGrid.Render([.. nearest.Select(row => Shown(content, row))], content.Look));
        }
        if (html.Length > 0)
            yield return new(
                "Typical of each", $"The {what} nearest to the middle of each cluster.{SampleGrid.InWords(content.Look, compared: false)}",
                html.ToString());
    }

    private static ShownSample Shown(Content content, int row) =>
        new(content.Rows.Original(row).ToArray(), content.Rows.Caption(row)) { Length = content.Rows.LengthOf(row) };
}
