namespace LatentSharp;

/// <summary>
/// What transposed convolutions have in common. Without output padding a result has size · stride places for same padding, and (size - 1) ·
/// stride + max(kernel, stride) for valid, as in Keras 3; with it, (size - 1) · stride + kernel % 2 + padding, and (size - 1) · stride +
/// kernel + padding.
/// </summary>
/// <inheritdoc cref="ConvolutionLayer{TSize}" path="/typeparam"/>
public abstract class TransposedConvolution<TSize> : KernelConvolution<TSize> where TSize : struct
{
    private readonly Size3D? added;

    private protected TransposedConvolution(int filters, TSize kernelSize, ActivationFunction? activation)
        : base(filters, kernelSize, activation)
    {
    }

    /// <summary>
    /// How much is added at the end of the result, 0 or more. Default null: see <see cref="TransposedConvolution{TSize}"/>.
    /// </summary>
    public TSize? OutputPadding
    {
        get => added is { } size ? Sizes.Of<TSize>(size) : null;
        init => added = value is not { } padding ? null
            : Sizes.Whole(padding) is { Smallest: >= 0 } size ? size
            : throw new BadArgumentException($"{GetType().Name}: outputPadding is {Written(Sizes.Whole(padding))}; it must be 0 or more.");
    }

    private protected override int ResultSize(int inputs, int taps, int stride, int dilation, int axis) =>
        ConvolutionRules.TransposedSize(inputs, taps, stride, dilation, Padding, added is { } size ? Along(size, axis) : null);

    private protected override (int Last, int Outermost) KernelSizes(int channels) => (Filters, channels);

    private protected override Tensor Convolve(Tensor input, Tensor kernel) => Dimensions > 2
        ? Volumes.ConvolutionTransposed(input, kernel, Bias, Options, Deep, added, Activation)
        : Activation.Of(new TransposedOperation(input, kernel, Bias, Options, added?.Plane));
}
