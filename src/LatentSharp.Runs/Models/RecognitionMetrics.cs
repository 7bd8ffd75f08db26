using System.Text.Json.Serialization;

namespace LatentSharp;

/// <summary>How well the classes of samples were told apart.</summary>
public abstract record RecognitionMetrics
{
    /// <summary>The share of samples that were classified right; only of classifiers, with labels.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Accuracy { get; init; }

    /// <summary>In what numbers the classes of the measured samples occur; only with labels.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ClassBalanceFigures? ClassBalance { get; init; }

    /// <summary>The mean recall of the classes that are present; only of classifiers, with labels.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? BalancedAccuracy { get; init; }

    /// <summary>The share of the rarest class's samples that are recognised; only of classifiers, with labels.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? RarestClassRecall { get; init; }

    /// <summary>
    /// The average precision of the rarest class against all others, ranked by its probability; only of classifiers, with labels.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? AveragePrecision { get; init; }

    /// <summary>The mean of the classes' precisions; only of classifiers, with labels.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? MacroPrecision { get; init; }

    /// <summary>The mean of the classes' recalls; only of classifiers, with labels.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? MacroRecall { get; init; }

    /// <summary>The mean of the classes' F1; only of classifiers, with labels.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? MacroF1 { get; init; }

    internal static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
