namespace LatentSharp;

/// <summary>
/// A convolution of each channel by itself: (N, H, W, C) -> (N, H', W', C · multiplier). Weights: <c>kernel</c> (height, width, C, multiplier),
/// <c>bias</c> (C · multiplier).
/// </summary>
/// <param name="kernelSize">The kernel's size, 1 or more: one number, or (height, width).</param>
/// <param name="activation">The function applied to the result; linear by default.</param>
public sealed class DepthwiseConv2D(Size2D kernelSize, ActivationFunction? activation = null) : ConvolutionLayer(2, kernelSize, 0, activation)
{
    private Parameter kernel = null!;
    private ConvolutionOptions options = null!;

    /// <summary>The kernel's size.</summary>
    public Size2D KernelSize { get; } = kernelSize;

    /// <summary>Inputs from one result to the next. Default 1.</summary>
    public Size2D Strides
    {
        get => Options.Strides;
        init => Options = Options with { Strides = value };
    }

    /// <summary>Inputs from one tap of the kernel to the next. Above 1 only with strides of 1. Default 1.</summary>
    public Size2D DilationRate
    {
        get => Options.Dilation;
        init => Options = Options with { Dilation = value };
    }

    /// <summary>Results for each channel, 1 or more. Default 1.</summary>
    public int DepthMultiplier
    {
        get;
        init => field = Require.Positive(value, "DepthwiseConv2D: depthMultiplier");
    } = 1;

    /// <summary>Draws the kernel. Default <see cref="Initializers.GlorotUniform"/>.</summary>
    public Initializer DepthwiseInitializer { get; init; } = Initializers.GlorotUniform;

    /// <summary>A penalty on the kernel, added to the loss. Default none.</summary>
    public Regularizer? DepthwiseRegularizer { get; init; }

    /// <summary>What holds for the kernel after each step. Default nothing.</summary>
    public Constraint? DepthwiseConstraint { get; init; }

    private protected override int FiltersFor(int channels) => channels * DepthMultiplier;

    /// <inheritdoc/>
    protected internal override void BuildParameters(Shape input, Builder builder)
    {
        OutputShape(input);
        var channels = input[^1];
        var fans = KernelFans(channels, DepthMultiplier);
        options = Options with { Groups = channels };
        kernel = builder.Add("kernel", KernelShape(channels, DepthMultiplier), DepthwiseInitializer, fans, regularizer: DepthwiseRegularizer, constraint: DepthwiseConstraint);
        AddBias(builder, channels * DepthMultiplier, fans);
    }

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context) =>
        Penalized(Activation.DepthwiseConvolution(input, kernel.Value, Bias, options), context);
}
