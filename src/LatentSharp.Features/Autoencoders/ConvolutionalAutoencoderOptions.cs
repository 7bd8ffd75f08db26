using System.Globalization;

namespace LatentSharp;

/// <summary>How a <see cref="ConvolutionalAutoencoder"/> is built and trained.</summary>
public sealed record ConvolutionalAutoencoderOptions : NetworkAutoencoderOptions
{
    /// <inheritdoc/>
    public override string Kind => "conv-autoencoder";

    /// <summary>
    /// The filters of the encoder's convolutions, each of which halves the sizes; the decoder mirrors them. One or more. Default 32, 64.
    /// </summary>
    [Option("--filters", "Filters of the convolutions that halve the sizes; the way back mirrors them.",
        SearchChoices = ["16,32", "32,64", "64,128"])]
    public IReadOnlyList<int> Filters { get; init; } = [32, 64];

    /// <summary>The size of the kernels along each axis. Default 3; 1 or more.</summary>
    [Option("--kernel-size", "The size of the kernels.", AtLeast = 1)]
    public int KernelSize { get; init; } = 3;

    /// <summary>What samples are. Default <see cref="SampleAxes.Auto"/>.</summary>
    [Option("--axes", "What samples are; auto tells by their shape.")]
    public SampleAxes Axes { get; init; }

    /// <inheritdoc/>
    public override ConvolutionalAutoencoderOptions CompleteFor(Tensor samples)
    {
        var complete = (ConvolutionalAutoencoderOptions)base.CompleteFor(samples) with { Axes = Axes.For(samples.Shape[1..]) };
        if (KernelSize % 2 == 0 && !ConvolutionalLayers.HalvesEvenly(complete.Volume(samples.Shape[1..]), Filters.Count))
            throw Refuse(
                nameof(KernelSize),
                $"samples of shape {samples.Shape[1..]} cannot be halved {Filters.Count} times without a "
                + "remainder, and only kernels of an odd size lead back from one");
        return complete;
    }

    internal override ConvolutionalAutoencoderOptions ForSequences(bool padded) =>
        Axes == SampleAxes.Auto ? this with { Axes = SampleAxes.Sequence } : this;

    internal override (bool Sequences, bool Padded) Reading(Shape sample) =>
        (sample.Rank == 2 && Axes.For(sample) == SampleAxes.Sequence, false);

    internal override EstimatorOptions Defaults() => new ConvolutionalAutoencoderOptions();

    internal override (Sequential Encoder, Sequential Decoder) CreateLayers(Shape sample)
    {
        var volume = Volume(sample);
        var volumes = ConvolutionalLayers.Halved(volume, Filters.Count);
        var innermost = volumes[^1].With(^1, Filters[^1]);
        var encoder = new Sequential(
        [
            new Reshape(volume),
            .. Filters.Select(filters => ConvolutionalLayers.Convolution(volume, filters, KernelSize, Activations.Relu, strides: 2)),
            new Flatten(), DenseLayers.Create(LatentSize, name: "code"),
        ]);
        var decoder = new Sequential(
        [
            DenseLayers.Create(innermost.Count, Activations.Relu), new Reshape(innermost),
            .. Enumerable.Range(1, Filters.Count).Select(back =>
                ConvolutionalLayers.Double(Filters[^back], KernelSize, volumes[^(back + 1)], Activations.Relu)),
            ConvolutionalLayers.Convolution(volume, volume[^1], KernelSize, Output.Activation(), name: "output"), new Reshape(sample),
        ]);
        return (encoder, decoder);
    }

    internal override double? LeastWorkOfSample(Shape sample)
    {
        var volume = Volume(sample);
        var flat = ConvolutionalLayers.Flat(volume, Filters);
        return ConvolutionalLayers.WorkOfHalving(volume, KernelSize, Filters) + DenseLayers.Count([flat, LatentSize, flat]);
    }

    internal override long CountParameters(Shape sample)
    {
        if (Filters is { Count: 0 }) throw Refuse(nameof(Filters), "there is one convolution at least");
        var volume = Volume(sample);
        var flat = ConvolutionalLayers.Flat(volume, Filters);
        return ConvolutionalLayers.Count(volume, KernelSize, [volume[^1], .. Filters]) + DenseLayers.Count([flat, LatentSize]) + DenseLayers
            .Count([LatentSize, flat])
            + ConvolutionalLayers.Count(volume, KernelSize, [Filters[^1], .. Filters.Reverse(), volume[^1]]);
    }

    private Shape Volume(Shape sample) => ConvolutionalLayers.Volume(Kind, sample, Axes);

    private protected override string DescribeNetwork(Shape sample)
    {
        var filters = string.Join(',', Filters);
        return string.Create(CultureInfo.InvariantCulture, $"conv {filters}-{LatentSize}-conv {string.Join(',', Filters.Reverse())}");
    }
}
