namespace LatentSharp;

/// <summary>
/// A fitted model that turns samples into features and back. It is immutable and safe for use by many threads at once.
/// </summary>
public abstract class FeatureModel : FittedModel, IAnomalyDetector
{
    private protected FeatureModel(EstimatorOptions options, Shape inputShape, Model network, History history)
        : base(options, inputShape, network, history)
    {
    }

    private protected FeatureModel(EstimatorOptions options, Shape inputShape, IReadOnlyDictionary<string, Tensor> weights)
        : base(options, inputShape, weights)
    {
    }

    /// <summary>Samples from features: (N, LatentSize) -> (N, InputShape…).</summary>
    /// <exception cref="BadArgumentException">The features have another size than <see cref="FittedModel.LatentSize"/>.</exception>
    public abstract Tensor InverseTransform(Tensor features);

    /// <summary>What is left of samples after they went through the features: (N, InputShape…) -> the same.</summary>
    public virtual Tensor Reconstruct(Tensor samples) => InverseTransform(Transform(samples));

    /// <summary>Minus the mean squared error of <see cref="Reconstruct"/>: higher is better.</summary>
    public double Score(Tensor samples)
    {
        var x = samples.AsSpan();
        var y = Reconstruct(samples).AsSpan();
        double sum = 0;
        for (var i = 0; i < x.Length; i++) sum += Math.Pow(x[i] - (double)y[i], 2);
        return -sum / x.Length;
    }

    /// <summary>
    /// What is left of samples after they went through the features, recorded on the open tapes of the thread; null of a model that has no
    /// gradient.
    /// </summary>
    internal virtual Tensor? RecordRebuilt(Tensor samples) => null;

    /// <summary>
    /// How badly samples are rebuilt, the mean squared error of each: (N, InputShape…) -> (N). What is unlike the samples that were learned
    /// from is rebuilt worse.
    /// </summary>
    /// <inheritdoc/>
    public virtual Tensor AnomalyScores(Tensor samples)
    {
        var x = samples.AsSpan();
        var y = Reconstruct(samples).AsSpan();
        var (scores, width) = (new float[samples.Shape[0]], InputShape.Count);
        for (var row = 0; row < scores.Length; row++)
        {
            double sum = 0;
            for (var i = row * width; i < (row + 1) * width; i++) sum += Math.Pow(x[i] - (double)y[i], 2);
            scores[row] = (float)(sum / width);
        }
        return Tensor.From(scores, scores.Length);
    }

    /// <summary>The squared error of each value: (N, InputShape…) -> the same.</summary>
    /// <inheritdoc/>
    public virtual Tensor AnomalyShares(Tensor samples)
    {
        var x = samples.AsSpan();
        var y = Reconstruct(samples).AsSpan();
        var shares = new float[x.Length];
        for (var i = 0; i < shares.Length; i++) shares[i] = (x[i] - y[i]) * (x[i] - y[i]);
        return Tensor.From(shares, samples.Shape);
    }

    /// <summary>A code as wide as the samples may copy them, so that a small error says nothing.</summary>
    internal override void Examine(Tensor samples)
    {
        var columns = InputShape.Count;
        if (LatentSize < columns || Options.IsNarrowOtherwise) return;
        History.Warn(new TrainingWarning(
            TrainingWarningKind.NoBottleneck,
            FormattableString.Invariant(
                $"There is no bottleneck: {LatentSize} features of {columns} columns, so that samples can be copied and a small ")
            + "reconstruction error says nothing.",
            "Ask for fewer features."));
    }
}
