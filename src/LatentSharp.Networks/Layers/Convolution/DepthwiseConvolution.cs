namespace LatentSharp;

/// <summary>Convolutions of each channel by itself. Weights: <c>kernel</c> (…, C, multiplier), <c>bias</c> (C · multiplier).</summary>
/// <inheritdoc cref="ConvolutionLayer{TSize}" path="/typeparam"/>
public abstract class DepthwiseConvolution<TSize> : DepthwiseKernel<TSize> where TSize : struct
{
    private protected DepthwiseConvolution(TSize kernelSize, ActivationFunction? activation)
        : base(kernelSize, 0, activation, "kernel")
    {
    }

    private protected override int FiltersFor(int channels) => channels * DepthMultiplier;

    private protected override void BuildRest(int channels, Builder builder) =>
        AddBias(builder, channels * DepthMultiplier, KernelFans(channels, DepthMultiplier));

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context) =>
        Penalized(Activation.Of(new DepthwiseOperation(input, Depthwise, Bias, ByChannel)), context);
}
