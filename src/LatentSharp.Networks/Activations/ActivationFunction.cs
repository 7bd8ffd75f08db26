namespace LatentSharp;

/// <summary>
/// A function applied to a layer's result. Layers ask it to be applied inside their own kernel; those whose derivative
/// follows from their result can be.
/// </summary>
public abstract class ActivationFunction
{
    /// <summary>Its name in saved configurations, as <c>relu</c>.</summary>
    public abstract string Name { get; }

    /// <summary>How a catalog made it, for saving.</summary>
    internal Recipe? Recipe { get; init; }

    /// <summary>The activation with the default of its setting.</summary>
    /// <exception cref="BadArgumentException">It is null.</exception>
    public static implicit operator ActivationFunction(SlopedActivation activation) => Require.Given(activation, "The activation")();

    /// <summary>The activation with the default of its setting.</summary>
    /// <exception cref="BadArgumentException">It is null.</exception>
    public static implicit operator ActivationFunction(LimitedActivation activation) => Require.Given(activation, "The activation")();

    /// <summary>The activation with the default of its setting.</summary>
    /// <exception cref="BadArgumentException">It is null.</exception>
    public static implicit operator ActivationFunction(ApproximableActivation activation) => Require.Given(activation, "The activation")();

    /// <summary>The activation with the default of its setting.</summary>
    /// <exception cref="BadArgumentException">It is null.</exception>
    public static implicit operator ActivationFunction(CurvedActivation activation) => Require.Given(activation, "The activation")();

    /// <summary>The activation with the default of its setting.</summary>
    /// <exception cref="BadArgumentException">It is null.</exception>
    public static implicit operator ActivationFunction(ThresholdActivation activation) => Require.Given(activation, "The activation")();

    /// <summary>Applies it: element by element, or along the last axis where it says so.</summary>
    public abstract Tensor Apply(Tensor x);

    /// <summary>The shape of its result; the same unless it says otherwise.</summary>
    /// <exception cref="BadArgumentException">It does not take such an input.</exception>
    public virtual Shape OutputShape(Shape input) => input;

    /// <summary>Applies it to x · kernel + bias.</summary>
    internal virtual Tensor Dense(Tensor x, Tensor kernel, Tensor bias) => Apply(Ops.Dense(x, kernel, bias));

    /// <summary>A simple recurrent layer with it in one kernel; false where it needs more than its result for its derivative.</summary>
    internal virtual bool TrySimpleRnn(in RecurrentInputs inputs, in SequenceOptions options, out SequenceResult result)
    {
        result = default;
        return false;
    }

    /// <summary>Applies it to a convolution.</summary>
    internal virtual Tensor Convolution(Tensor x, Tensor kernel, Tensor bias, ConvolutionOptions options) => Apply(Ops.Convolution(x, kernel, bias, options));

    /// <summary>Applies it to a depthwise convolution.</summary>
    internal virtual Tensor DepthwiseConvolution(Tensor x, Tensor kernel, Tensor bias, ConvolutionOptions options) =>
        Apply(Ops.DepthwiseConvolution<IdentityOp>(x, kernel, bias, options));

    /// <summary>Applies it to a transposed convolution.</summary>
    internal virtual Tensor ConvolutionTransposed(Tensor x, Tensor kernel, Tensor bias, ConvolutionOptions options, Size2D? outputPadding) =>
        Apply(Ops.ConvolutionTransposed(x, kernel, bias, options, outputPadding));
}

/// <summary>An activation that is a function of each element.</summary>
internal sealed class ElementActivation<TOp>(string name, TOp op = default) : ActivationFunction where TOp : struct, IUnary
{
    public override string Name => name;

    public override Tensor Apply(Tensor x) => Unary.Apply(x, op);

    internal override Tensor Dense(Tensor x, Tensor kernel, Tensor bias) =>
        TOp.ByResult ? Ops.Dense(x, kernel, bias, op) : base.Dense(x, kernel, bias);

    internal override bool TrySimpleRnn(in RecurrentInputs inputs, in SequenceOptions options, out SequenceResult result)
    {
        result = TOp.ByResult ? Ops.SimpleRnn(inputs, options, op) : default;
        return TOp.ByResult;
    }

    internal override Tensor Convolution(Tensor x, Tensor kernel, Tensor bias, ConvolutionOptions options) =>
        TOp.ByResult ? Ops.Convolution(x, kernel, bias, options, op) : base.Convolution(x, kernel, bias, options);

    internal override Tensor DepthwiseConvolution(Tensor x, Tensor kernel, Tensor bias, ConvolutionOptions options) =>
        TOp.ByResult ? Ops.DepthwiseConvolution(x, kernel, bias, options, op) : base.DepthwiseConvolution(x, kernel, bias, options);

    internal override Tensor ConvolutionTransposed(Tensor x, Tensor kernel, Tensor bias, ConvolutionOptions options, Size2D? outputPadding) =>
        TOp.ByResult ? Ops.ConvolutionTransposed(x, kernel, bias, options, outputPadding, op) : base.ConvolutionTransposed(x, kernel, bias, options, outputPadding);
}

/// <summary>An activation that is an operation on whole rows.</summary>
internal sealed class OpActivation(string name, Func<Tensor, Tensor> op) : ActivationFunction
{
    public override string Name => name;

    public override Tensor Apply(Tensor x) => op(x);
}
