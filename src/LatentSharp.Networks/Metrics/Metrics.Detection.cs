using System.Runtime.CompilerServices;

namespace LatentSharp;

public static partial class Metrics
{
    /// <summary>
    /// True positives / (true and false positives): how much of what was found is right. 0 when nothing was found, not a number when
    /// nothing is true either. Targets are 0 and 1 (or -1 and 1) of the predictions' shape, or labels (N, …) where predictions are (N, …,
    /// C).
    /// </summary>
    /// <param name="threshold">0 to 1; a prediction must be above it. Default 0.5, with <paramref name="topK"/> none.</param>
    /// <param name="classId">Only this one of the last axis; all together by default.</param>
    /// <param name="topK">Only the k largest predictions of each sample are positive, of equal ones the first; all by default.</param>
    /// <param name="thresholds">Several in place of one: a figure for each, named as <c>precision_at_0.3</c>.</param>
    public static Metric Precision(
        double? threshold = null, int? classId = null, int? topK = null, IReadOnlyList<double>? thresholds = null) =>
        Counted("precision", MetricDirection.LargerIsBetter, c => c.Precision, threshold, classId, topK, thresholds);

    /// <summary>
    /// True positives / (true positives and false negatives): how much of what is there was found. Not a number when nothing is there.
    /// Targets as for <see cref="Precision"/>.
    /// </summary>
    /// <param name="threshold">0 to 1; a prediction must be above it. Default 0.5, with <paramref name="topK"/> none.</param>
    /// <param name="classId">Only this one of the last axis; all together by default.</param>
    /// <param name="topK">Only the k largest predictions of each sample are positive, of equal ones the first; all by default.</param>
    /// <param name="thresholds">Several in place of one: a figure for each, named as <c>recall_at_0.3</c>.</param>
    public static Metric Recall(
        double? threshold = null, int? classId = null, int? topK = null, IReadOnlyList<double>? thresholds = null) =>
        Counted("recall", MetricDirection.LargerIsBetter, c => c.Recall, threshold, classId, topK, thresholds);

    /// <summary>How many (by weight) are predicted and true.</summary>
    /// <inheritdoc cref="Recall" path="/param"/>
    public static Metric TruePositives(
        double? threshold = null, int? classId = null, int? topK = null, IReadOnlyList<double>? thresholds = null) =>
        Counted("true_positives", MetricDirection.LargerIsBetter, c => c.TruePositives, threshold, classId, topK, thresholds);

    /// <summary>How many (by weight) are predicted and not true.</summary>
    /// <inheritdoc cref="Recall" path="/param"/>
    public static Metric FalsePositives(
        double? threshold = null, int? classId = null, int? topK = null, IReadOnlyList<double>? thresholds = null) =>
        Counted("false_positives", MetricDirection.SmallerIsBetter, c => c.FalsePositives, threshold, classId, topK, thresholds);

    /// <summary>How many (by weight) are neither predicted nor true.</summary>
    /// <inheritdoc cref="Recall" path="/param"/>
    public static Metric TrueNegatives(
        double? threshold = null, int? classId = null, int? topK = null, IReadOnlyList<double>? thresholds = null) =>
        Counted("true_negatives", MetricDirection.LargerIsBetter, c => c.TrueNegatives, threshold, classId, topK, thresholds);

    /// <summary>How many (by weight) are true and not predicted.</summary>
    /// <inheritdoc cref="Recall" path="/param"/>
    public static Metric FalseNegatives(
        double? threshold = null, int? classId = null, int? topK = null, IReadOnlyList<double>? thresholds = null) =>
        Counted("false_negatives", MetricDirection.SmallerIsBetter, c => c.FalseNegatives, threshold, classId, topK, thresholds);

    /// <summary>
    /// 2 · precision · recall / (precision + recall), of each class and then over classes: (N, C), or labels (N) against (N, C).
    /// </summary>
    /// <param name="average">
    /// How classes become one number. Default <see cref="F1Average.Macro"/>; <see cref="F1Average.None"/> gives a figure for each, named as
    /// <c>f1_score_0</c>.
    /// </param>
    /// <param name="threshold">What a prediction must be above; null, the default, takes the largest of each sample.</param>
    /// <param name="classes">How many there are, C; needed where each has a figure.</param>
    public static Metric F1(F1Average average = F1Average.Macro, double? threshold = null, int? classes = null) =>
        new FBetaMetric("f1_score", 1, average, threshold, classes)
        {
            Recipe = Recipe.Of([(nameof(average), average), (nameof(threshold), threshold), (nameof(classes), classes)]),
        };

    /// <summary>
    /// (1 + β²) · precision · recall / (β² · precision + recall), of each class and then over classes: (N, C), or labels (N) against (N,
    /// C).
    /// </summary>
    /// <param name="beta">How many times as much recall counts as precision, β. Default 1; above 0.</param>
    /// <param name="average">
    /// How classes become one number. Default <see cref="F1Average.Macro"/>; <see cref="F1Average.None"/> gives a figure for each, named as
    /// <c>fbeta_score_0</c>.
    /// </param>
    /// <param name="threshold">What a prediction must be above; null, the default, takes the largest of each sample.</param>
    /// <param name="classes">How many there are, C; needed where each has a figure.</param>
    public static Metric FBeta(double beta = 1, F1Average average = F1Average.Macro, double? threshold = null, int? classes = null) =>
        new FBetaMetric("fbeta_score", beta, average, threshold, classes)
        {
            Recipe = Recipe.Of(
                [(nameof(beta), beta), (nameof(average), average), (nameof(threshold), threshold), (nameof(classes), classes)]),
        };

