using System.Globalization;

namespace LatentSharp;

/// <summary>Convolutions with ReLU, each followed by max pooling, and a hidden layer whose values are the features.</summary>
internal sealed class PoolingBody(CnnOptions options) : CnnBody(options)
{
    private protected override IReadOnlyList<int> UsualFilters => [32, 64];

    internal override string Words => string.Create(CultureInfo.InvariantCulture, $"conv {string.Join(',', Filters)}-{Options.LatentSize}");

    internal override IReadOnlyList<Layer> Create(Shape volume)
    {
        var layers = new List<Layer> { new Reshape(volume) };
        foreach (var filters in Filters)
        {
            layers.Add(ConvolutionalLayers.Convolution(volume, filters, Options.KernelSize, Activations.Relu));
            if (ConvolutionalLayers.MaxPooling(volume) is not { } pooling) continue;
            layers.Add(pooling);
            volume = ConvolutionalLayers.Pooled(volume);
        }
        return [.. layers, new Flatten(), new Dense(Options.LatentSize, Activations.Relu) { Name = "features" }];
    }

    internal override long Count(Shape volume)
    {
        var convolutions = ConvolutionalLayers.Count(volume, Options.KernelSize, [volume[^1], .. Filters]);
        foreach (var _ in Filters)
            if (ConvolutionalLayers.MaxPooling(volume) is not null) volume = ConvolutionalLayers.Pooled(volume);
        return convolutions + DenseLayers.Count([ConvolutionalLayers.Flat(volume, Filters[^1]), Options.LatentSize]);
    }

    internal override double LeastWork(Shape volume)
    {
        var (work, channels) = (0.0, volume[^1]);
        foreach (var filters in Filters)
        {
            work += ConvolutionalLayers.Work(volume, Options.KernelSize, channels, filters);
            channels = filters;
            if (ConvolutionalLayers.MaxPooling(volume) is not null) volume = ConvolutionalLayers.Pooled(volume);
        }
        return work;
    }
}
