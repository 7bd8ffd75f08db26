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

    /// <summary>Applies it: element by element, or along the last axis where it says so.</summary>
    public abstract Tensor Apply(Tensor x);

    /// <summary>The shape of its result; the same unless it says otherwise.</summary>
    /// <exception cref="BadArgumentException">It does not take such an input.</exception>
    public virtual Shape OutputShape(Shape input) => input;

    /// <summary>Applies it to x · kernel + bias.</summary>
    internal virtual Tensor Dense(Tensor x, Tensor kernel, Tensor bias) => Apply(Ops.Dense(x, kernel, bias));
}

/// <summary>An activation that is a function of each element.</summary>
internal sealed class ElementActivation<TOp>(string name, TOp op = default) : ActivationFunction where TOp : struct, IUnary
{
    public override string Name => name;

    public override Tensor Apply(Tensor x) => Unary.Apply(x, op);

    internal override Tensor Dense(Tensor x, Tensor kernel, Tensor bias) =>
        TOp.ByResult ? Ops.Dense(x, kernel, bias, op) : base.Dense(x, kernel, bias);
}

/// <summary>An activation that is an operation on whole rows.</summary>
internal sealed class OpActivation(string name, Func<Tensor, Tensor> op) : ActivationFunction
{
    public override string Name => name;

    public override Tensor Apply(Tensor x) => op(x);
}