    /// <summary>
    /// The area under the curve of receiver operating characteristic, or of precision over recall. Targets as for <see cref="Precision"/>.
    /// Not a number where nothing is true, or for the first curve nothing is false.
    /// </summary>
    /// <param name="curve">Which curve. Default <see cref="AucCurve.Roc"/>.</param>
    /// <param name="thresholds">How many points it has, 2 to 100,000: evenly from 0 to 1, the ends just beyond. Default 200.</param>
    /// <param name="summation">How the area between points is taken. Default <see cref="AucSummation.Interpolation"/>.</param>
    /// <param name="fromLogits">Whether predictions are logits. Default false: they are probabilities, and others are refused.</param>
    /// <param name="multiLabel">
    /// Whether each of the last axis has a curve of its own, and the figure is the mean of their areas. Default false: one curve of all.
    /// </param>
    /// <param name="labelWeights">
    /// How much each of the last axis counts, its area or, on one curve, its predictions. Default null: all the same.
    /// </param>
    /// <param name="at">
    /// The points between the two ends, each from 0 to 1, in any order, instead of <paramref name="thresholds"/> even ones. Default null.
    /// </param>
    public static Metric Auc(
        AucCurve curve = AucCurve.Roc, int thresholds = 200, AucSummation summation = AucSummation.Interpolation, bool fromLogits = false,
        bool multiLabel = false,
        IReadOnlyList<double>? labelWeights = null, IReadOnlyList<double>? at = null) =>
        new AucMetric(curve, thresholds, summation, fromLogits, multiLabel, labelWeights, at)
        {
            Recipe = Recipe.Of(
                [
                    (nameof(curve), curve), (nameof(thresholds), thresholds), (nameof(summation), summation),
                    (nameof(fromLogits), fromLogits), (nameof(multiLabel), multiLabel), (nameof(labelWeights), labelWeights),
                    (nameof(at), at)]),
        };

    /// <summary>The best precision at thresholds where recall reaches a bound; 0 where it reaches it nowhere.</summary>
    /// <param name="recall">The bound, 0 to 1.</param>
    /// <param name="thresholds">How many are tried, evenly from 0 to 1, 1 to 100,000. Default 200.</param>
    /// <param name="classId">Only this one of the last axis; all together by default.</param>
    public static Metric PrecisionAtRecall(double recall, int thresholds = 200, int? classId = null) =>
        Bounded("precision_at_recall", c => c.Recall, nameof(recall), recall, c => c.Precision, thresholds, classId);

    /// <summary>The best recall at thresholds where precision reaches a bound; 0 where it reaches it nowhere.</summary>
    /// <param name="precision">The bound, 0 to 1.</param>
    /// <param name="thresholds">How many are tried, evenly from 0 to 1, 1 to 100,000. Default 200.</param>
    /// <param name="classId">Only this one of the last axis; all together by default.</param>
    public static Metric RecallAtPrecision(double precision, int thresholds = 200, int? classId = null) =>
        Bounded("recall_at_precision", c => c.Precision, nameof(precision), precision, c => c.Recall, thresholds, classId);

    /// <summary>
    /// The best sensitivity, tp / (tp + fn), at thresholds where specificity, tn / (tn + fp), reaches a bound; 0 where it reaches it
    /// nowhere.
    /// </summary>
    /// <param name="specificity">The bound, 0 to 1.</param>
    /// <param name="thresholds">How many are tried, evenly from 0 to 1, 1 to 100,000. Default 200.</param>
    /// <param name="classId">Only this one of the last axis; all together by default.</param>
    public static Metric SensitivityAtSpecificity(double specificity, int thresholds = 200, int? classId = null) =>
        Bounded("sensitivity_at_specificity", c => c.Specificity, nameof(specificity), specificity, c => c.Recall, thresholds, classId);

    /// <summary>
    /// The best specificity, tn / (tn + fp), at thresholds where sensitivity, tp / (tp + fn), reaches a bound; 0 where it reaches it
    /// nowhere.
    /// </summary>
    /// <param name="sensitivity">The bound, 0 to 1.</param>
    /// <param name="thresholds">How many are tried, evenly from 0 to 1, 1 to 100,000. Default 200.</param>
    /// <param name="classId">Only this one of the last axis; all together by default.</param>
    public static Metric SpecificityAtSensitivity(double sensitivity, int thresholds = 200, int? classId = null) =>
        Bounded("specificity_at_sensitivity", c => c.Recall, nameof(sensitivity), sensitivity, c => c.Specificity, thresholds, classId);

    private static ConfusionMetric Counted(
        string name, MetricDirection direction, Func<Confusion, double> figure, double? threshold, int? classId, int? topK,
        IReadOnlyList<double>? thresholds, [CallerMemberName] string member = "") => new(name, direction, figure, threshold, thresholds,
        classId, topK)
        {
            Recipe = Recipe.Of(
                [(nameof(threshold), threshold), (nameof(classId), classId), (nameof(topK), topK), (nameof(thresholds), thresholds)],
                member),
        };

    private static BoundedMetric Bounded(
        string name, Func<Confusion, double> bounded, string boundName, double bound, Func<Confusion, double> best, int thresholds,
        int? classId,
        [CallerMemberName] string member = "") => new(name, bounded, bound, best, thresholds, classId)
        {
            Recipe = Recipe.Of([(boundName, bound), (nameof(thresholds), thresholds), (nameof(classId), classId)], member),
        };
}
