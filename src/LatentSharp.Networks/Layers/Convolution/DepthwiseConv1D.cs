namespace LatentSharp;

/// <summary>
/// A convolution of each channel by itself along one axis: (N, L, C) -> (N, L', C · multiplier). Weights: <c>kernel</c> (kernelSize, C,
/// multiplier),
/// <c>bias</c> (C · multiplier).
/// </summary>
/// <param name="kernelSize">The length of the kernel, 1 or more.</param>
/// <param name="activation">The function applied to the result; linear by default.</param>
public sealed class DepthwiseConv1D(int kernelSize, ActivationFunction? activation = null) : DepthwiseConvolution(1, kernelSize, activation)
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
