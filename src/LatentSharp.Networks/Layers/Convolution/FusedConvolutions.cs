namespace LatentSharp;

/// <summary>f(x * kernel + bias).</summary>
internal readonly struct ConvolutionOperation(Tensor x, Tensor kernel, Tensor bias, ConvolutionOptions options) : IFusable<Tensor>
{
    public Tensor With<TFunction>(TFunction function) where TFunction : struct, IUnary =>
        Ops.Convolution(x, kernel, bias, options, function);
}

/// <summary>The largest number of each window over f(x * kernel + bias).</summary>
internal readonly struct PooledConvolutionOperation(
    Tensor x, Tensor kernel, Tensor bias, ConvolutionOptions options, Size2D pool, Size2D strides, Padding padding) : IFusable<Tensor>
{
    public Tensor With<TFunction>(TFunction function) where TFunction : struct, IUnary =>
        Ops.ConvolutionPooled(x, kernel, bias, options, pool, strides, padding, function);
}

/// <summary>f(x * kernel + bias) of each channel by itself; the options' groups are the channels.</summary>
internal readonly struct DepthwiseOperation(Tensor x, Tensor kernel, Tensor bias, ConvolutionOptions options) : IFusable<Tensor>
{
    public Tensor With<TFunction>(TFunction function) where TFunction : struct, IUnary =>
        Ops.DepthwiseConvolution(x, kernel, bias, options, function);
}

/// <summary>f(the way back of a convolution + bias).</summary>
internal readonly struct TransposedOperation(Tensor x, Tensor kernel, Tensor bias, ConvolutionOptions options, Size2D? outputPadding)
    : IFusable<Tensor>
{
    public Tensor With<TFunction>(TFunction function) where TFunction : struct, IUnary =>
        Ops.ConvolutionTransposed(x, kernel, bias, options, outputPadding, function);
}
