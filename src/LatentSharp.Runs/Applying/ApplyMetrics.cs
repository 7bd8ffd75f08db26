using System.Text.Json;
using System.Text.Json.Serialization;
using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>How a finished model does on data: on all rows that were given, and on groups of them.</summary>
public sealed record ApplyMetrics : ModelMetrics
{
    /// <summary>The rows that are equal to one that the model learned from; null when the model was saved without their digests.</summary>
    public required int? LearnedSamples { get; init; }

    /// <summary>Which rows were measured, in a sentence.</summary>
    public required string MeasuredOn { get; init; }

    /// <summary>The mean squared error of all samples' reconstructions, in scaled units.</summary>
    public double? ReconstructionMse { get; init; }

    /// <inheritdoc cref="GroupMetrics.NatsPerToken"/>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? NatsPerToken { get; init; }

    /// <summary>
    /// The same figures of groups of rows: the parts of a set with a test part of its own, and the rows that the model learned from beside
    /// the others. Empty where there is nothing to tell apart.
    /// </summary>
    public IReadOnlyList<GroupMetrics> Groups { get; init; } = [];

    /// <summary>
    /// The measures to show: a name, and a value for all rows and each of the <see cref="Groups"/>, empty where there is none.
    /// </summary>
    public IReadOnlyList<(string Name, IReadOnlyList<string> Values)> Describe()
    {
        (string InWords, int Samples, double? Error, double? Nats, RecognitionMetrics Classes)[] columns =
        [
            ("all rows", Samples, ReconstructionMse, NatsPerToken, this),
            .. Groups.Select(group =>
                (group.InWords, group.Samples, group.ReconstructionMse, group.NatsPerToken, (RecognitionMetrics)group)),
        ];
        var rows = new List<(string, IReadOnlyList<string>)>();
        Add("", group => group.InWords);
        Add("rows", group => Count(group.Samples));
        Add("reconstruction error (squared, scaled units) ↓", group => group.Error is { } error ? Figure(error) : "");
        Add("surprise (nats a token) ↓", group => group.Nats is { } nats ? Figure(nats) : "");
        Add("perplexity ↓", group => group.Nats is { } nats ? Figure(Math.Exp(nats)) : "");
        Add("accuracy ↑", group => Share(group.Classes.Accuracy));
        if (columns.Any(group => group.Classes.ClassBalance is { Unequal: true }))
        {
            Add(
                "  always naming the most frequent class",
                group => group.Classes.Accuracy is null ? "" : Share(group.Classes.ClassBalance?.MostFrequentShare));
            Add("balanced accuracy ↑", group => Share(group.Classes.BalancedAccuracy));
            Add("recall of the rarest class ↑", group => Share(group.Classes.RarestClassRecall));
            Add("average precision of the rarest class ↑", group => Share(group.Classes.AveragePrecision));
            Add(
                $"  rows of the rarest class, “{ClassBalance?.Rarest}”",
                group => group.Classes.ClassBalance is { } balance ? Count(balance.RarestSamples) : "");
        }
        Add("mean F1 of classes ↑", group => Share(group.Classes.MacroF1));
        return rows;

        void Add(
            string name, Func<(string InWords, int Samples, double? Error, double? Nats, RecognitionMetrics Classes), string> value)
        {
            string[] values = [.. columns.Select(value)];
            if (values.Any(text => text.Length > 0)) rows.Add((name, values));
        }
    }

    /// <summary>What can be read from the features: a name and a value each; empty without labels.</summary>
    public IReadOnlyList<(string Name, string Value)> DescribeProbes()
    {
        if (Knn is not { } neighbours || LinearProbe is not { } probe) return [];
        var rows = new List<(string, string)> { ("nearest neighbours, accuracy ↑", Share(neighbours.Accuracy)) };
        if (ClassBalance is { Unequal: true }) AddRare(neighbours);
        rows.Add(("linear probe, accuracy ↑", Share(probe.Accuracy)));
        if (ClassBalance is { Unequal: true }) AddRare(probe);
        return rows;

        void AddRare(ProbeFigures figures)
        {
            rows.Add(("  balanced accuracy ↑", Share(figures.BalancedAccuracy)));
            rows.Add(("  recall of the rarest class ↑", Share(figures.RarestClassRecall)));
            rows.Add(("  average precision of the rarest class ↑", Share(figures.AveragePrecision)));
        }
    }

    /// <summary>What the features are like: a name and a value each; empty without rows.</summary>
    public IReadOnlyList<(string Name, string Value)> DescribeFeatures() => Features is not { } figures
        ? []
        : [.. figures.Describe(LatentSize).Select(row => (char.ToLowerInvariant(row.Name[0]) + row.Name[1..], row.Value))];

    /// <summary>How new samples of the model stand to these: a name and a value each; empty of a model that makes none.</summary>
    public IReadOnlyList<(string Name, string Value)> DescribeGenerated() => Generated is not { } figures
        ? []
        : [.. figures.Describe().Select(row => (char.ToLowerInvariant(row.Name[0]) + row.Name[1..], row.Value))];

    /// <summary>The measures as indented JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, RunsJson.Default.ApplyMetrics);

    private static string Share(double? value) => value is { } share ? Percent(share) : "";
}
