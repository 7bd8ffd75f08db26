using System.Text.Json.Serialization;

namespace LatentSharp;

/// <summary>What is measured of a model whenever it meets data, in learning and after.</summary>
public abstract record ModelMetrics : RecognitionMetrics
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

    /// <summary>The shape of one sample.</summary>
    [JsonPropertyOrder(-1)]
    public required IReadOnlyList<int> InputShape { get; init; }

    /// <summary>The number of features.</summary>
    [JsonPropertyOrder(-1)]
    public required int LatentSize { get; init; }

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

    /// <summary>More of the nearest neighbours, above all for classes in unequal numbers; only with labels.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ProbeFigures? Knn { get; init; }

    /// <summary>More of the linear classifier; only with labels.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ProbeFigures? LinearProbe { get; init; }

    /// <summary>
    /// On which samples nearest neighbours and the linear classifier were fitted and scored, in a sentence; only with labels.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ProbedOn { get; init; }

    /// <summary>What the features are like by themselves, and what few labels read from them; null without samples.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FeatureFigures? Features { get; init; }

    /// <summary>How new samples stand to real ones; null of a model that makes none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public GeneratedFigures? Generated { get; init; }
}
