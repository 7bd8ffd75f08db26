using System.Text.Json;
using System.Text.Json.Serialization;

namespace LatentSharp;

/// <summary>How a finished model does on data.</summary>
public sealed record ApplyMetrics
{
    /// <summary>The kind of model.</summary>
    public required string Model { get; init; }

    /// <summary>What it was measured on.</summary>
    public required string Data { get; init; }

    /// <summary>All samples.</summary>
    public required int Samples { get; init; }

    /// <summary>Those among them in the held-out part.</summary>
    public required int HeldOutSamples { get; init; }

    /// <summary>The shape of one sample.</summary>
    public required IReadOnlyList<int> InputShape { get; init; }

    /// <summary>The number of features.</summary>
    public required int LatentSize { get; init; }

    /// <summary>The mean squared error of all samples' reconstructions, in scaled units.</summary>
    public double? ReconstructionMse { get; init; }

    /// <summary>The same on the held-out part.</summary>
    public double? HeldOutReconstructionMse { get; init; }

    /// <summary>The share of the held-out part that was classified right; only of classifiers, with labels.</summary>
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

    /// <summary>How well each class of the held-out part is recognised; only of classifiers, with labels.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ClassFigures>? PerClass { get; init; }

    /// <summary>What each class of the held-out part was taken for; only of classifiers, with labels.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ConfusionFigures? ConfusionMatrix { get; init; }

    /// <summary>Accuracy of the 5 nearest neighbours on the held-out part's features; only with labels.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? KnnAccuracy { get; init; }

    /// <summary>Accuracy of a linear classifier on the held-out part's features; only with labels.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? LinearProbeAccuracy { get; init; }

    /// <summary>The measures as names and values to show.</summary>
    public IReadOnlyList<(string Name, string Value)> Describe()
    {
        var rows = new List<(string, string)> { ("samples", ReportText.Count(Samples)) };
        if (ReconstructionMse is { } error) rows.Add(("reconstruction error, all", ReportText.Figure(error)));
        if (HeldOutReconstructionMse is { } heldOut) rows.Add(($"reconstruction error, {ReportText.Count(HeldOutSamples)} held out", ReportText.Figure(heldOut)));
        if (Accuracy is { } accuracy) rows.Add(("accuracy, held out", ReportText.Percent(accuracy)));
        if (BalancedAccuracy is { } balanced) rows.Add(("balanced accuracy, held out", ReportText.Percent(balanced)));
        if (MacroF1 is { } f1) rows.Add(("mean F1 of classes, held out", ReportText.Percent(f1)));
        if (KnnAccuracy is { } knn) rows.Add(("nearest neighbours, held out", ReportText.Percent(knn)));
        if (LinearProbeAccuracy is { } probe) rows.Add(("linear probe, held out", ReportText.Percent(probe)));
        return rows;
    }

    /// <summary>The measures as indented JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, RunsJson.Default.ApplyMetrics);
}
