namespace LatentSharp;

/// <summary>Clusters that were found. Its features of a sample are the sample's memberships.</summary>
public abstract class FittedClusterer : FittedModel, IClusterer
{
    private protected FittedClusterer(EstimatorOptions options, Shape inputShape, IReadOnlyDictionary<string, Tensor> weights)
        : base(options, inputShape, weights)
    {
    }

    private protected FittedClusterer(
        EstimatorOptions options, Shape inputShape, IReadOnlyDictionary<string, Tensor> weights, History history)
        : base(options, inputShape, weights, history)
    {
    }

    /// <inheritdoc/>
    public abstract int ClusterCount { get; }

    /// <summary>As many as there are clusters; 1 where there are none.</summary>
    public override int FeatureSize => Math.Max(1, ClusterCount);

    /// <summary>Why there are so many clusters, in a sentence; null where they were asked for, or the model was loaded.</summary>
    public string? Choice { get; internal init; }

    /// <inheritdoc/>
    public Tensor Memberships(Tensor samples) => Transform(samples);

    /// <summary>Where clusters were found: (N, InputShape…) -> (N, k), the samples themselves unless the kind has features of its
    /// own.</summary>
    /// <exception cref="BadArgumentException">The samples have another shape than the model's.</exception>
    public virtual Tensor Embed(Tensor samples)
    {
        CheckSamples(samples);
        return Flat(samples);
    }

    /// <summary>(N, InputShape…) -> (N, D).</summary>
    private protected Tensor Flat(Tensor samples) => samples.Reshape([samples.Shape[0], InputShape.Count]);
}
