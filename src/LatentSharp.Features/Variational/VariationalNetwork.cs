namespace LatentSharp;

/// <summary>
/// An encoder from samples to the means and logarithms of variances of codes, and a decoder from codes to the parameters of a likelihood.
/// </summary>
internal sealed class VariationalNetwork : Model
{
    /// <summary>The name of the layer that gives logarithms of variances.</summary>
    internal const string LogVarianceName = "z_log_var";

    // e⁸ is a variance of 3,000 in units of the prior's, which no code that says anything has; e²⁰ can still be squared and summed.
    private const float Bend = 8, Room = 12;

    private readonly Model encoder;
    private readonly Sequential decoder;
    private readonly Sampling sampling = new();
    private readonly Shape sample;
    private readonly int latentSize;
    private readonly double variance;
    private Parameter? logVariance;

    /// <param name="trunk">What leads from samples to the last hidden layer.</param>
    /// <param name="decoder">What leads from codes to outputs of the samples' shape.</param>
    /// <param name="sample">The shape of one sample.</param>
    /// <param name="latentSize">The size of a code.</param>
    /// <param name="likelihood">Not <see cref="LatentSharp.Likelihood.Auto"/>.</param>
    /// <param name="variance">That of a Gaussian likelihood, or where learning it begins.</param>
    /// <param name="seed">What the initial weights follow from.</param>
    internal VariationalNetwork(
        Sequential trunk, Sequential decoder, Shape sample, int latentSize, Likelihood likelihood, double variance, long seed)
    {
        (this.decoder, this.sample, this.latentSize, this.variance, Seed) = (decoder, sample, latentSize, variance, seed);
        var x = Symbol.Input(sample);
        var hidden = trunk.Call(x);
        encoder = new Model(
            x,
            [DenseLayers.Create(latentSize, name: "z_mean").Call(hidden), DenseLayers.Create(latentSize, name: LogVarianceName).Call(hidden)]);
        LearnsVariance = likelihood == LatentSharp.Likelihood.GaussianLearned;
        Tensor given = (float)Math.Log(variance);
        Likelihood = likelihood == LatentSharp.Likelihood.Bernoulli
            ? new BernoulliLikelihood()
            : new GaussianLikelihood(() => logVariance?.Value ?? given);
    }

    public override IReadOnlyList<Layer> Layers => [encoder, decoder];

    /// <inheritdoc/>
    protected override bool ChangesInTraining => Training is { IsOfOthers: true };

    internal int LatentSize => latentSize;

    internal LikelihoodModel Likelihood { get; }

    internal bool LearnsVariance { get; }

    /// <summary>What its steps are while it learns.</summary>
    internal VariationalTraining? Training { get; set; }

    /// <inheritdoc/>
    protected override bool LossMayRise => Training is { LossMayRise: true };

    /// <summary>The variance of a Gaussian likelihood.</summary>
    internal double Variance => logVariance is { } learned ? Math.Exp(learned.Snapshot().Item()) : variance;

    /// <summary>The distributions of codes: (N, …) -> (N, K) twice, of which the second is <see cref="Bounded"/>.</summary>
    internal (Tensor Mean, Tensor LogVariance) Encode(Tensor samples, in CallContext context)
    {
        var results = new Two();
        encoder.CallAll(new ReadOnlySpan<Tensor>(in samples), results, context);
        return (results[0], Bounded(results[1]));
    }

    /// <summary>
    /// v up to <see cref="Bend"/>, above it Bend + Room · s / (Room + s) with s = v - Bend: once differentiable, below Bend + Room, and
    /// with a gradient that does not vanish soon. Samples that are not scaled draw logarithms of variances of hundreds from fresh weights,
    /// whose exponentials are infinite.
    /// </summary>
    internal static Tensor Bounded(Tensor logVariance)
    {
        var above = Ops.Relu(logVariance - Bend);
        return Ops.Minimum(logVariance, Bend) + (Room * (above / (Room + above)));
    }

    /// <summary>A code of each distribution; the mean outside of training.</summary>
    internal Tensor Draw(Tensor mean, Tensor logVariance, in CallContext context) => sampling.Call([mean, logVariance], context);

    /// <summary>The parameters of the likelihood: (N, K) -> (N, …).</summary>
    internal Tensor Decode(Tensor codes, in CallContext context) => decoder.Call(codes, context);

    /// <summary>The samples that are expected of codes, in batches: (N, K) -> (N, …).</summary>
    internal Tensor Expect(Tensor codes)
    {
        var output = decoder.Predict(codes);
        using var scope = InferenceScope.Open();
        return Likelihood.Expected(output).Keep();
    }

    public override Shape OutputShape(Shape input) => decoder.OutputShape([input[0], latentSize]);

    protected override void BuildParameters(Shape input, Builder builder)
    {
        Shape codes = [Shape.Any, latentSize];
        builder.Build(encoder, "encoder", input);
        builder.Build(sampling, "sampling", codes);
        builder.Build(decoder, "decoder", codes);
        if (decoder.OutputShape(codes)[1..] != sample)
            throw new BadArgumentException($"Decoder: gives samples of shape {decoder.OutputShape(codes)[1..]}; {sample} is needed.");
        if (LearnsVariance) logVariance = builder.Add("log_variance", Shape.Scalar, Initializers.Constant((float)Math.Log(variance)));
    }

    /// <summary>What is expected of the mean code.</summary>
    protected override Tensor Forward(Tensor input, in CallContext context) =>
        Likelihood.Expected(Decode(Encode(input, context).Mean, context));

    protected override void TrainStep(ModelStep step) => Training!.Step(step);

    protected override void TestStep(ModelStep step) => Training!.Test(step);

    protected override Tensor? ShowSamples() => Training?.ShowSamples();

    [System.Runtime.CompilerServices.InlineArray(2)]
    private struct Two
    {
        private Tensor first;
    }
}
