namespace LatentSharp;

/// <summary>
/// An adversarial network whose critic measures a distance that falls as samples get better, kept honest by a penalty on its gradient
/// (Gulrajani et al. 2017): slower than others and seldom a failure. Its networks are those of <see cref="Gan"/>, or for images those of
/// <see cref="Dcgan"/> without normalisation in the critic.
/// </summary>
/// <param name="options">How it is built and trained; null for the defaults.</param>
/// <exception cref="BadArgumentException">An option is out of its range.</exception>
public sealed class WassersteinGan(WassersteinGanOptions? options = null) : AdversarialEstimator<WassersteinGanOptions>(options);

/// <summary>How a <see cref="WassersteinGan"/> is built and trained.</summary>
public record WassersteinGanOptions : AdversarialOptions
{
    /// <summary>Creates the defaults.</summary>
    public WassersteinGanOptions()
    {
        Objective = AdversarialLoss.Wasserstein;
        GradientPenalty = 10;
        CriticSteps = 5;
        Beta1 = 0;
        LearningRate = 1e-4;
        DiscriminatorLearningRate = 1e-4;
    }

    /// <inheritdoc/>
    public override string Kind => "wgan-gp";

    /// <summary>
    /// Widths of the critic's hidden layers when there are no filters, from the input inwards; the generator mirrors them. The innermost is
    /// the number of features. One or more. Default 256, 128.
    /// </summary>
    [Option("--hidden", "Widths of the critic's hidden layers when there are no filters; the generator mirrors them.",
        SearchChoices = ["64", "128", "256", "128,64", "256,128", "512,256"])]
    public IReadOnlyList<int> Hidden { get; init; } = [256, 128];

    /// <summary>
    /// Filters of the critic's convolutions, for images; the generator mirrors them. Default none: fully connected layers.
    /// </summary>
    [Option("--filters", "Filters of the convolutions that halve the image; the way back mirrors them.",
        SearchChoices = ["16,32", "32,64", "64,128"])]
    public IReadOnlyList<int> Filters { get; init; } = [];

    /// <inheritdoc/>
    public override WassersteinGanOptions CompleteFor(Tensor samples)
    {
        if (Filters is { Count: > 0 }) ConvolutionalLayers.Volume(Kind, samples.Shape[1..]);
        else if (Hidden is { Count: 0 })
            throw Refuse(nameof(Hidden), "the critic's last hidden layer gives the features, so there is one at least");
        return (WassersteinGanOptions)base.CompleteFor(samples);
    }

    internal override EstimatorOptions Defaults() => new WassersteinGanOptions();

    private protected override double Beta2 => 0.9;

    private bool Convolves => Filters.Count > 0;

    internal override Sequential CreateGenerator(Shape sample) =>
        Convolves ? ConvolutionalGan.Generator(Kind, Filters, sample) : DenseGan.Generator(Hidden, sample);

    internal override Sequential CreateFeatures(Shape sample) =>
        Convolves ? ConvolutionalGan.Features(Kind, Filters, sample, normalize: false) : DenseGan.Features(Hidden);

    internal override long CountParameters(Shape sample) =>
        Convolves
            ? ConvolutionalGan.CountParameters(Kind, Filters, LatentSize, sample)
            : DenseGan.CountParameters(Hidden, LatentSize, sample);

    private protected override string DescribeNetwork(Shape sample) =>
        Convolves ? ConvolutionalGan.Describe(Filters, LatentSize) : DenseGan.Describe(Hidden, LatentSize, sample);
}
