namespace LatentSharp;

/// <summary>The metrics by their Keras names.</summary>
public static partial class Metrics
{
    /// <summary>
    /// The share of right answers, of the kind that the shapes ask for, as Keras chooses for <c>"accuracy"</c>:
    /// <see cref="BinaryAccuracy"/> where predictions have one number, <see cref="SparseCategoricalAccuracy"/> where targets are labels,
    /// otherwise <see cref="CategoricalAccuracy"/>.
    /// </summary>
    public static Metric Accuracy { get; } = new MeanMetric("accuracy", MetricDirection.LargerIsBetter, AccuracyKinds.Chosen)
    {
        Doubts = (t, p) => AccuracyKinds.IsBinary(p) ? AccuracyKinds.BinaryDoubt(t, p, 0.5f) : null,
    };

    /// <summary>The share of samples whose largest prediction is at the label: (N, …) or (N, …, 1) against (N, …, C).</summary>
    public static Metric SparseCategoricalAccuracy { get; } = new MeanMetric(
        "sparse_categorical_accuracy", MetricDirection.LargerIsBetter, AccuracyKinds.Sparse);

    /// <summary>The share of samples whose largest prediction is where the largest target is: (N, …, C) both.</summary>
    public static Metric CategoricalAccuracy { get; } = new MeanMetric(
        "categorical_accuracy", MetricDirection.LargerIsBetter, AccuracyKinds.Categorical);

    /// <summary>
    /// The share of numbers that equal their target exactly: Keras's plain <c>Accuracy</c>, for labels that are predicted as such. Weights
    /// are by sample or by number.
    /// </summary>
    public static Metric ExactAccuracy { get; } = new MeanMetric("exact_accuracy", MetricDirection.LargerIsBetter, AccuracyKinds.Exact);

    /// <summary>The mean of (prediction - target)².</summary>
    public static Metric MeanSquaredError { get; } = Of(Losses.MeanSquaredError);

    /// <summary>The mean of |prediction - target|.</summary>
    public static Metric MeanAbsoluteError { get; } = Of(Losses.MeanAbsoluteError);

    /// <summary>The root of the mean of (prediction - target)².</summary>
    public static Metric RootMeanSquaredError { get; } = new MeanMetric(
        "root_mean_squared_error", MetricDirection.SmallerIsBetter, Losses.MeanSquaredError.PerSample, Math.Sqrt);

    /// <summary>The mean cosine of the angle between targets and predictions along the last axis, 1 for the same direction.</summary>
    public static Metric CosineSimilarity { get; } = new MeanMetric(
        "cosine_similarity", MetricDirection.LargerIsBetter, (t, p) => -Losses.CosineSimilarity.PerSample(t, p));

    /// <summary>
    /// 1 - Σ (t - p)² / Σ (t - mean t)², the share of the variance that is predicted, averaged over outputs: (N, C), (N) or (N, 1). As in
    /// Keras an output whose targets are all equal counts 0 unless it is hit exactly.
    /// </summary>
    public static Metric R2 { get; } = new R2Metric();

    /// <summary>
    /// The share of numbers on the right side of the threshold: a target of 1 is above it, 0 (or -1) is not. Weights are by sample or by
    /// number: (N) or (N, …, C).
    /// </summary>
    /// <param name="threshold">0 to 1. Default 0.5; a prediction that equals it counts as 0.</param>
    public static Metric BinaryAccuracy(double threshold = 0.5)
    {
        var limit = (float)Require.InRange(threshold, 0, 1, "BinaryAccuracy: threshold");
        return new MeanMetric("binary_accuracy", MetricDirection.LargerIsBetter, (t, p) => AccuracyKinds.Binary(t, p, limit))
        {
            Doubts = (t, p) => AccuracyKinds.BinaryDoubt(t, p, limit), Recipe = Recipe.Of([(nameof(threshold), threshold)]),
        };
    }

    /// <summary>The share of samples whose true class is among the k largest predictions; targets are labels or one-hot.</summary>
    /// <param name="k">1 or more. Default 5. Of equal predictions at the edge all count.</param>
    public static Metric TopK(int k = 5)
    {
        Require.Positive(k, "TopK: k");
        return new MeanMetric(
            "top_k_categorical_accuracy", MetricDirection.LargerIsBetter,
            (t, p) => AccuracyKinds.TopK(t, p, k)) { Recipe = Recipe.Of([(nameof(k), k)]) };
    }

    /// <summary>Any loss as a metric: the weighted mean of its values by sample, those of a class that it ignores left out.</summary>
    public static Metric Of(Loss loss)
    {
        ArgumentNullException.ThrowIfNull(loss);
        return new MeanMetric(
            loss.Name, loss.Direction, loss.PerSample,
            counting: loss.Counting) { Doubts = loss.Doubt, Recipe = Recipe.Of([(nameof(loss), loss)]) };
    }

    /// <exception cref="BadArgumentException">The last axis has no such class.</exception>
    internal static void CheckClass(string name, int? classId, Shape predictions)
    {
        if (classId is { } id && (uint)id >= (uint)predictions[^1])
            throw new BadArgumentException($"{name}: class {id} is not one of predictions {predictions}.");
    }

    internal static double Divided(double a, double b) => b == 0 ? 0 : a / b;
}
