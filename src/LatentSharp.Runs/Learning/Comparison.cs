using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>One measure of a run beside the same of PCA, with the words that the report and the command line show.</summary>
/// <param name="Name">What is measured.</param>
/// <param name="Note">How, in a few words.</param>
/// <param name="Model">The model's value; NaN when there is none.</param>
/// <param name="Pca">PCA's value; null when the model is PCA itself.</param>
/// <param name="IsShare">Whether it is a share from 0 to 1, where more is better; otherwise it is an error.</param>
public sealed record Comparison(string Name, string Note, double Model, double? Pca, bool IsShare)
{
    /// <summary>Differences below a twentieth of a point, or of a tenth of a percent, are not shown.</summary>
    private const double SmallestPoints = 0.05, SmallestRatio = 0.0005;

    /// <summary>Beyond this a ratio says no more: PCA with as many components as values has no error but rounding.</summary>
    private const double LargestRatio = 1000;

    /// <summary>Whether there are as many features as a sample has values, so that PCA has no error but rounding. Default false.</summary>
    public bool NoBottleneck { get; init; }

    /// <summary>The model's value.</summary>
    public string ModelText => Show(Model);

    /// <summary>PCA's value, empty when there is none.</summary>
    public string PcaText => Pca is { } pca ? Show(pca) : "";

    /// <summary>Whether the model is better than PCA; null when they are equal or one is missing.</summary>
    public bool? Better => !IsComparable || IsEqual ? null : IsShare ? Model > Pca : Model < Pca;

    /// <summary>How the two compare: <c>+1.3 points</c>, <c>0.54 × PCA’s</c>, <c>the same</c>.</summary>
    public string Verdict
    {
        get
        {
            if (!IsComparable) return "";
            if (NoBottleneck) return "no bottleneck";
            if (IsEqual) return "the same";
            if (IsShare) return string.Create(Invariant, $"{(Points > 0 ? "+" : "−")}{Math.Abs(Points):0.0} points");
            return Model > LargestRatio * Pca ? "PCA loses next to nothing" : string.Create(Invariant, $"{Model / Pca:0.00} × PCA’s");
        }
    }

    private bool IsComparable => Pca is { } pca && double.IsFinite(pca) && double.IsFinite(Model);

    private double Points => 100 * (Model - (Pca ?? 0));

    private bool IsEqual => IsShare ? Math.Abs(Points) < SmallestPoints : !(Pca > 0) || Math.Abs((Model / Pca.Value) - 1) < SmallestRatio;

    /// <summary>The measures of a run.</summary>
    public static IReadOnlyList<Comparison> Of(RunMetrics metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        var isPca = metrics.Model == "pca";
        var rows = new List<Comparison>();
        if (metrics.Accuracy is { } accuracy) rows.Add(new("Accuracy", "samples that were classified right", accuracy, null, IsShare: true));
        if (metrics.ReconstructionMse is not null || metrics.PcaReconstructionMse is not null)
            rows.Add(Row("Reconstruction", "mean squared error in scaled units", metrics.ReconstructionMse, metrics.PcaReconstructionMse, isShare: false) with
            {
                NoBottleneck = metrics.LatentSize >= metrics.InputShape.Aggregate(1L, (count, size) => count * size),
            });
        if (metrics.KnnAccuracy is not null)
            rows.Add(Row("Nearest neighbours", "accuracy of 5 neighbours on the features", metrics.KnnAccuracy, metrics.PcaKnnAccuracy, isShare: true));
        if (metrics.LinearProbeAccuracy is not null)
            rows.Add(Row("Linear probe", "accuracy of a linear classifier on the features", metrics.LinearProbeAccuracy, metrics.PcaLinearProbeAccuracy, isShare: true));
        return rows;

        Comparison Row(string name, string note, double? model, double? pca, bool isShare) =>
            new(name, note, model ?? double.NaN, isPca ? null : pca ?? double.NaN, isShare);
    }

    private string Show(double value) => IsShare ? Percent(value) : Figure(value);
}
