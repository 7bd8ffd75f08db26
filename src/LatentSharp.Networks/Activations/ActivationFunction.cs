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

    /// <summary>What it makes of an operation's result: inside the operation's kernel where it can be, otherwise after it.</summary>
    internal Tensor Of<TOperation>(in TOperation operation) where TOperation : struct, IFusable<Tensor> =>
        TryFuse(operation, out Tensor result) ? result : Apply(operation.With(default(IdentityOp)));

    /// <summary>Runs an operation with it inside; false where its derivative needs more than its result.</summary>
    internal virtual bool TryFuse<TOperation, TResult>(in TOperation operation, out TResult result)
        where TOperation : struct, IFusable<TResult> where TResult : struct
    {
        result = default;
        return false;
    }
}

/// <summary>An activation that is a function of each element.</summary>
internal sealed class ElementActivation<TOp>(string name, TOp op = default) : ActivationFunction where TOp : struct, IUnary
{
    public override string Name => name;

    public override Tensor Apply(Tensor x) => Unary.Apply(x, op);

    internal override bool TryFuse<TOperation, TResult>(in TOperation operation, out TResult result)
    {
        result = TOp.ByResult ? operation.With(op) : default;
        return TOp.ByResult;
    }
}

/// <summary>An activation that is an operation on whole rows.</summary>
internal sealed class OpActivation(string name, Func<Tensor, Tensor> op) : ActivationFunction
{
    public override string Name => name;

    public override Tensor Apply(Tensor x) => op(x);
}
