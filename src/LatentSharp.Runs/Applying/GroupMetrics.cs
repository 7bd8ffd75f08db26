using System.Text.Json.Serialization;

namespace LatentSharp;

/// <summary>How a finished model does on a group of rows.</summary>
/// <param name="Name">
/// <c>all</c>; <c>train</c> and <c>test</c>, the parts of a set with a test part of its own; <c>learned</c>, the rows that are equal to one that the model learned from, and
/// <c>others</c>.
/// </param>
/// <param name="Samples">The rows.</param>
public sealed record GroupMetrics(string Name, int Samples)
{
    /// <summary>The mean squared error of reconstructions, in scaled units; less is better. Null of a model that makes none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? ReconstructionMse { get; init; }

    /// <summary>The share of rows that are classified right; only of classifiers, with labels.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Accuracy { get; init; }

    /// <summary>The mean recall of the classes that occur; only of classifiers, with labels.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? BalancedAccuracy { get; init; }

    /// <summary>The recall of the rarest class of all rows; only of classifiers, with labels.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? RarestClassRecall { get; init; }

    /// <summary>The average precision of the rarest class of all rows against all others; only of classifiers, with labels.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? AveragePrecision { get; init; }

    /// <summary>The mean of the classes' F1; only of classifiers, with labels.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? MacroF1 { get; init; }

    /// <summary>In what numbers the group's classes occur; only with labels.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ClassBalanceFigures? ClassBalance { get; init; }

    /// <summary>The group in words: <c>learned from</c>, <c>part test</c>.</summary>
    internal string InWords => Name switch { "all" => "all rows", RowGroups.Learned => "learned from", RowGroups.Others => "others", _ => $"part {Name}" };

    /// <summary>What a classifier says of rows.</summary>
    /// <param name="name">The group.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="labels">(N): the classes of all rows; null without labels.</param>
    /// <param name="balance">In what numbers the classes occur among all rows; null without labels.</param>
    /// <param name="names">The names of the classes.</param>
    /// <param name="probabilities">(N, K): what was said of all rows; null of a model that does not classify.</param>
    internal static GroupMetrics Of(string name, int[] rows, Tensor? labels, ClassBalance? balance, IReadOnlyList<string> names, Tensor? probabilities)
    {
        var metrics = new GroupMetrics(name, rows.Length);
        if (labels is not { } all) return metrics;
        var classes = all.ToArray<int>();
        var truth = Tensor.From(Array.ConvertAll(rows, row => classes[row]));
        metrics = metrics with { ClassBalance = ClassBalanceFigures.Of(truth, balance, names) };
        if (probabilities is not { } shares) return metrics;
        var own = shares.Take(rows);
        var predictions = Ops.ArgMax(own);
        var scores = RecognitionScores.Of(truth, predictions, own, [.. Enumerable.Range(0, shares.Shape[1])], balance?.Rarest);
        return metrics with
        {
            Accuracy = ModelMetrics.Finite(scores.Accuracy),
            BalancedAccuracy = ModelMetrics.Finite(scores.BalancedAccuracy),
            RarestClassRecall = ModelMetrics.Finite(scores.RarestRecall),
            AveragePrecision = ModelMetrics.Finite(scores.AveragePrecision),
            MacroF1 = ModelMetrics.Finite(new ConfusionMatrix(truth, predictions).MacroF1),
        };
    }
}
