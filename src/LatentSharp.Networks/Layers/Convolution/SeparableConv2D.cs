namespace LatentSharp;

/// <summary>
/// A convolution of each channel by itself, then a mixture of the channels at each place: (N, H, W, C) -> (N, H', W', <paramref name="filters"/>).
/// Weights: <c>depthwise_kernel</c> (height, width, C, multiplier), <c>pointwise_kernel</c> (1, 1, C · multiplier, filters), <c>bias</c> (filters).
/// </summary>
/// <param name="filters">The number of results at each place, 1 or more.</param>
/// <param name="kernelSize">The kernel's size, 1 or more: one number, or (height, width).</param>
/// <param name="activation">The function applied to the result; linear by default.</param>
public sealed class SeparableConv2D(int filters, Size2D kernelSize, ActivationFunction? activation = null) : ConvolutionLayer(2, kernelSize, filters, activation)
{
    private Parameter depthwise = null!;
    private Parameter pointwise = null!;
    private ConvolutionOptions options = null!;

    /// <summary>The number of results at each place, 1 or more.</summary>
    public int Filters { get; } = Require.Positive(filters, "SeparableConv2D: filters");

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

    /// <summary>Results of the first step for each channel, 1 or more. Default 1.</summary>
    public int DepthMultiplier
    {
        get;
        init => field = Require.Positive(value, "SeparableConv2D: depthMultiplier");
    } = 1;

    /// <summary>Draws the kernel of the first step. Default <see cref="Initializers.GlorotUniform"/>.</summary>
    public Initializer DepthwiseInitializer { get; init; } = Initializers.GlorotUniform;

    /// <summary>Draws the kernel of the second step. Default <see cref="Initializers.GlorotUniform"/>.</summary>
    public Initializer PointwiseInitializer { get; init; } = Initializers.GlorotUniform;

    /// <summary>A penalty on the kernel of the first step, added to the loss. Default none.</summary>
    public Regularizer? DepthwiseRegularizer { get; init; }

    /// <summary>A penalty on the kernel of the second step, added to the loss. Default none.</summary>
    public Regularizer? PointwiseRegularizer { get; init; }

    /// <summary>What holds for the kernel of the first step after each step of training. Default nothing.</summary>
    public Constraint? DepthwiseConstraint { get; init; }

    /// <summary>What holds for the kernel of the second step after each step of training. Default nothing.</summary>
    public Constraint? PointwiseConstraint { get; init; }

    /// <inheritdoc/>
    protected internal override void BuildParameters(Shape input, Builder builder)
    {
        OutputShape(input);
        var channels = input[^1];
        var between = channels * DepthMultiplier;
        options = Options with { Groups = channels };
        depthwise = builder.Add("depthwise_kernel", KernelShape(channels, DepthMultiplier), DepthwiseInitializer, KernelFans(channels, DepthMultiplier),
            regularizer: DepthwiseRegularizer, constraint: DepthwiseConstraint);
        var fans = new Fans(between, Filters);
        pointwise = builder.Add("pointwise_kernel", [1, 1, between, Filters], PointwiseInitializer, fans, regularizer: PointwiseRegularizer, constraint: PointwiseConstraint);
        AddBias(builder, Filters, fans);
    }

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context)
    {
        var between = Ops.DepthwiseConvolution<IdentityOp>(input, depthwise.Value, default, options);
        return Penalized(Activation.Convolution(between, pointwise.Value, Bias, ConvolutionOptions.Default), context);
    }
}
