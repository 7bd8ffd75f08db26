namespace LatentSharp;

/// <summary>
/// Convolutions of each channel by itself, then a mixture of the channels at each place. Weights: <c>depthwise_kernel</c> (…, C,
/// multiplier),
/// <c>pointwise_kernel</c> (1, …, C · multiplier, filters), <c>bias</c> (filters).
/// </summary>
public abstract class SeparableConvolution : DepthwiseKernel
{
    private readonly int dimensions;
    private Parameter pointwise = null!;

    private protected SeparableConvolution(int dimensions, int filters, Size3D kernel, ActivationFunction? activation)
        : base(dimensions, kernel, filters, activation, "depthwise_kernel") =>
        (this.dimensions, Filters) = (dimensions, Require.Positive(filters, $"{GetType().Name}: filters"));

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
        Shape shape = dimensions == 1 ? [1, between, Filters] : [1, 1, between, Filters];
        pointwise = builder.Add(
            "pointwise_kernel", shape, PointwiseInitializer, fans, regularizer: PointwiseRegularizer, constraint: PointwiseConstraint);
        AddBias(builder, Filters, fans);
    }

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context)
    {
        var between = Ops.DepthwiseConvolution<IdentityOp>(input, Depthwise, default, ByChannel);
        return Penalized(Activation.Convolution(between, pointwise.Value, Bias, ConvolutionOptions.Default), context);
    }
}
