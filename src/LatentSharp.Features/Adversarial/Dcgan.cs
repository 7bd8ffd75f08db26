namespace LatentSharp;

/// <summary>
/// Adversarial networks of convolutions for images (Radford et al. 2016): the game of <see cref="Gan"/> with networks that suit pictures.
/// What the discriminator's last convolution says, averaged over the places of the image, are features. Any size of image fits.
/// </summary>
/// <param name="options">How it is built and trained; null for the defaults.</param>
/// <exception cref="BadArgumentException">An option is out of its range.</exception>
public sealed class Dcgan(DcganOptions? options = null) : AdversarialEstimator<DcganOptions>(options);

/// <summary>How a <see cref="Dcgan"/> is built and trained.</summary>
public record DcganOptions : AdversarialOptions
{
    /// <inheritdoc/>
    public override string Kind => "dcgan";

    /// <summary>
    /// Filters of the discriminator's convolutions, each of which halves the image; the generator mirrors them. The last is the number of
    /// features. Default 64, 128; one or more.
    /// </summary>
    [Option("--filters", "Filters of the convolutions that halve the image; the way back mirrors them.",
        SearchChoices = ["16,32", "32,64", "64,128"])]
    public IReadOnlyList<int> Filters { get; init; } = [64, 128];

    /// <inheritdoc/>
    public override DcganOptions CompleteFor(Tensor samples)
    {
        ConvolutionalLayers.Volume(Kind, samples.Shape[1..]);
        if (Filters is { Count: 0 }) throw Refuse(nameof(Filters), "there is one convolution at least");
        return (DcganOptions)base.CompleteFor(samples);
    }

    internal override EstimatorOptions Defaults() => new DcganOptions();

    internal override Sequential CreateGenerator(Shape sample) => ConvolutionalGan.Generator(Kind, Filters, sample);

    internal override Sequential CreateFeatures(Shape sample) =>
        ConvolutionalGan.Features(Kind, Filters, sample, normalize: GradientPenalty == 0);

    internal override long CountParameters(Shape sample) => ConvolutionalGan.CountParameters(Kind, Filters, LatentSize, sample);

    private protected override string DescribeNetwork(Shape sample) => ConvolutionalGan.Describe(Filters, LatentSize);
}
