using System.Text.Json.Serialization;

namespace LatentSharp;

/// <summary>How a finished model does on a group of rows.</summary>
/// <param name="Name">
/// <c>all</c>; <c>train</c> and <c>test</c>, the parts of a set with a test part of its own; <c>learned</c>, the rows that are equal to one
/// that the model learned from, and <c>others</c>.
/// </param>
/// <param name="Samples">The rows.</param>
public sealed record GroupMetrics(string Name, int Samples) : RecognitionMetrics
{
    /// <summary>The mean squared error of reconstructions, in scaled units; less is better. Null of a model that makes none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? ReconstructionMse { get; init; }

    /// <summary>Of a language model, the mean of -log p of each token in its window, in nats; less is better. Null of any other.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? NatsPerToken { get; init; }

    /// <summary>The group in words: <c>learned from</c>, <c>part test</c>.</summary>
    internal string InWords =>
        Name switch { "all" => "all rows", RowGroups.Learned => "learned from", RowGroups.Others => "others", _ => $"part {Name}" };

    /// <summary>What a classifier says of rows.</summary>
    /// <param name="name">The group.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="labels">(N): the classes of all rows; null without labels.</param>
    /// <param name="balance">In what numbers the classes occur among all rows; null without labels.</param>
    /// <param name="names">The names of the classes.</param>
    /// <param name="probabilities">(N, K): what was said of all rows; null of a model that does not classify.</param>
    internal static GroupMetrics Of(
        string name, int[] rows, Tensor? labels, ClassBalance? balance, IReadOnlyList<string> names, Tensor? probabilities)
    {
        var own = new GroupMetrics(name, rows.Length);
        return labels is { } truth ? own.WithRecognition(truth.Take(rows), balance, names, probabilities?.Take(rows)).Metrics : own;
    }
}
