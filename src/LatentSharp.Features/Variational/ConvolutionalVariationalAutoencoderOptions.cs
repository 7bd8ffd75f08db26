using System.Globalization;

namespace LatentSharp;

/// <summary>How a <see cref="ConvolutionalVariationalAutoencoder"/> is built and trained.</summary>
public record ConvolutionalVariationalAutoencoderOptions : VariationalOptions
{
    private const int Kernel = 3;

    /// <inheritdoc/>
    public override string Kind => "conv-vae";

    /// <summary>
    /// Filters of the encoder's convolutions, each of which halves the image; the decoder mirrors them. Default 32, 64; one or more.
    /// </summary>
    [Option("--filters", "Filters of the convolutions that halve the image; the way back mirrors them.",
        SearchChoices = ["16,32", "32,64", "64,128"])]
    public IReadOnlyList<int> Filters { get; init; } = [32, 64];

    /// <summary>The width of the encoder's dense layer before the code. Default 16; 1 or more.</summary>
    [Option("--dense", "The width of the dense layer before the code.", AtLeast = 1)]
    public int DenseWidth { get; init; } = 16;

    /// <inheritdoc/>
    public override ConvolutionalVariationalAutoencoderOptions CompleteFor(Tensor samples)
    {
        ConvolutionalLayers.Volume(Kind, samples.Shape[1..]);
        if (Filters is { Count: 0 }) throw Refuse(nameof(Filters), "there is one convolution at least");
        return (ConvolutionalVariationalAutoencoderOptions)base.CompleteFor(samples);
    }

    internal override EstimatorOptions Defaults() => new ConvolutionalVariationalAutoencoderOptions();

    internal override VariationalNetwork CreateNetwork(Shape sample)
    {
        var image = ConvolutionalLayers.Volume(Kind, sample);
        var sizes = ConvolutionalLayers.Halved(image, Filters.Count);
        var trunk = new Sequential(
            [
                new Reshape(image),
                .. Filters.Select(filters => ConvolutionalLayers.Convolution(image, filters, Kernel, Activations.Relu, strides: 2)),
                new Flatten(), new Dense(DenseWidth, Activations.Relu)])
        {
            Name = "hidden",
        };
        var volume = sizes[^1].With(^1, Filters[^1]);
        var decoder = new Sequential(
        [
            new Dense(volume.Count, Activations.Relu), new Reshape(volume),
            .. Enumerable.Range(1, Filters.Count).Select(back =>
                ConvolutionalLayers.Double(Filters[^back], Kernel, sizes[^(back + 1)], Activations.Relu)),
            new Conv2DTranspose(image[^1], Kernel) { Padding = Padding.Same, Name = "output" }, new Reshape(sample),
        ]);
        return new VariationalNetwork(trunk, decoder, sample, LatentSize, Likelihood, Variance, Seed);
    }

    internal override double? LeastWorkOfSample(Shape sample)
    {
        var image = ConvolutionalLayers.Volume(Kind, sample);
        var flat = ConvolutionalLayers.Flat(image, Filters);
        return ConvolutionalLayers.WorkOfHalving(image, Kernel, Filters)
            + DenseLayers.Count([flat, DenseWidth, 2 * LatentSize]) + DenseLayers.Count([LatentSize, flat]);
    }

    internal override long CountParameters(Shape sample)
    {
        var image = ConvolutionalLayers.Volume(Kind, sample);
        var flat = ConvolutionalLayers.Flat(image, Filters);
        var convolutions = ConvolutionalLayers.Count(image, Kernel, [image[^1], .. Filters]) + ConvolutionalLayers
            .Count(image, Kernel, [Filters[^1], .. Filters.Reverse(), image[^1]]);
        return convolutions + DenseLayers.Count([flat, DenseWidth, 2 * LatentSize]) + DenseLayers.Count([LatentSize, flat]);
    }

    private protected override string DescribeNetwork(Shape sample)
    {
        var filters = string.Join(',', Filters);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"conv {filters}-{DenseWidth}-({LatentSize},{LatentSize})-conv {string.Join(',', Filters.Reverse())}");
    }
}
