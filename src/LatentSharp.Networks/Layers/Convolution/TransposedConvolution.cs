namespace LatentSharp;

/// <summary>
/// What transposed convolutions have in common. Without output padding a result has size · stride places for same padding, and (size - 1) · stride +
/// max(kernel, stride) for valid, as in Keras 3; with it, (size - 1) · stride + kernel % 2 + padding, and (size - 1) · stride + kernel + padding.
/// </summary>
public abstract class TransposedConvolution : KernelConvolution
{
    private protected TransposedConvolution(int dimensions, int filters, Size3D kernel, ActivationFunction? activation)
        : base(dimensions, filters, kernel, activation)
    {
    }

    /// <summary>The output padding.</summary>
    private protected Size2D? Added
    {
        get;
        init => field = value is { } size && (size.Height < 0 || size.Width < 0)
            ? throw new BadArgumentException($"{GetType().Name}: outputPadding is {size}; it must be 0 or more.")
            : value;
    }

    /// <summary>The output padding in depth.</summary>
    private protected int? AddedDepth
    {
        get;
        init => field = value is < 0
            ? throw new BadArgumentException($"{GetType().Name}: outputPadding is {value} in depth; it must be 0 or more.")
            : value;
    }

    private protected override int ResultSize(int inputs, int taps, int stride, int dilation, int way) =>
        ConvolutionRules.TransposedSize(
            inputs, taps, stride, dilation, Padding, way switch { 0 => AddedDepth, 1 => Added?.Height, _ => Added?.Width });

    private protected override (int Last, int Outermost) KernelSizes(int channels) => (Filters, channels);

    private protected override Tensor Convolve(Tensor input, Tensor kernel) => Activation.ConvolutionTransposed(input, kernel, Bias, Options, Added);
}
