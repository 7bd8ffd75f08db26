namespace LatentSharp;

/// <summary>
/// A convolution of volumes: (N, D, H, W, C) -> (N, D', H', W', <paramref name="filters"/>). Weights: <c>kernel</c> (depth, height, width,
/// C / groups, filters),
/// <c>bias</c> (filters). It is computed as one convolution of images whose channels are the places of the kernel's depth, which needs
/// memory for that many
/// copies of the input.
/// </summary>
/// <param name="filters">The number of results at each place, 1 or more.</param>
/// <param name="kernelSize">The kernel's size, 1 or more: one number, or (depth, height, width).</param>
/// <param name="activation">The function applied to the result; linear by default.</param>
public sealed class Conv3D(int filters, Size3D kernelSize, ActivationFunction? activation = null)
    : KernelConvolution(3, filters, kernelSize, activation)
{
    /// <summary>The kernel's size.</summary>
    public Size3D KernelSize { get; } = kernelSize;

    /// <summary>Inputs from one result to the next. Default 1.</summary>
    public Size3D Strides
    {
        get => Steps.Strides;
        init => (Options, Deep) = (Options with { Strides = value.Plane }, Deep with { Stride = value.Depth });
    }

    /// <summary>Inputs from one tap of the kernel to the next. Above 1 only with strides of 1. Default 1.</summary>
    public Size3D DilationRate
    {
        get => Steps.Dilation;
        init => (Options, Deep) = (Options with { Dilation = value.Plane }, Deep with { Dilation = value.Depth });
    }

    /// <summary>Into how many groups channels and filters are divided; it divides both. Default 1.</summary>
    public int Groups
    {
        get => Options.Groups;
        init => Options = Options with { Groups = value };
    }

    private protected override Tensor Convolve(Tensor input, Tensor kernel)
    {
        OutputShape(input.Shape);
        return Volumes.Convolution(input, kernel, Bias, Options, Deep, Activation);
    }
}
