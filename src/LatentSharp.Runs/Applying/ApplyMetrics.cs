using System.Text.Json;

namespace LatentSharp;

/// <summary>How a finished model does on data.</summary>
public sealed record ApplyMetrics : ModelMetrics
{
    /// <summary>The mean squared error of all samples' reconstructions, in scaled units.</summary>
    public double? ReconstructionMse { get; init; }

    /// <summary>The same on the held-out part.</summary>
    public double? HeldOutReconstructionMse { get; init; }

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
