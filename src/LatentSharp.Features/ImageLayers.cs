namespace LatentSharp;

/// <summary>Layers for images that halve and double their sizes, as estimators use them.</summary>
internal static class ImageLayers
{
    /// <summary>The axes of an image: (H, W, C), or (H, W) with one channel.</summary>
    /// <exception cref="BadArgumentException">Samples of this shape are no images.</exception>
    internal static (int Height, int Width, int Channels) Axes(string kind, Shape sample) => sample.Rank is 2 or 3 && sample.Count > 0
        ? (sample[0], sample[1], sample.Rank == 3 ? sample[2] : 1)
        : throw new BadArgumentException($"{kind}: samples of shape {sample} are no images; it takes (N, H, W, C) or (N, H, W).");

    /// <summary>The sizes of an image after each halving, itself first: ⌈size / 2⌉ each time.</summary>
    internal static Size2D[] Halved(int height, int width, int times)
    {
        var sizes = new Size2D[times + 1];
        for (var i = 0; i <= times; i++)
        {
            sizes[i] = (height, width);
            (height, width) = ((height + 1) / 2, (width + 1) / 2);
        }
        return sizes;
    }

    /// <summary>Halves an image: a convolution with strides of 2.</summary>
    internal static Conv2D Halve(int filters, int kernel, ActivationFunction? activation = null, Initializer? initializer = null) => new(filters, kernel, activation)
    {
        Strides = 2,
        Padding = Padding.Same,
        KernelInitializer = initializer ?? Initializers.GlorotUniform,
    };

    /// <summary>Doubles an image, or makes it one smaller than that where the size before halving was odd.</summary>
    internal static Conv2DTranspose Double(int filters, int kernel, Size2D to, ActivationFunction? activation = null, Initializer? initializer = null, string? name = null) => new(filters, kernel, activation)
    {
        Strides = 2,
        Padding = Padding.Same,
        OutputPadding = to is { Height: var h, Width: var w } && (h % 2 != 0 || w % 2 != 0) ? (1 - (h % 2), 1 - (w % 2)) : null,
        KernelInitializer = initializer ?? Initializers.GlorotUniform,
        Name = name,
    };

    /// <summary>The weights and biases of convolutions with these numbers of channels.</summary>
    internal static long Count(int kernel, ReadOnlySpan<int> channels)
    {
        var count = 0L;
        for (var i = 1; i < channels.Length; i++) count = Math.Min(count + ((((long)kernel * kernel * channels[i - 1]) + 1) * channels[i]), int.MaxValue);
        return count;
    }
}
