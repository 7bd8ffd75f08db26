namespace LatentSharp;

/// <summary>
/// Convolutions of each channel by itself, then a mixture of the channels at each place. Weights: <c>depthwise_kernel</c> (…, C,
/// multiplier),
/// <c>pointwise_kernel</c> (1, …, C · multiplier, filters), <c>bias</c> (filters).
/// </summary>
/// <inheritdoc cref="ConvolutionLayer{TSize}" path="/typeparam"/>
public abstract class SeparableConvolution<TSize> : DepthwiseKernel<TSize> where TSize : struct
{
    private Parameter pointwise = null!;

    private protected SeparableConvolution(int filters, TSize kernelSize, ActivationFunction? activation)
        : base(kernelSize, filters, activation, "depthwise_kernel") =>
        Filters = Require.Positive(filters, $"{GetType().Name}: filters");

    /// <summary>The number of results at each place, 1 or more.</summary>
    public int Filters { get; }

    /// <summary>Draws the kernel of the mixture. Default <see cref="Initializers.GlorotUniform"/>.</summary>
    public Initializer PointwiseInitializer { get; init; } = Initializers.GlorotUniform;

    /// <summary>A penalty on the kernel of the mixture, added to the loss. Default none.</summary>
    public Regularizer? PointwiseRegularizer { get; init; }

    /// <summary>What holds for the kernel of the mixture after each step of training. Default nothing.</summary>
    public Constraint? PointwiseConstraint { get; init; }

    private protected override void BuildRest(int channels, Builder builder)
    {
        var between = channels * DepthMultiplier;
        var fans = new Fans(between, Filters);
        Shape shape = Dimensions == 1 ? [1, between, Filters] : [1, 1, between, Filters];
        pointwise = builder.Add(
            "pointwise_kernel", shape, PointwiseInitializer, fans, regularizer: PointwiseRegularizer, constraint: PointwiseConstraint);
        AddBias(builder, Filters, fans);
    }

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context)
    {
        var between = Ops.DepthwiseConvolution<IdentityOp>(input, Depthwise, default, ByChannel);
        return Penalized(Activation.Of(new ConvolutionOperation(between, pointwise.Value, Bias, ConvolutionOptions.Default)), context);
    }
}
