namespace LatentSharp;

/// <summary>
/// A convolution of images: (N, H, W, C) -> (N, H', W', <paramref name="filters"/>). Weights: <c>kernel</c> (height, width, C / groups, filters),
/// <c>bias</c> (filters).
/// </summary>
/// <param name="filters">The number of results at each place, 1 or more.</param>
/// <param name="kernelSize">The kernel's size, 1 or more: one number, or (height, width).</param>
/// <param name="activation">The function applied to the result; linear by default.</param>
public sealed class Conv2D(int filters, Size2D kernelSize, ActivationFunction? activation = null)
    : KernelConvolution(2, filters, Size3D.Flat(kernelSize), activation)
{
    /// <summary>The kernel's size.</summary>
    public Size2D KernelSize { get; } = kernelSize;

    /// <summary>Inputs from one result to the next. Default 1.</summary>
    public Size2D Strides
    {
        get => Options.Strides;
        init => Options = Options with { Strides = value };
    }

    /// <summary>Inputs from one tap of the kernel to the next. Above 1 only with strides of 1. Default 1.</summary>
    public Size2D DilationRate
    {
        get => Options.Dilation;
        init => Options = Options with { Dilation = value };
    }

    /// <summary>Into how many groups channels and filters are divided; it divides both. Default 1.</summary>
    public int Groups
    {
        get => Options.Groups;
        init => Options = Options with { Groups = value };
    }
}
