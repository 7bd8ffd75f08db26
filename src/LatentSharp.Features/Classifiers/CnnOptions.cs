using System.Globalization;

namespace LatentSharp;

/// <summary>How a <see cref="CnnClassifier"/> is built and trained.</summary>
public sealed record CnnOptions : ClassifierOptions
{
    /// <inheritdoc/>
    public override string Kind => "cnn";

    /// <summary>The filters of each convolution; after each, pooling halves the sizes while they are 2 or more. One or more. Default 32, 64.</summary>
    [Option("--filters", "Filters of each convolution, from the input inwards.")]
    public IReadOnlyList<int> Filters { get; init; } = [32, 64];

    /// <summary>The size of the kernels along each axis. Default 3; 1 or more.</summary>
    [Option("--kernel-size", "The size of the kernels.", AtLeast = 1)]
    public int KernelSize { get; init; } = 3;

    /// <summary>What samples are. Default <see cref="SampleAxes.Auto"/>.</summary>
    [Option("--axes", "What samples are; auto tells by their shape.")]
    public SampleAxes Axes { get; init; }

    /// <inheritdoc/>
    public override CnnOptions CompleteFor(Tensor samples)
    {
        if (Filters is { Count: 0 }) throw Refuse(nameof(Filters), "there is one convolution at least");
        return (CnnOptions)base.CompleteFor(samples) with { Axes = Axes.For(samples.Shape[1..]) };
    }

    internal override EstimatorOptions Defaults() => new CnnOptions();

    internal override CnnOptions ForSequences(bool padded) => Axes == SampleAxes.Auto ? this with { Axes = SampleAxes.Sequence } : this;

    internal override IReadOnlyList<Layer> CreateBody(Shape sample)
    {
        var volume = ConvolutionalLayers.Volume(Kind, sample, Axes);
        var layers = new List<Layer> { new Reshape(volume) };
        foreach (var filters in Filters)
        {
            layers.Add(ConvolutionalLayers.Convolution(volume, filters, KernelSize, Activations.Relu));
            if (ConvolutionalLayers.MaxPooling(volume) is not { } pooling) continue;
            layers.Add(pooling);
            volume = ConvolutionalLayers.Pooled(volume);
        }
        return [.. layers, new Flatten(), new Dense(LatentSize, Activations.Relu) { Name = "features" }];
    }

    internal override long CountParameters(Shape sample)
    {
        var volume = ConvolutionalLayers.Volume(Kind, sample, Axes);
        var convolutions = ConvolutionalLayers.Count(volume, KernelSize, [volume[^1], .. Filters]);
        foreach (var _ in Filters.Where(_ => ConvolutionalLayers.MaxPooling(volume) is not null)) volume = ConvolutionalLayers.Pooled(volume);
        return convolutions + DenseLayers.Count([ConvolutionalLayers.Flat(volume, Filters[^1]), LatentSize]);
    }

    private protected override string DescribeBody(Shape sample) =>
        string.Create(CultureInfo.InvariantCulture, $"conv {string.Join(',', Filters)}-{LatentSize}");
}
