namespace LatentSharp;

/// <summary>Joins inputs element by element, with NumPy's broadcasting: (N, …), (N, …), … -> (N, …).</summary>
public abstract class ElementMerge : MergeLayer
{
    /// <inheritdoc/>
    public sealed override Shape OutputShape(ReadOnlySpan<Shape> inputs)
    {
        var shape = inputs[0];
        foreach (var other in inputs[1..])
        {
            var batch = shape[0] == Shape.Any ? other[0] : shape[0];
            shape = BroadcastRules.Common(GetType().Name, shape.With(0, 1), other.With(0, 1)).With(0, batch);
        }
        return shape;
    }

    /// <inheritdoc/>
    public sealed override bool SupportsMasking => true;

    /// <summary>Entries that are real in any input, as in Keras 3; default when an input has no mask.</summary>
    protected internal sealed override Tensor OutputMask(ReadOnlySpan<Tensor> inputs)
    {
        var mask = inputs[0].Mask;
        foreach (var input in inputs[1..])
        {
            if (mask.IsDefault || input.Mask.IsDefault) return default;
            mask = Ops.Maximum(mask, input.Mask);
        }
        return mask;
    }

    /// <inheritdoc/>
    protected internal sealed override Tensor Forward(ReadOnlySpan<Tensor> inputs, in CallContext context)
    {
        var result = inputs[0];
        foreach (var input in inputs[1..]) result = Join(result, input);
        return Finish(result, inputs.Length);
    }

    /// <summary>Joins what was joined so far with the next input.</summary>
    protected abstract Tensor Join(Tensor joined, Tensor next);

    /// <summary>What becomes of the joined result of so many inputs.</summary>
    protected virtual Tensor Finish(Tensor joined, int inputs) => joined;
}

/// <summary>The sum of its inputs, element by element.</summary>
public sealed class Add : ElementMerge
{
    /// <inheritdoc/>
    protected override Tensor Join(Tensor joined, Tensor next) => joined + next;
}

/// <summary>The first of its inputs less all others, element by element. Keras takes two.</summary>
public sealed class Subtract : ElementMerge
{
    /// <inheritdoc/>
    protected override Tensor Join(Tensor joined, Tensor next) => joined - next;
}

/// <summary>The product of its inputs, element by element.</summary>
public sealed class Multiply : ElementMerge
{
    /// <inheritdoc/>
    protected override Tensor Join(Tensor joined, Tensor next) => joined * next;
}

/// <summary>The mean of its inputs, element by element.</summary>
public sealed class Average : ElementMerge
{
    /// <inheritdoc/>
    protected override Tensor Join(Tensor joined, Tensor next) => joined + next;

    /// <inheritdoc/>
    protected override Tensor Finish(Tensor joined, int inputs) => joined / inputs;
}

/// <summary>The largest of its inputs, element by element.</summary>
public sealed class Maximum : ElementMerge
{
    /// <inheritdoc/>
    protected override Tensor Join(Tensor joined, Tensor next) => Ops.Maximum(joined, next);
}

/// <summary>The smallest of its inputs, element by element.</summary>
public sealed class Minimum : ElementMerge
{
    /// <inheritdoc/>
    protected override Tensor Join(Tensor joined, Tensor next) => Ops.Minimum(joined, next);
}
