using System.Globalization;

namespace LatentSharp;

/// <summary>How a <see cref="ConvolutionalVariationalAutoencoder"/> is built and trained.</summary>
public record ConvolutionalVariationalAutoencoderOptions : VariationalOptions
{
    private const int Kernel = 3;

    /// <inheritdoc/>
    public override string Kind => "conv-vae";

    /// <summary>Filters of the encoder's convolutions, each of which halves the image; the decoder mirrors them. Default 32, 64; one or more.</summary>
    [Option("--filters", "Filters of the convolutions that halve the image; the way back mirrors them.")]
    public IReadOnlyList<int> Filters { get; init; } = [32, 64];

    /// <summary>The width of the encoder's dense layer before the code. Default 16; 1 or more.</summary>
    [Option("--dense", "The width of the dense layer before the code.", AtLeast = 1)]
    public int DenseWidth { get; init; } = 16;

    /// <inheritdoc/>
    public override ConvolutionalVariationalAutoencoderOptions CompleteFor(Tensor samples)
    {
        ImageLayers.Axes(Kind, samples.Shape[1..]);
        if (Filters is { Count: 0 }) throw Refuse(nameof(Filters), "there is one convolution at least");
        return (ConvolutionalVariationalAutoencoderOptions)base.CompleteFor(samples);
    }

    internal override EstimatorOptions Defaults() => new ConvolutionalVariationalAutoencoderOptions();

    internal override VariationalNetwork CreateNetwork(Shape sample)
    {
        var (height, width, channels) = ImageLayers.Axes(Kind, sample);
        var sizes = ImageLayers.Halved(height, width, Filters.Count);
        var trunk = new Sequential(
            [new Reshape([height, width, channels]), .. Filters.Select(filters => ImageLayers.Halve(filters, Kernel, Activations.Relu)), new Flatten(), new Dense(DenseWidth, Activations.Relu)])
        {
            Name = "hidden",
        };
        var innermost = sizes[^1];
        Shape volume = [innermost.Height, innermost.Width, Filters[^1]];
        var decoder = new Sequential(
        [
            new Dense(volume.Count, Activations.Relu), new Reshape(volume),
            .. Enumerable.Range(1, Filters.Count).Select(back => ImageLayers.Double(Filters[^back], Kernel, sizes[^(back + 1)], Activations.Relu)),
            new Conv2DTranspose(channels, Kernel) { Padding = Padding.Same, Name = "output" }, new Reshape(sample),
        ]);
        return new VariationalNetwork(trunk, decoder, sample, LatentSize, Likelihood, Variance, Seed);
    }

    internal override long CountParameters(Shape sample)
    {
        var (height, width, channels) = ImageLayers.Axes(Kind, sample);
        var innermost = ImageLayers.Halved(height, width, Filters.Count)[^1];
        var flat = (int)Math.Min((long)innermost.Height * innermost.Width * Filters[^1], int.MaxValue);
        var convolutions = ImageLayers.Count(Kernel, [channels, .. Filters]) + ImageLayers.Count(Kernel, [Filters[^1], .. Filters.Reverse(), channels]);
        return convolutions + DenseLayers.Count([flat, DenseWidth, 2 * LatentSize]) + DenseLayers.Count([LatentSize, flat]);
    }

    private protected override string DescribeNetwork(Shape sample)
    {
        var filters = string.Join(',', Filters);
        return string.Create(CultureInfo.InvariantCulture, $"conv {filters}-{DenseWidth}-({LatentSize},{LatentSize})-conv {string.Join(',', Filters.Reverse())}");
    }
}
