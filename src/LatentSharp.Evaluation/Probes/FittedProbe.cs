namespace LatentSharp;

/// <summary>
/// A simple classifier fitted on features to ask what they tell about labels. Immutable and safe for use by many threads at once.
/// </summary>
public abstract class FittedProbe
{
    private protected FittedProbe()
    {
    }

    /// <summary>The classes seen in fitting, in ascending order.</summary>
    public abstract IReadOnlyList<int> Classes { get; }

    /// <summary>The likeliest class of each sample: Float32 (N, d) -> Int32 (N).</summary>
    /// <exception cref="BadArgumentException">The features have another size than those fitted on, or are not finite.</exception>
    public Tensor Predict(Tensor features, CancellationToken cancellation = default) => Classify(features, cancellation).Predictions;

    /// <summary>
    /// The probability of each of the <see cref="Classes"/>: Float32 (N, d) -> Float32 (N, K). Of nearest neighbours it is the share of
    /// their votes.
    /// </summary>
    /// <exception cref="BadArgumentException">The features have another size than those fitted on, or are not finite.</exception>
    public Tensor PredictProbabilities(Tensor features, CancellationToken cancellation = default) =>
        Classify(features, cancellation).Probabilities;

    /// <summary>The share of samples whose prediction is their label; NaN without samples.</summary>
    /// <exception cref="BadArgumentException">
    /// The features have another size than those fitted on, or not as many rows as labels.
    /// </exception>
    public double Accuracy(Tensor features, Tensor labels, CancellationToken cancellation = default) =>
        Classification.Accuracy(labels, Predict(features, cancellation));

    /// <summary>Both at once: Int32 (N) and Float32 (N, K).</summary>
    internal abstract (Tensor Predictions, Tensor Probabilities) Classify(Tensor features, CancellationToken cancellation);
}
