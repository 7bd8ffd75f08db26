namespace LatentSharp;

/// <summary>How <see cref="VariationalDeepEmbedding"/> looks for clusters.</summary>
public sealed record VadeOptions : EmbeddedClusterOptions
{
    /// <summary>Creates the defaults: the paper's learning rate, and all rounds, since the bound grows long after clusters stay.</summary>
    public VadeOptions() => (ClusteringRate, Settled) = (2e-3, 0);

    /// <inheritdoc/>
    public override string Kind => "vade";

    /// <summary>How the decoder describes samples. Default <see cref="Likelihood.Auto"/>.</summary>
    [Option("--likelihood", "How the decoder describes samples; auto is bernoulli for samples from 0 to 1, else gaussian-learned.")]
    public Likelihood Likelihood { get; init; }

    /// <inheritdoc/>
    public override VadeOptions CompleteFor(Tensor samples) =>
        (VadeOptions)base.CompleteFor(samples) with { Likelihood = Coded.CompleteFor(samples).Likelihood };

    /// <summary>The variational autoencoder whose codes have the clusters.</summary>
    internal VariationalAutoencoderOptions Coded => new()
    {
        LatentSize = LatentSize, Hidden = Hidden, Likelihood = Likelihood, Seed = Seed,
    };

    internal override string LossInWords => "Minus the log likelihood of the rebuilt samples, in nats,";

    internal override EstimatorOptions Defaults() => new VadeOptions();

    internal override FittedModel Restore(Shape sample, IReadOnlyDictionary<string, Tensor> weights) => Likelihood != Likelihood.Auto
        ? new FittedMixtureEmbedding(this, sample, NetworkWeights.Build(this, CreateNetwork, sample, weights), new History())
        : throw new BadArgumentException($"{Kind}: the likelihood is auto; a model that has learned has a certain one.");

    internal override long CountParameters(Shape sample) => Coded.CountParameters(sample);

    internal override double WorkOfSample(Shape sample) => Coded.WorkOfSample(sample);

    internal override double? LeastWorkOfSample(Shape sample) => Coded.LeastWorkOfSample(sample);

    /// <summary>The network, not built.</summary>
    internal MixtureEmbedding CreateNetwork(Shape sample) => new(Coded.CreateNetwork(sample), Clusters ?? 0) { Seed = Seed };
}

/// <summary>
/// Variational deep embedding (Jiang, Zheng, Tan, Tang and Zhou 2017): a variational autoencoder whose prior is a mixture of normal
/// distributions. Its network learns as an autoencoder first; the mixture begins with one that is fitted to the codes; then both grow the
/// evidence lower bound together, until hardly a sample changes its cluster.
/// </summary>
/// <param name="options">How; null for the defaults.</param>
/// <exception cref="BadArgumentException">An option is out of its range.</exception>
public sealed class VariationalDeepEmbedding(VadeOptions? options = null)
    : UnsupervisedEstimator<VadeOptions, FittedMixtureEmbedding>(options)
{
    // Codes of an autoencoder spread over units; a cluster of one code alone would be a pole of the density.
    private const double VarianceFloor = 1e-2;

    private protected override FittedMixtureEmbedding Learn(VadeOptions options, LearningTask task)
    {
        var samples = task.Training.Samples;
        var shape = samples.Shape[1..];
        var coder = options.Coded.CreateNetwork(shape);
        var first = new MeanCoder(coder) { Seed = options.Seed };
        first.Build(shape);
        first.Compile(new Adam(options.ScheduleFor(samples.Shape[0])));
        var history = task.Train(
            first, options, samples, validation: task.Validation is { } held ? new Batch(held.Samples) : null);

        var codes = CodeDistribution.Of(coder, samples, options.LatentSize).Mean;
        var choice = options.Clusters is null ? ClusterChoice.BySilhouette(codes, options.Seed, task.Cancellation) : null;
        options = options with { Clusters = options.Clusters ?? choice!.Clusters };
        var mixture = GaussianMixture.Fit(codes, Beginning(options), task.Cancellation).Mixture;
        var weights = new Dictionary<string, Tensor>(first.GetWeights(), StringComparer.Ordinal);
        MixtureEmbedding.Begin(weights, mixture);
        var network = NetworkWeights.Build(options, options.CreateNetwork, shape, weights);
        network.Compile(new Adam(options.ClusteringRate));
        EmbeddedTraining.Draw(network, options, task, ClusterExtensions.Strongest(network.Predict(samples)).ToArray<int>());
        return new FittedMixtureEmbedding(options, shape, network, history) { Choice = choice?.Reason };
    }

    private static GaussianMixtureOptions Beginning(VadeOptions options) => new()
    {
        Clusters = options.Clusters, Seed = options.Seed, Covariance = CovarianceKind.Diagonal, VarianceFloor = VarianceFloor,
    };
}

/// <summary>
/// A variational autoencoder and the mixture that its codes are of. A sample's memberships are the posterior of the clusters at its mean
/// code.
/// </summary>
public sealed class FittedMixtureEmbedding : FittedClusterer
{
    private readonly MixtureEmbedding network;

    internal FittedMixtureEmbedding(VadeOptions options, Shape inputShape, MixtureEmbedding network, History history)
        : base(options, inputShape, network.GetWeights(), history) => this.network = network;

    /// <inheritdoc/>
    public override int ClusterCount => ((VadeOptions)Options).Clusters!.Value;

    /// <summary>The means of the codes: (N, InputShape…) -> (N, LatentSize).</summary>
    /// <inheritdoc/>
    public override Tensor Embed(Tensor samples)
    {
        CheckSamples(samples);
        return CodeDistribution.Of(network.Coder, samples, ((VadeOptions)Options).LatentSize).Mean;
    }

    /// <inheritdoc/>
    public override Tensor Transform(Tensor samples)
    {
        CheckSamples(samples);
        return network.Predict(samples);
    }
}
