namespace LatentSharp;

/// <summary>
/// A variational autoencoder that has learned: samples to distributions of codes and back, new samples, and how likely samples are.
/// </summary>
public sealed class FittedVariationalAutoencoder : FeatureModel, IGenerative
{
    /// <summary>A unit with less divergence from the prior than this many nats says nothing.</summary>
    private const double Silent = 0.01;

    /// <summary>Codes drawn for each sample when the bound is measured.</summary>
    private const int Draws = 5;

    private readonly VariationalNetwork network;

    internal FittedVariationalAutoencoder(VariationalOptions options, Shape inputShape, VariationalNetwork network, History history)
        : base(options, inputShape, network, history) => this.network = network;

    /// <inheritdoc/>
    public override VariationalOptions Options => (VariationalOptions)base.Options;

    /// <summary>The variance of each value around the decoder's output; null for a Bernoulli likelihood.</summary>
    public double? Variance => Options.Likelihood == Likelihood.Bernoulli ? null : network.Variance;

    /// <summary>The means of the samples' codes: (N, InputShape…) -> (N, LatentSize).</summary>
    /// <inheritdoc/>
    public override Tensor Transform(Tensor samples) => TransformDistribution(samples).Mean;

    /// <summary>The distributions of the samples' codes, normal and independent in each unit.</summary>
    /// <returns>(N, LatentSize) each.</returns>
    /// <exception cref="BadArgumentException">The samples have another shape than <see cref="FittedModel.InputShape"/>.</exception>
    public CodeDistribution TransformDistribution(Tensor samples)
    {
        CheckSamples(samples);
        return CodeDistribution.Of(network, samples, LatentSize);
    }

    /// <summary>What is expected of codes: (N, LatentSize) -> (N, InputShape…).</summary>
    /// <inheritdoc/>
    public override Tensor InverseTransform(Tensor features)
    {
        CheckFeatures(features);
        return network.Expect(features);
    }

    /// <summary>
    /// What the decoder says of codes before it is an expectation, of a Bernoulli likelihood logits: (N, LatentSize) -> (N, …).
    /// </summary>
    internal Tensor DecodeParameters(Tensor codes)
    {
        using var scope = InferenceScope.Open();
        return network.Decode(codes, CallContext.Inference).Keep();
    }

    internal override Tensor? Record(Tensor samples) => network.Encode(samples, CallContext.Inference).Mean;

    internal override Tensor? RecordRebuilt(Tensor samples) =>
        network.Likelihood.Expected(network.Decode(Record(samples)!.Value, CallContext.Inference));

    /// <inheritdoc/>
    public Tensor Generate(Tensor latents) => InverseTransform(latents);

    /// <summary>The evidence lower bound of samples and its parts; the first is the mean over draws of codes.</summary>
    /// <param name="samples">(N, InputShape…), N at least 1.</param>
    /// <param name="draws">Codes drawn for each sample. Default 1.</param>
    /// <param name="seed">Which codes.</param>
    /// <exception cref="BadArgumentException">There are no samples, or they have another shape; or there are no draws.</exception>
    public EvidenceBound Elbo(Tensor samples, int draws = 1, long seed = 0)
    {
        CheckSamples(samples);
        if (samples.Shape[0] == 0)
            throw new BadArgumentException($"{Name}: there are no samples in {samples.Shape}; a bound is a mean over one or more.");
        return EvidenceBound.Measure(network, samples, Require.Positive(draws, "Elbo: draws"), new RandomStream(seed).Derive("elbo"));
    }

    /// <summary>The bound and its parts.</summary>
    /// <inheritdoc/>
    public override ModelReport Measure(Tensor samples, Tensor? labels = null)
    {
        var bound = Elbo(samples, Draws);
        double[] units = [.. bound.KlPerUnit.ToArray()];
        return new()
        {
            Loss = -bound.Elbo,
            Figures =
            [
                new("elbo", "Evidence lower bound", "on the log-likelihood of a sample", bound.Elbo) { Unit = "nats", MoreIsBetter = true },
                new("elboReconstruction", "reconstruction", "minus the log-likelihood of a sample given its code", bound.Reconstruction)
                {
                    Unit = "nats", MoreIsBetter = false, IsDetail = true,
                },
                new("elboKl", "divergence", "of codes from the prior: what they say of a sample", bound.Kl)
                {
                    Unit = "nats", IsDetail = true, OfFeatures = new("klPerUnit", units),
                },
            ],
            Charts =
            [
                new("What each feature says", "How far its distribution is from the prior, on average over the samples.", "nats", units),
            ],
        };
    }

    /// <summary>
    /// log p(x) of each sample by importance sampling (Burda et al. 2016), in nats: (N, InputShape…) -> (N). A lower bound on it that comes
    /// nearer with more draws; with one it is the evidence lower bound.
    /// </summary>
    /// <param name="samples">(N, InputShape…).</param>
    /// <param name="importanceSamples">Codes drawn for each sample, 1 or more. Default 200.</param>
    /// <param name="seed">Which codes.</param>
    /// <param name="cancellationToken">Ends the work with an exception.</param>
    /// <exception cref="BadArgumentException">The samples have another shape, or there are no draws.</exception>
    public Tensor LogLikelihood(Tensor samples, int importanceSamples = 200, long seed = 0, CancellationToken cancellationToken = default)
    {
        CheckSamples(samples);
        return ImportanceSampling.LogLikelihood(
            network, samples, Require.Positive(importanceSamples, "LogLikelihood: importanceSamples"),
            new RandomStream(seed).Derive("importance"), cancellationToken);
    }

    /// <summary>A unit whose distribution is the prior for every sample carries nothing.</summary>
    internal override void Examine(Tensor samples)
    {
        base.Examine(samples);
        if (LearningChecks.BecameNoNumber(History)) return;
        var silent = 0;
        foreach (var kl in Elbo(samples.Rows(0, Math.Min(samples.Shape[0], 1000))).KlPerUnit.AsSpan())
        {
            if (kl < Silent) silent++;
        }
        if (2 * silent <= LatentSize) return;
        History.Warn(new TrainingWarning(
            TrainingWarningKind.PosteriorCollapsed,
            $"{(silent == LatentSize ? "All" : silent)} of {LatentSize} features are the same for every sample: they differ from the prior "
            + "by less than 0.01 nats.",
            "Use a smaller beta, let it grow over the first epochs (warm-up), give each feature free bits, or ask for fewer features."));
    }
}
