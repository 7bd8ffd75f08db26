namespace LatentSharp;

/// <summary>The metrics by their Keras names.</summary>
public static class Metrics
{
    /// <summary>
    /// The share of right answers, of the kind that the shapes ask for, as Keras chooses for <c>"accuracy"</c>: <see cref="BinaryAccuracy"/> where
    /// predictions have one number, <see cref="SparseCategoricalAccuracy"/> where targets are labels, otherwise <see cref="CategoricalAccuracy"/>.
    /// </summary>
    public static Metric Accuracy { get; } = new MeanMetric("accuracy", AccuracyKinds.Chosen);

    /// <summary>The share of samples whose largest prediction is at the label: (N, …) or (N, …, 1) against (N, …, C).</summary>
    public static Metric SparseCategoricalAccuracy { get; } = new MeanMetric("sparse_categorical_accuracy", AccuracyKinds.Sparse);

    /// <summary>The share of samples whose largest prediction is where the largest target is: (N, …, C) both.</summary>
    public static Metric CategoricalAccuracy { get; } = new MeanMetric("categorical_accuracy", AccuracyKinds.Categorical);

    /// <summary>The share of predictions that equal their target exactly: Keras's plain <c>Accuracy</c>, for labels that are predicted as such.</summary>
    public static Metric ExactAccuracy { get; } = new MeanMetric("exact_accuracy", AccuracyKinds.Exact);

    /// <summary>The mean of (prediction - target)².</summary>
    public static Metric MeanSquaredError { get; } = Of(Losses.MeanSquaredError);

    /// <summary>The mean of |prediction - target|.</summary>
    public static Metric MeanAbsoluteError { get; } = Of(Losses.MeanAbsoluteError);

    /// <summary>The root of the mean of (prediction - target)².</summary>
    public static Metric RootMeanSquaredError { get; } = new MeanMetric("root_mean_squared_error", Losses.MeanSquaredError.PerSample, Math.Sqrt);

    /// <summary>The mean cosine of the angle between targets and predictions along the last axis, 1 for the same direction.</summary>
    public static Metric CosineSimilarity { get; } = new MeanMetric("cosine_similarity", (t, p) => -Losses.CosineSimilarity.PerSample(t, p));

    /// <summary>
    /// 1 - Σ (t - p)² / Σ (t - mean t)², the share of the variance that is predicted, averaged over outputs: (N, C), (N) or (N, 1). As in Keras an output
    /// whose targets are all equal counts 0 unless it is hit exactly.
    /// </summary>
    public static Metric R2 { get; } = new R2Metric();

    /// <summary>The share of predictions on the right side of the threshold: a target of 1 is above it.</summary>
    /// <param name="threshold">0 to 1. Default 0.5; a prediction that equals it counts as 0.</param>
    public static Metric BinaryAccuracy(double threshold = 0.5)
    {
        var limit = (float)Require.InRange(threshold, 0, 1, "BinaryAccuracy: threshold");
        return new MeanMetric("binary_accuracy", (t, p) => AccuracyKinds.Binary(t, p, limit)) { Recipe = Recipe.Of([(nameof(threshold), threshold)]) };
    }

    /// <summary>The share of samples whose true class is among the k largest predictions; targets are labels or one-hot.</summary>
    /// <param name="k">1 or more. Default 5. Of equal predictions at the edge all count.</param>
    public static Metric TopK(int k = 5)
    {
        Require.Positive(k, "TopK: k");
        return new MeanMetric("top_k_categorical_accuracy", (t, p) => AccuracyKinds.TopK(t, p, k)) { Recipe = Recipe.Of([(nameof(k), k)]) };
    }

    /// <summary>True positives / (true and false positives): how much of what was found is right.</summary>
    /// <param name="threshold">0 to 1. Default 0.5; a prediction must be above it.</param>
    /// <param name="classId">Only this one of the last axis; all together by default.</param>
    public static Metric Precision(double threshold = 0.5, int? classId = null) =>
        new ConfusionMetric("precision", threshold, classId, c => Divided(c.TruePositives, c.TruePositives + c.FalsePositives)) { Recipe = Recipe.Of([(nameof(threshold), threshold), (nameof(classId), classId)]) };

