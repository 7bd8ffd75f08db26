namespace LatentSharp;

public static partial class Metrics
{
    /// <summary>
    /// Intersection over union of some classes, tp / (tp + fp + fn), the mean over those that occur in truth or prediction; not a number
    /// while none does. Labels both: (N, …) against (N, …).
    /// </summary>
    /// <param name="classes">How many classes there are; labels are 0 to below it.</param>
    /// <param name="targetClasses">The classes that count. Default null: all, as <see cref="MeanIoU"/>.</param>
    /// <param name="ignoreClass">A label of the truth whose places count nothing, as 255. Default null: none.</param>
    public static Metric IoU(int classes, IReadOnlyList<int>? targetClasses = null, int? ignoreClass = null) =>
        new OverlapMetric("iou", OverlapForm.Labels, classes, targetClasses, ignoreClass)
        {
            Recipe = Recipe.Of([(nameof(classes), classes), (nameof(targetClasses), targetClasses), (nameof(ignoreClass), ignoreClass)]),
        };

    /// <summary>The mean of <see cref="IoU"/> over all classes that occur. Labels both: (N, …) against (N, …).</summary>
    /// <param name="classes">How many classes there are; labels are 0 to below it.</param>
    /// <param name="ignoreClass">A label of the truth whose places count nothing, as 255. Default null: none.</param>
    public static Metric MeanIoU(int classes, int? ignoreClass = null) =>
        new OverlapMetric("mean_iou", OverlapForm.Labels, classes, null, ignoreClass)
        {
            Recipe = Recipe.Of([(nameof(classes), classes), (nameof(ignoreClass), ignoreClass)]),
        };

    /// <summary>
    /// <see cref="IoU"/> where predictions are numbers for each class, the largest of which is meant: (N, …, C); the truth is one-hot or
    /// labels.
    /// </summary>
    /// <param name="classes">How many classes there are, C.</param>
    /// <param name="targetClasses">The classes that count. Default null: all, as <see cref="OneHotMeanIoU"/>.</param>
    /// <param name="ignoreClass">A label of the truth whose places count nothing. Default null: none.</param>
    public static Metric OneHotIoU(int classes, IReadOnlyList<int>? targetClasses = null, int? ignoreClass = null) =>
        new OverlapMetric("one_hot_iou", OverlapForm.Scores, classes, targetClasses, ignoreClass)
        {
            Recipe = Recipe.Of([(nameof(classes), classes), (nameof(targetClasses), targetClasses), (nameof(ignoreClass), ignoreClass)]),
        };

    /// <summary>The mean of <see cref="OneHotIoU"/> over all classes that occur: (N, …, C), the truth one-hot or labels.</summary>
    /// <param name="classes">How many classes there are, C.</param>
    /// <param name="ignoreClass">A label of the truth whose places count nothing. Default null: none.</param>
    public static Metric OneHotMeanIoU(int classes, int? ignoreClass = null) =>
        new OverlapMetric("one_hot_mean_iou", OverlapForm.Scores, classes, null, ignoreClass)
        {
            Recipe = Recipe.Of([(nameof(classes), classes), (nameof(ignoreClass), ignoreClass)]),
        };

    /// <summary><see cref="IoU"/> of classes 0 and 1 where predictions are probabilities of 1: (N, …) or (N, …, 1).</summary>
    /// <param name="targetClasses">The classes that count. Default null: 0 and 1.</param>
    /// <param name="threshold">0 to 1. Default 0.5; a prediction of as much as this is a 1, as in Keras.</param>
    public static Metric BinaryIoU(IReadOnlyList<int>? targetClasses = null, double threshold = 0.5) =>
        new OverlapMetric("binary_iou", OverlapForm.Threshold, 2, targetClasses, threshold: threshold)
        {
            Recipe = Recipe.Of([(nameof(targetClasses), targetClasses), (nameof(threshold), threshold)]),
        };

    /// <summary>
    /// The weighted mean of the predictions themselves, whatever is true. For values of one's own: <c>Update(default, values)</c> of its
    /// state.
    /// </summary>
    /// <param name="name">Its name in the history.</param>
    /// <param name="direction">Which way it is better. Default <see cref="MetricDirection.Unknown"/>.</param>
    public static Metric Mean(string name = "mean", MetricDirection direction = MetricDirection.Unknown) =>
        new ValueMetric(Named(name), isMean: true, direction)
        {
            Recipe = Recipe.Of([(nameof(name), name), (nameof(direction), direction)]),
        };

    /// <summary>
    /// The weighted sum of the predictions themselves, whatever is true. For values of one's own: <c>Update(default, values)</c> of its
    /// state.
    /// </summary>
    /// <param name="name">Its name in the history.</param>
    /// <param name="direction">Which way it is better. Default <see cref="MetricDirection.Unknown"/>.</param>
    public static Metric Sum(string name = "sum", MetricDirection direction = MetricDirection.Unknown) =>
        new ValueMetric(Named(name), isMean: false, direction)
        {
            Recipe = Recipe.Of([(nameof(name), name), (nameof(direction), direction)]),
        };

    private static string Named(string name) =>
        string.IsNullOrEmpty(name) ? throw new BadArgumentException("Metrics: a metric has a name; this one is empty.") : name;
}
