using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>One measure of a run beside the same of a yardstick, with the words that the report and the command line show.</summary>
/// <param name="Name">What is measured.</param>
/// <param name="Note">How, in a few words.</param>
/// <param name="Model">The model's value; NaN when there is none.</param>
/// <param name="Pca">
/// The value of the <see cref="Yardstick"/>, PCA or what stands in its place; null when the model is the yardstick itself.
/// </param>
/// <param name="IsShare">Whether it is a share from 0 to 1, shown in percent.</param>
public sealed record Comparison(string Name, string Note, double Model, double? Pca, bool IsShare)
{
    /// <summary>Differences below a twentieth of a point, or of a tenth of a percent, are not shown.</summary>
    private const double SmallestPoints = 0.05, SmallestRatio = 0.0005;

    /// <summary>Beyond this a ratio says no more: PCA with as many components as values has no error but rounding.</summary>
    private const double LargestRatio = 1000;

    /// <summary>What stands beside the model: <c>PCA</c>, of texts <c>TF-IDF</c>.</summary>
    public string Yardstick { get; init; } = RunMetrics.Pca;

    /// <summary>What takes the place of a verdict that would say nothing; null where it says something.</summary>
    public string? Instead { get; init; }

    /// <summary>
    /// What the value has to be seen beside, as the share that always naming the most frequent class reaches; it follows the verdict, or
    /// takes the place of "the same".
    /// </summary>
    public string? Beside { get; init; }

    /// <summary>Whether it belongs to the measure above and tells how that does on a rare class.</summary>
    public bool IsDetail { get; init; }

    /// <summary>Which way is better; null where neither is. Default more of a share, and less of anything else.</summary>
    public bool? MoreIsBetter { get; init; } = IsShare;

    /// <summary>The unit of an error, in a few words; empty of a share, whose values show theirs.</summary>
    public string Unit { get; init; } = "";

    /// <summary>
    /// The name with the unit and the better direction: <c>Linear probe ↑</c>, where more is better, <c>Reconstruction (squared, scaled
    /// units) ↓</c>, where less is.
    /// </summary>
    public string Title => $"{(IsDetail ? "  " : "")}{Name}{(Unit.Length > 0 ? $" ({Unit})" : "")} {Direction}".TrimEnd();

    /// <summary>The model's value.</summary>
    public string ModelText => Show(Model);

    /// <summary>The yardstick's value, empty when there is none.</summary>
    public string PcaText => Pca is { } pca ? Show(pca) : "";

    /// <summary>Whether the model is better than the yardstick; null when they are equal or one is missing.</summary>
    public bool? Better =>
        Instead is not null || !IsComparable || IsEqual ? null : MoreIsBetter is { } more ? (more ? Model > Pca : Model < Pca) : null;

    /// <summary>How the two compare: <c>+1.3 points</c>, <c>0.54 × PCA’s</c>, <c>the same</c>.</summary>
    public string Verdict => Instead ?? (Beside is null ? Compared : !IsComparable || IsEqual ? Beside : $"{Compared}; {Beside}");

    private string Direction => MoreIsBetter switch { true => "↑", false => "↓", null => "" };

    private string Compared
    {
        get
        {
            if (!IsComparable) return "";
            if (IsEqual) return "the same";
            if (IsShare) return string.Create(Invariant, $"{(Points > 0 ? "+" : "−")}{Math.Abs(Points):0.0} points");
            return Model > LargestRatio * Pca ? $"{Yardstick} loses next to nothing"
                : string.Create(Invariant, $"{Model / Pca:0.00} × {Yardstick}’s");
        }
    }

    private bool IsComparable => Pca is { } pca && double.IsFinite(pca) && double.IsFinite(Model);

    private double Points => 100 * (Model - (Pca ?? 0));

    private bool IsEqual => IsShare ? Math.Abs(Points) < SmallestPoints
        : Pca > 0 ? Math.Abs((Model / Pca.Value) - 1) < SmallestRatio
        : Model == Pca;

