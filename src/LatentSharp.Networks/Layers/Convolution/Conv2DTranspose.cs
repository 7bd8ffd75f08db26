namespace LatentSharp;

/// <summary>
/// A transposed convolution of images, the way back of <see cref="Conv2D"/>: (N, H, W, C) -> (N, H', W', <paramref name="filters"/>). Weights:
/// <c>kernel</c> (height, width, filters, C), <c>bias</c> (filters).
/// </summary>
/// <param name="filters">The number of results at each place, 1 or more.</param>
/// <param name="kernelSize">The kernel's size, 1 or more: one number, or (height, width).</param>
/// <param name="activation">The function applied to the result; linear by default.</param>
public sealed class Conv2DTranspose(int filters, Size2D kernelSize, ActivationFunction? activation = null)
    : TransposedConvolution(2, filters, Size3D.Flat(kernelSize), activation)
{
    /// <summary>The kernel's size.</summary>
    public Size2D KernelSize { get; } = kernelSize;

    /// <summary>Results from one input to the next. Default 1.</summary>
    public Size2D Strides
    {
        get => Options.Strides;
        init => Options = Options with { Strides = value };
    }

    /// <summary>Results from one tap of the kernel to the next. Above 1 only with strides of 1. Default 1.</summary>
    public Size2D DilationRate
    {
        get => Options.Dilation;
        init => Options = Options with { Dilation = value };
    }

    /// <summary>How much is added at the end of the result, 0 or more. Default null: see <see cref="TransposedConvolution"/>.</summary>
    public Size2D? OutputPadding
    {
        get => Added;
        init => Added = value;
    }
}
