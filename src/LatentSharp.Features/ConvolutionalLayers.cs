namespace LatentSharp;

/// <summary>
/// Convolutional layers as estimators use them, over volumes: images (H, W, C) or sequences (T, C). The last axis has the channels, the
/// others are sizes that layers keep, halve or double.
/// </summary>
internal static class ConvolutionalLayers
{
    private const int SmallestImage = 8;

    /// <summary>With <see cref="SampleAxes.Auto"/> decided by the shape of samples.</summary>
    internal static SampleAxes For(this SampleAxes axes, Shape sample) =>
        axes != SampleAxes.Auto ? axes
            : sample.Rank == 2 && Math.Min(sample[0], sample[1]) < SmallestImage ? SampleAxes.Sequence
            : SampleAxes.Image;

    /// <summary>
    /// The volume of samples of a shape: themselves, or with the one channel of a grey image or of a row that is said to be a sequence.
    /// </summary>
    /// <exception cref="BadArgumentException">They are neither images nor sequences.</exception>
    internal static Shape Volume(string kind, Shape sample, SampleAxes? said = null)
    {
        var told = said == SampleAxes.Sequence;
        var axes = (said ?? SampleAxes.Image).For(sample);
        if (told && sample.Rank == 1 && sample.Count > 0) return [sample[0], 1];
        if (sample.Count > 0 && sample.Rank is 2 or 3)
        {
            if (axes == SampleAxes.Image) return sample.Rank == 3 ? sample : [sample[0], sample[1], 1];
            if (sample.Rank == 2) return sample;
        }
        throw new BadArgumentException(axes == SampleAxes.Image
            ? $"{kind}: samples of shape {sample} are no images; it takes (N, H, W, C) or (N, H, W)"
            + $"{(sample.Rank == 1 && said is not null ? "; values whose order is that of time are sequences with --axes sequence" : "")}."
            : $"{kind}: samples of shape {sample} are no sequences; it takes (N, T, C), or (N, T) of one channel.");
    }

    /// <summary>A volume after each halving, itself first: ⌈size / 2⌉ each time.</summary>
    internal static Shape[] Halved(Shape volume, int times)
    {
        var volumes = new Shape[times + 1];
        volumes[0] = volume;
        for (var i = 1; i <= times; i++)
        {
            volumes[i] = volumes[i - 1];
            for (var axis = 0; axis < volume.Rank - 1; axis++) volumes[i] = volumes[i].With(axis, (volumes[i][axis] + 1) / 2);
        }
        return volumes;
    }

    /// <summary>Whether no halving leaves a remainder.</summary>
    internal static bool HalvesEvenly(Shape volume, int times) =>
        Enumerable.Range(0, volume.Rank - 1).All(axis => times < 31 && volume[axis] % (1 << times) == 0);

    /// <summary>A volume after pooling: ⌊size / 2⌋.</summary>
    internal static Shape Pooled(Shape volume)
    {
        for (var axis = 0; axis < volume.Rank - 1; axis++) volume = volume.With(axis, volume[axis] / 2);
        return volume;
    }

    /// <summary>The number of values of a volume with other channels; more than <see cref="int.MaxValue"/> are that many.</summary>
    internal static int Flat(Shape volume, int channels)
    {
        var count = (double)channels;
        for (var axis = 0; axis < volume.Rank - 1; axis++) count *= volume[axis];
        return (int)Math.Min(count, int.MaxValue);
    }

    /// <summary>The values of one sample after it was halved by convolutions with these filters.</summary>
    internal static int Flat(Shape volume, IReadOnlyList<int> filters) => Flat(Halved(volume, filters.Count)[^1], filters[^1]);

