namespace LatentSharp;

/// <summary>How <see cref="DeepEmbeddedClustering"/> looks for clusters.</summary>
public record DecOptions : EmbeddedClusterOptions
{
    /// <inheritdoc/>
    public override string Kind => "dec";

    /// <summary>What the divergence counts in the loss, and what reconstructions do.</summary>
    internal virtual (double Clustering, double Rebuilding) LossWeights => (1, 0);

    internal override EstimatorOptions Defaults() => new DecOptions();

    internal override FittedModel Restore(Shape sample, IReadOnlyDictionary<string, Tensor> weights) =>
        FittedEmbeddedClusters.Restore(this, sample, weights);

    /// <summary>The network, not built.</summary>
    internal EmbeddedClusters CreateNetwork(Shape sample)
    {
        var coder = Autoencoder.CreateNetwork(sample);
        var (clustering, rebuilding) = LossWeights;
        return new EmbeddedClusters(coder.Encoder, coder.Decoder, LatentSize, Clusters ?? 0, clustering, rebuilding) { Seed = Seed };
    }
}

/// <summary>How <see cref="ImprovedDeepEmbeddedClustering"/> looks for clusters.</summary>
public sealed record IdecOptions : DecOptions
{
    /// <inheritdoc/>
    public override string Kind => "idec";

    /// <summary>What the divergence counts beside the mean squared error of reconstructions. Default 0.1; above 0.</summary>
    [Option("--gamma", "What clusters count beside the error of reconstructions.", Above = 0)]
    public double Gamma { get; init; } = 0.1;

    internal override (double Clustering, double Rebuilding) LossWeights => (Gamma, 1);

    internal override EstimatorOptions Defaults() => new IdecOptions();
}

/// <summary>
/// Deep embedded clustering (Xie, Girshick and Farhadi 2016): an autoencoder's features and clusters among them are drawn together, towards
/// memberships that are squared and divided by how many samples a cluster has, until hardly a sample changes its cluster.
/// </summary>
/// <param name="options">How; null for the defaults.</param>
/// <exception cref="BadArgumentException">An option is out of its range.</exception>
public sealed class DeepEmbeddedClustering(DecOptions? options = null)
    : UnsupervisedEstimator<DecOptions, FittedEmbeddedClusters>(options)
{
    private protected override FittedEmbeddedClusters Learn(DecOptions options, LearningTask task) => EmbeddedTraining.Learn(options, task);
}

/// <summary>
/// The same while the decoder goes on to rebuild samples, so that features keep what they say of them (Guo et al. 2017, "Improved deep
/// embedded clustering with local structure preservation").
/// </summary>
/// <param name="options">How; null for the defaults.</param>
/// <exception cref="BadArgumentException">An option is out of its range.</exception>
public sealed class ImprovedDeepEmbeddedClustering(IdecOptions? options = null)
    : UnsupervisedEstimator<IdecOptions, FittedEmbeddedClusters>(options)
{
    private protected override FittedEmbeddedClusters Learn(IdecOptions options, LearningTask task) => EmbeddedTraining.Learn(options,
        task);
}
