using System.Text.Json;
using System.Text.Json.Serialization;

namespace LatentSharp;

/// <summary>What is told of clusters: the content of <c>metrics.json</c>.</summary>
public sealed record ClusterMetrics
{
    /// <summary>The kind of clusterer.</summary>
    public required string Model { get; init; }

    /// <summary>A built-in data set's name or a file's.</summary>
    public required string Data { get; init; }

    /// <summary>The rows.</summary>
    public required int Samples { get; init; }

    /// <summary>The shape of one sample.</summary>
    public required IReadOnlyList<int> InputShape { get; init; }

    /// <summary>How many clusters there are.</summary>
    public required int Clusters { get; init; }

    /// <summary>Why so many, in a sentence; null where they were asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Choice { get; init; }

    /// <summary>The kind of model whose features were clustered; null where samples were, or clusters were there already.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Features { get; init; }

    /// <summary>How many samples each has.</summary>
    public required IReadOnlyList<int> Sizes { get; init; }

    /// <summary>How many samples belong to none.</summary>
    public required int Unclustered { get; init; }

    /// <summary>
    /// <see cref="ClusterAccuracy"/>: the share of samples in their class's cluster, of the best matching one to one; null without labels.
    /// </summary>
    public double? Accuracy { get; init; }

    /// <summary><see cref="Clustering.NormalizedMutualInformation"/> of clusters and labels; null without labels.</summary>
    public double? Nmi { get; init; }

    /// <summary><see cref="Clustering.AdjustedRand"/> of clusters and labels; null without labels.</summary>
    public double? Ari { get; init; }

    /// <summary>
    /// The mean silhouette of clustered samples where clusters were found, on 2,000 of them at most; null where there are fewer than two
    /// clusters.
    /// </summary>
    public double? Silhouette { get; init; }

    /// <summary>
    /// <see cref="Clustering.DaviesBouldin"/> of the same samples: 0 or more, low when clusters are tight and apart; null where there are
    /// fewer than two clusters.
    /// </summary>
    public double? DaviesBouldin { get; init; }

    /// <summary>What was drawn followed from it.</summary>
    public required long Seed { get; init; }

    /// <summary>Time spent in finding them.</summary>
    public required double Seconds { get; init; }

    /// <summary>What a user should know, each with its remedy.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The metrics as indented JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, RunsJson.Default.ClusterMetrics);

    /// <summary>What came out, a line each: how many rows each cluster has, why there are so many, and the figures.</summary>
    public IEnumerable<string> Describe()
    {
        var none = Unclustered > 0 ? $", {ReportText.Count(Unclustered)} rows belong to none" : "";
        var of = Clusters == 0 ? "" : $" of {string.Join(", ", Sizes.Select(size => ReportText.Count(size)))} rows";
        yield return $"{ReportText.Plural(Clusters, "cluster")}{of}{none}";
        if (Choice is { } choice) yield return choice;
        foreach (var (name, value, note) in InWords()) yield return $"{name,-14}{value,8}   {note}";
    }

    /// <summary>The figures by name, with what each is.</summary>
    internal IEnumerable<(string Name, string Value, string Note)> InWords()
    {
        if (Accuracy is { } accuracy) yield return ("Accuracy", ReportText.Percent(accuracy), "clusters matched with labels one to one ↑");
        if (Nmi is { } nmi) yield return ("NMI", ReportText.Figure(nmi), "normalised mutual information with the labels ↑");
        if (Ari is { } ari) yield return ("ARI", ReportText.Figure(ari), "adjusted Rand index with the labels ↑");
        if (Silhouette is { } silhouette) yield return ("Silhouette", ReportText.Figure(silhouette), "-1 to 1: tight and apart ↑");
        if (DaviesBouldin is { } index) yield return ("Davies–Bouldin", ReportText.Figure(index), "0 or more: spread beside distance ↓");
    }
}
