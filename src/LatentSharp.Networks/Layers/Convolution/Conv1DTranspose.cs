namespace LatentSharp;

/// <summary>
/// A transposed convolution along one axis, the way back of <see cref="Conv1D"/>: (N, L, C) -> (N, L', <paramref name="filters"/>). Weights:
/// <c>kernel</c> (kernelSize, filters, C), <c>bias</c> (filters).
/// </summary>
/// <param name="filters">The number of results at each place, 1 or more.</param>
/// <param name="kernelSize">The length of the kernel, 1 or more.</param>
/// <param name="activation">The function applied to the result; linear by default.</param>
public sealed class Conv1DTranspose(int filters, int kernelSize, ActivationFunction? activation = null) : TransposedConvolution(1, filters, kernelSize, activation)
{
    /// <summary>The length of the kernel.</summary>
    public int KernelSize { get; } = kernelSize;

    /// <summary>Results from one input to the next. Default 1.</summary>
    public int Strides
    {
        get => Options.Strides.Width;
        init => Options = Options with { Strides = value };
    }

    /// <summary>Results from one tap of the kernel to the next. Above 1 only with strides of 1. Default 1.</summary>
    public int DilationRate
    {
        get => Options.Dilation.Width;
        init => Options = Options with { Dilation = value };
    }

    /// <summary>How much is added at the end of the result, 0 or more. Default null: see <see cref="TransposedConvolution"/>.</summary>
    public int? OutputPadding
    {
        get => Added?.Width;
        init => Added = value is { } size ? new Size2D(0, size) : null;
    }
}
