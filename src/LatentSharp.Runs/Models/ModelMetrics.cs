using System.Text.Json.Serialization;

namespace LatentSharp;

/// <summary>What is measured of a model whenever it meets data, in learning and after.</summary>
public abstract record ModelMetrics
{
    /// <summary>The kind of model: <c>autoencoder</c>, <c>pca</c>.</summary>
    [JsonPropertyOrder(-1)]
    public required string Model { get; init; }

    /// <summary>What it was measured on: a built-in data set's name or a file's.</summary>
    [JsonPropertyOrder(-1)]
    public required string Data { get; init; }

    /// <summary>All samples of the data set.</summary>
    [JsonPropertyOrder(-1)]
    public required int Samples { get; init; }

    /// <summary>Those among them in the held-out part, on which everything is measured unless it says otherwise.</summary>
    [JsonPropertyOrder(-1)]
    public required int HeldOutSamples { get; init; }

    /// <summary>The shape of one sample.</summary>
    [JsonPropertyOrder(-1)]
    public required IReadOnlyList<int> InputShape { get; init; }

    /// <summary>The number of features.</summary>
    [JsonPropertyOrder(-1)]
    public required int LatentSize { get; init; }

    /// <summary>The share of samples that were classified right; only of classifiers, with labels.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Accuracy { get; init; }

    /// <summary>The mean recall of the classes that are present; only of classifiers, with labels.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? BalancedAccuracy { get; init; }

    /// <summary>The mean of the classes' precisions; only of classifiers, with labels.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? MacroPrecision { get; init; }

    /// <summary>The mean of the classes' recalls; only of classifiers, with labels.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? MacroRecall { get; init; }

    /// <summary>The mean of the classes' F1; only of classifiers, with labels.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? MacroF1 { get; init; }

    /// <summary>How well each class is recognised; only of classifiers, with labels.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ClassFigures>? PerClass { get; init; }

    /// <summary>What each class was taken for; only of classifiers, with labels.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ConfusionFigures? ConfusionMatrix { get; init; }

    /// <summary>Accuracy of the 5 nearest neighbours among the training part's features; only with labels.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? KnnAccuracy { get; init; }

    /// <summary>Accuracy of a linear classifier on the features; only with labels.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? LinearProbeAccuracy { get; init; }

    internal static double? Finite(double value) => double.IsFinite(value) ? value : null;
}

/// <summary>What labels tell of any metrics.</summary>
internal static class LabelledMetrics
{
    /// <summary>The metrics with how classes were told apart, by a classifier and from the features.</summary>
    /// <param name="metrics">The others.</param>
    /// <param name="confusion">What a classifier took each class for; null of other models.</param>
    /// <param name="names">The names of the classes.</param>
    /// <param name="probes">What can be read from the features; null without labels.</param>
    internal static TMetrics WithLabels<TMetrics>(this TMetrics metrics, ConfusionMatrix? confusion, IReadOnlyList<string> names, FeatureEvaluation? probes)
        where TMetrics : ModelMetrics => metrics with
        {
            Accuracy = confusion?.Accuracy,
            BalancedAccuracy = confusion?.BalancedAccuracy,
            MacroPrecision = confusion?.MacroPrecision,
            MacroRecall = confusion?.MacroRecall,
            MacroF1 = confusion?.MacroF1,
            PerClass = confusion is null ? null : ClassFigures.Of(confusion, names),
            ConfusionMatrix = confusion is null ? null : ConfusionFigures.Of(confusion, names),
            KnnAccuracy = probes?.KnnAccuracy,
            LinearProbeAccuracy = probes?.LinearProbeAccuracy,
        };
}
