namespace LatentSharp;

/// <summary>
/// A convolution of each channel by itself along one axis, then a mixture of the channels at each place: (N, L, C) -> (N, L', <paramref
/// name="filters"/>).
/// Weights: <c>depthwise_kernel</c> (kernelSize, C, multiplier), <c>pointwise_kernel</c> (1, C · multiplier, filters), <c>bias</c>
/// (filters).
/// </summary>
/// <param name="filters">The number of results at each place, 1 or more.</param>
/// <param name="kernelSize">The length of the kernel, 1 or more.</param>
/// <param name="activation">The function applied to the result; linear by default.</param>
public sealed class SeparableConv1D(int filters, int kernelSize, ActivationFunction? activation = null)
    : SeparableConvolution(1, filters, kernelSize, activation)
{
    /// <summary>The length of the kernel.</summary>
    public int KernelSize { get; } = kernelSize;

    /// <summary>Inputs from one result to the next. Default 1.</summary>
    public int Strides
    {
        get => Options.Strides.Width;
        init => Options = Options with { Strides = value };
    }

    /// <summary>Inputs from one tap of the kernel to the next. Above 1 only with strides of 1. Default 1.</summary>
    public int DilationRate
    {
        get => Options.Dilation.Width;
        init => Options = Options with { Dilation = value };
    }
}
