namespace LatentSharp;

/// <summary>
/// A transposed convolution of volumes, the way back of <see cref="Conv3D"/>: (N, D, H, W, C) -> (N, D', H', W', <paramref
/// name="filters"/>). Weights:
/// <c>kernel</c> (depth, height, width, filters, C), <c>bias</c> (filters).
/// </summary>
/// <param name="filters">The number of results at each place, 1 or more.</param>
/// <param name="kernelSize">The kernel's size, 1 or more: one number, or (depth, height, width).</param>
/// <param name="activation">The function applied to the result; linear by default.</param>
public sealed class Conv3DTranspose(int filters, Size3D kernelSize, ActivationFunction? activation = null)
    : TransposedConvolution(3, filters, kernelSize, activation)
{
    /// <summary>The kernel's size.</summary>
    public Size3D KernelSize { get; } = kernelSize;

    /// <summary>Results from one input to the next. Default 1.</summary>
    public Size3D Strides
    {
        get => Steps.Strides;
        init => (Options, Deep) = (Options with { Strides = value.Plane }, Deep with { Stride = value.Depth });
    }

    /// <summary>Results from one tap of the kernel to the next. Above 1 only with strides of 1. Default 1.</summary>
    public Size3D DilationRate
    {
        get => Steps.Dilation;
        init => (Options, Deep) = (Options with { Dilation = value.Plane }, Deep with { Dilation = value.Depth });
    }

    /// <summary>How much is added at the end of the result, 0 or more. Default null: see <see cref="TransposedConvolution"/>.</summary>
    public Size3D? OutputPadding
    {
        get => Added is { } plane && AddedDepth is { } depth ? new Size3D(depth, plane.Height, plane.Width) : null;
        init => (Added, AddedDepth) = (value?.Plane, value?.Depth);
    }

    private protected override Tensor Convolve(Tensor input, Tensor kernel)
    {
        OutputShape(input.Shape);
        return Volumes.ConvolutionTransposed(input, kernel, Bias, Options, Deep, Added, AddedDepth, Activation);
    }
}
