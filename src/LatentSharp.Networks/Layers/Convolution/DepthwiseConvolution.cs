namespace LatentSharp;

/// <summary>Convolutions of each channel by itself. Weights: <c>kernel</c> (…, C, multiplier), <c>bias</c> (C · multiplier).</summary>
public abstract class DepthwiseConvolution : DepthwiseKernel
{
    private protected DepthwiseConvolution(int dimensions, Size3D kernel, ActivationFunction? activation)
        : base(dimensions, kernel, 0, activation, "kernel")
    {
    }

    private protected override int FiltersFor(int channels) => channels * DepthMultiplier;

    private protected override void BuildRest(int channels, Builder builder) =>
        AddBias(builder, channels * DepthMultiplier, KernelFans(channels, DepthMultiplier));

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context) =>
        Penalized(Activation.DepthwiseConvolution(input, Depthwise, Bias, ByChannel), context);
}
