namespace LatentSharp;

/// <summary>
/// A fitted model that turns samples into features and back. It is immutable and safe for use by many threads at once.
/// </summary>
public abstract class FeatureModel : FittedModel
{
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
}