    /// <summary>A convolution that keeps the sizes, or halves them with strides of 2.</summary>
    internal static Layer Convolution(
        Shape volume, int filters, int kernel, ActivationFunction? activation = null, int strides = 1, Initializer? initializer = null,
        string? name = null) => volume.Rank == 3
        ? new Conv2D(filters, kernel, activation)
        {
            Padding = Padding.Same, Strides = strides, KernelInitializer = initializer ?? Initializers.GlorotUniform, Name = name,
        }
        : new Conv1D(filters, kernel, activation)
        {
            Padding = Padding.Same, Strides = strides, KernelInitializer = initializer ?? Initializers.GlorotUniform, Name = name,
        };

    /// <summary>
    /// Doubles the sizes, or makes them one smaller than that where the size before halving was odd, for which the kernel's size must be
    /// odd too.
    /// </summary>
    /// <param name="filters">The channels that come out.</param>
    /// <param name="kernel">The size of the kernel.</param>
    /// <param name="to">The volume whose sizes come out.</param>
    /// <param name="activation">Default none.</param>
    /// <param name="initializer">Of the kernel. Default Glorot's uniform.</param>
    /// <param name="name">The layer's name.</param>
    internal static Layer Double(
        int filters, int kernel, Shape to, ActivationFunction? activation = null, Initializer? initializer = null, string? name = null) =>
        to.Rank == 3
        ? new Conv2DTranspose(filters, kernel, activation)
        {
            Strides = 2,
            Padding = Padding.Same,
            OutputPadding = to[0] % 2 != 0 || to[1] % 2 != 0 ? (1 - (to[0] % 2), 1 - (to[1] % 2)) : null,
            KernelInitializer = initializer ?? Initializers.GlorotUniform,
            Name = name,
        }
        : new Conv1DTranspose(filters, kernel, activation)
        {
            Strides = 2,
            Padding = Padding.Same,
            OutputPadding = to[0] % 2 != 0 ? 0 : null,
            KernelInitializer = initializer ?? Initializers.GlorotUniform,
            Name = name,
        };

    /// <summary>Pooling that halves the sizes, or null where one is too small for it.</summary>
    internal static Layer? MaxPooling(Shape volume)
    {
        for (var axis = 0; axis < volume.Rank - 1; axis++)
            if (volume[axis] < 2) return null;
        return volume.Rank == 3 ? new MaxPooling2D(2) : new MaxPooling1D(2);
    }

    /// <summary>The multiplications of a convolution that stands at every place of a volume.</summary>
    /// <param name="places">The volume; its channels do not count.</param>
    /// <param name="kernel">The size of the kernel.</param>
    /// <param name="from">The channels that go in.</param>
    /// <param name="to">The channels that come out.</param>
    internal static double Work(Shape places, int kernel, int from, int to) => (double)Flat(places, 1) * Count(places, kernel, [from, to]);

    /// <summary>
    /// The multiplications of an encoder whose convolutions halve a volume and of the decoder that doubles it again, without dense layers.
    /// </summary>
    internal static double WorkOfHalving(Shape volume, int kernel, IReadOnlyList<int> filters)
    {
        var volumes = Halved(volume, filters.Count);
        var work = Work(volume, kernel, filters[0], volume[^1]);
        for (var i = 0; i < filters.Count; i++)
        {
            // A convolution stands at every place that comes out, a transposed one at every place that goes in.
            work += Work(volumes[i + 1], kernel, i == 0 ? volume[^1] : filters[i - 1], filters[i]);
            work += Work(volumes[i + 1], kernel, filters[Math.Min(i + 1, filters.Count - 1)], filters[i]);
        }
        return work;
    }

    /// <summary>The weights and biases of convolutions with these numbers of channels.</summary>
    internal static long Count(Shape volume, int kernel, ReadOnlySpan<int> channels)
    {
        var (count, taps) = (0.0, volume.Rank == 3 ? (double)kernel * kernel : kernel);
        for (var i = 1; i < channels.Length; i++) count += ((taps * channels[i - 1]) + 1) * channels[i];
        return (long)Math.Min(count, int.MaxValue);
    }
}
