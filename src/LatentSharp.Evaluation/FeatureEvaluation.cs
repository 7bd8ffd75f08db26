namespace LatentSharp;

/// <summary>What labels can be read from features by simple classifiers: the usual measures of a representation.</summary>
/// <param name="KnnAccuracy">The share of test samples that their 5 nearest training samples classify rightly.</param>
/// <param name="LinearProbeAccuracy">The share of test samples that a linear classifier, fitted on the training samples, classifies rightly.</param>
public sealed record FeatureEvaluation(double KnnAccuracy, double LinearProbeAccuracy)
{
    /// <summary>Fits <see cref="KNearestNeighbors"/> and <see cref="LinearProbe"/> with their defaults on one part and scores them on the other.</summary>
    /// <param name="trainFeatures">(N, d), Float32. With fewer than 5 samples, all of them vote.</param>
    /// <param name="trainLabels">(N), Int32.</param>
    /// <param name="testFeatures">(M, d), Float32.</param>
    /// <param name="testLabels">(M), Int32.</param>
    /// <param name="cancellation">Ends the work with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="BadArgumentException">The arguments do not fit together, or there are no training samples.</exception>
    public static FeatureEvaluation Compute(
        Tensor trainFeatures, Tensor trainLabels, Tensor testFeatures, Tensor testLabels, CancellationToken cancellation = default)
    {
        var voters = new KNearestNeighbors { Neighbors = Math.Clamp(trainLabels.Count, 1, 5) }.Fit(trainFeatures, trainLabels);
        var probe = new LinearProbe().Fit(trainFeatures, trainLabels, cancellation);
        return new FeatureEvaluation(voters.Accuracy(testFeatures, testLabels, cancellation), probe.Accuracy(testFeatures, testLabels, cancellation));
    }
}