    /// <summary>True positives / (true positives and false negatives): how much of what is there was found.</summary>
    /// <param name="threshold">0 to 1. Default 0.5; a prediction must be above it.</param>
    /// <param name="classId">Only this one of the last axis; all together by default.</param>
    public static Metric Recall(double threshold = 0.5, int? classId = null) =>
        new ConfusionMetric("recall", threshold, classId, c => Divided(c.TruePositives, c.TruePositives + c.FalseNegatives)) { Recipe = Recipe.Of([(nameof(threshold), threshold), (nameof(classId), classId)]) };

    /// <summary>How many (by weight) are predicted and true.</summary>
    public static Metric TruePositives(double threshold = 0.5) =>
        new ConfusionMetric("true_positives", threshold, null, c => c.TruePositives) { Recipe = Recipe.Of([(nameof(threshold), threshold)]) };

    /// <summary>How many (by weight) are predicted and not true.</summary>
    public static Metric FalsePositives(double threshold = 0.5) =>
        new ConfusionMetric("false_positives", threshold, null, c => c.FalsePositives) { Recipe = Recipe.Of([(nameof(threshold), threshold)]) };

    /// <summary>How many (by weight) are neither predicted nor true.</summary>
    public static Metric TrueNegatives(double threshold = 0.5) =>
        new ConfusionMetric("true_negatives", threshold, null, c => c.TrueNegatives) { Recipe = Recipe.Of([(nameof(threshold), threshold)]) };

    /// <summary>How many (by weight) are true and not predicted.</summary>
    public static Metric FalseNegatives(double threshold = 0.5) =>
        new ConfusionMetric("false_negatives", threshold, null, c => c.FalseNegatives) { Recipe = Recipe.Of([(nameof(threshold), threshold)]) };

    /// <summary>2 · precision · recall / (precision + recall), of each class and then over classes: (N, C), or labels (N) against (N, C).</summary>
    /// <param name="average">How classes become one number. Default <see cref="F1Average.Macro"/>.</param>
    /// <param name="threshold">What a prediction must be above; null, the default, takes the largest of each sample.</param>
    public static Metric F1(F1Average average = F1Average.Macro, double? threshold = null) =>
        new F1Metric(average, threshold) { Recipe = Recipe.Of([(nameof(average), average), (nameof(threshold), threshold)]) };

    /// <summary>The area under the curve of receiver operating characteristic, or of precision over recall.</summary>
    /// <param name="curve">Which curve. Default <see cref="AucCurve.Roc"/>.</param>
    /// <param name="thresholds">How many points it has, 2 to 100,000: evenly from 0 to 1, the ends just beyond. Default 200.</param>
    /// <param name="summation">How the area between points is taken. Default <see cref="AucSummation.Interpolation"/>.</param>
    /// <param name="fromLogits">Whether predictions are logits. Default false: they are probabilities.</param>
    public static Metric Auc(
        AucCurve curve = AucCurve.Roc, int thresholds = 200, AucSummation summation = AucSummation.Interpolation, bool fromLogits = false) =>
        new AucMetric(curve, thresholds, summation, fromLogits) { Recipe = Recipe.Of([(nameof(curve), curve), (nameof(thresholds), thresholds), (nameof(summation), summation), (nameof(fromLogits), fromLogits)]) };

    /// <summary>Any loss as a metric: the mean of its values by sample.</summary>
    public static Metric Of(Loss loss)
    {
        ArgumentNullException.ThrowIfNull(loss);
        return new MeanMetric(loss.Name, loss.PerSample) { Recipe = Recipe.Of([(nameof(loss), loss)]) };
    }

    internal static double Divided(double a, double b) => b == 0 ? 0 : a / b;
}