    /// <summary>The measures of a run. Where classes are unequal, those that see the rare ones stand beside each accuracy.</summary>
    public static IReadOnlyList<Comparison> Of(RunMetrics metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        var unequal = metrics.ClassBalance is { Unequal: true } balance ? balance : null;
        var rows = new List<Comparison>();
        if (metrics.Accuracy is { } accuracy)
        {
            rows.Add(new("Accuracy", "samples that were classified right", accuracy, null, IsShare: true) { Beside = Trivial() });
            AddRare(
                "the classifier", new(accuracy, metrics.BalancedAccuracy, metrics.RarestClassRecall, metrics.AveragePrecision), null,
                alone: true);
        }
        if (metrics.ReconstructionMse is not null || metrics.PcaReconstructionMse is not null)
        {
            rows.Add(
                Row(
                    "Reconstruction", "mean squared error in scaled units", metrics.ReconstructionMse, metrics.PcaReconstructionMse,
                    isShare: false) with
            {
                Unit = "squared, scaled units", Instead = NoBottleneck(metrics),
            });
        }
        rows.AddRange(metrics.Figures.Select(Of));
        if (metrics.KnnAccuracy is not null)
        {
            rows.Add(
                Row(
                    "Nearest neighbours", "accuracy of 5 neighbours on the features", metrics.KnnAccuracy,
                    metrics.PcaKnnAccuracy ?? metrics.TfIdfKnnAccuracy,
                    isShare: true) with { Beside = Trivial() });
            AddRare("5 neighbours on the features", metrics.Knn, metrics.PcaKnn ?? metrics.TfIdfKnn);
        }
        if (metrics.LinearProbeAccuracy is not null)
        {
            rows.Add(
                Row(
                    "Linear probe", "accuracy of a linear classifier on the features", metrics.LinearProbeAccuracy,
                    metrics.PcaLinearProbeAccuracy ?? metrics.TfIdfLinearProbeAccuracy, isShare: true) with { Beside = Trivial() });
            AddRare("a linear classifier in which each class weighs the same", metrics.LinearProbe,
                metrics.PcaLinearProbe ?? metrics.TfIdfLinearProbe);
        }
        return rows;

        Comparison Row(string name, string note, double? model, double? pca, bool isShare, bool alone = false) =>
            new(name, note, model ?? double.NaN, metrics.IsYardstick || alone ? null : pca ?? double.NaN, isShare)
            {
                Yardstick = metrics.Yardstick,
            };

        string? Trivial() => unequal is null ? null : $"always “{unequal.MostFrequent}”: {Percent(unequal.MostFrequentShare)}";

        void AddRare(string who, ProbeFigures? model, ProbeFigures? pca, bool alone = false)
        {
            if (unequal is null || model is null) return;
            Add("balanced accuracy", $"mean recall of the classes, of {who}", model.BalancedAccuracy, pca?.BalancedAccuracy);
            Add(
                $"recall of “{unequal.Rarest}”", $"of the rarest class, {Plural(unequal.RarestSamples, "sample")}, by {who}",
                model.RarestClassRecall, pca?.RarestClassRecall);
            Add(
                $"average precision of “{unequal.Rarest}”", $"ranked by {who}; chance gives its share", model.AveragePrecision,
                pca?.AveragePrecision);

            void Add(string name, string note, double? value, double? other) =>
                rows.Add(Row(name, note, value, other, isShare: true, alone) with { IsDetail = true });
        }
    }

    /// <summary>A figure of the model's own, beside which PCA has none.</summary>
    private static Comparison Of(ModelFigure figure) => new(figure.Title, figure.Note, figure.Value, null, figure.IsShare)
    {
        Unit = figure.Unit, MoreIsBetter = figure.MoreIsBetter, IsDetail = figure.IsDetail,
    };

    /// <summary>With as many features as a sample has values nothing need be lost, and an error says nothing of what was learned.</summary>
    private static string? NoBottleneck(RunMetrics metrics) =>
        metrics.LatentSize >= metrics.InputShape.Aggregate(1L, (product, size) => product * size)
        ? $"no bottleneck: {Plural(metrics.LatentSize, "feature")} for "
        + $"{Plural(metrics.InputShape.Aggregate(1L, (product, size) => product * size), "value")}"
        : null;

    private string Show(double value) => IsShare ? Percent(value) : Figure(value);
}
