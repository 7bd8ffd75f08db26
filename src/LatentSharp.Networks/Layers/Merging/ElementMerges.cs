namespace LatentSharp;

/// <summary>
/// Joins inputs element by element, with NumPy's broadcasting: (N, …), (N, …), … -> (N, …). Where all inputs have a mask, what is real in
/// any of them is real in
/// the result, as in Keras 3; where one has none, all is. Each layer says what becomes of the numbers of padding.
/// </summary>
public abstract class ElementMerge : MultiTensorLayer
{
    /// <inheritdoc/>
    public sealed override Shape[] OutputShapes(ReadOnlySpan<Shape> inputs)
    {
        var shape = inputs[0];
        foreach (var other in inputs[1..])
        {
            var batch = shape[0] == Shape.Any ? other[0] : shape[0];
            shape = BroadcastRules.Common(GetType().Name, shape.With(0, 1), other.With(0, 1)).With(0, batch);
        }
        return [shape];
    }

    /// <inheritdoc/>
    public sealed override bool SupportsMasking => true;

    /// <summary>Entries that are real in any input, as in Keras 3; default when an input has no mask.</summary>
    protected internal sealed override Tensor OutputMask(ReadOnlySpan<Tensor> inputs) => Masks.Any(inputs);

    /// <inheritdoc/>
    protected internal sealed override void Forward(ReadOnlySpan<Tensor> inputs, Span<Tensor> results, in CallContext context)
    {
        var masked = false;
        foreach (var input in inputs) masked |= !input.Mask.IsDefault;
        results[0] = Finish(masked ? JoinMasked(inputs) : JoinAll(inputs), inputs.Length);
    }

    /// <summary>Joins what was joined so far with the next input.</summary>
    protected abstract Tensor Join(Tensor joined, Tensor next);

    /// <summary>Joins inputs of which some have masks; by default as if none had.</summary>
    private protected virtual Tensor JoinMasked(ReadOnlySpan<Tensor> inputs) => JoinAll(inputs);

    /// <summary>What becomes of the joined result of so many inputs.</summary>
    protected virtual Tensor Finish(Tensor joined, int inputs) => joined;

    private Tensor JoinAll(ReadOnlySpan<Tensor> inputs)
    {
        var result = inputs[0];
        foreach (var input in inputs[1..]) result = Join(result, input);
        return result;
    }
}

/// <summary>The larger or smaller of inputs, where padding never wins over what is real.</summary>
public abstract class ExtremeMerge : ElementMerge
{
    private protected ExtremeMerge()
    {
    }

    private protected sealed override Tensor JoinMasked(ReadOnlySpan<Tensor> inputs)
    {
        var (result, mask) = (inputs[0], inputs[0].Mask);
        foreach (var input in inputs[1..])
        {
            var next = input.Mask.IsDefault ? input : Ops.Where(Masks.Over(input.Mask, input.Rank), input, result);
            if (!mask.IsDefault) result = Ops.Where(Masks.Over(mask, result.Rank), result, next);
            mask = mask.IsDefault || input.Mask.IsDefault ? default : Masks.Any(mask, input.Mask);
            result = Join(result, next);
        }
        return result;
    }
}

/// <summary>
/// The sum of its inputs, element by element. Padding counts with the numbers it has, as in Keras 3: 0 after <see cref="Masking"/>.
/// </summary>
public sealed class Add : ElementMerge
{
    /// <inheritdoc/>
    protected override Tensor Join(Tensor joined, Tensor next) => joined + next;
}

/// <summary>
/// The first of its inputs less all others, element by element. Keras takes two. Padding counts with the numbers it has, as in Keras 3: 0
/// after
/// <see cref="Masking"/>.
/// </summary>
public sealed class Subtract : ElementMerge
{
    /// <inheritdoc/>
    protected override Tensor Join(Tensor joined, Tensor next) => joined - next;
}

/// <summary>
/// The product of its inputs, element by element. Padding counts as 1, and the result is 0 where all inputs are padding, as in Keras 3.
/// </summary>
public sealed class Multiply : ElementMerge
{
    /// <inheritdoc/>
    protected override Tensor Join(Tensor joined, Tensor next) => joined * next;

    private protected override Tensor JoinMasked(ReadOnlySpan<Tensor> inputs)
    {
        Tensor result = default;
        foreach (var input in inputs)
        {
            var factor = input.Mask.IsDefault ? input : Ops.Where(Masks.Over(input.Mask, input.Rank), input, 1);
            result = result.IsDefault ? factor : result * factor;
        }
        return Masks.Any(inputs) is { IsDefault: false } any ? Ops.Where(Masks.Over(any, result.Rank), result, 0) : result;
    }
}

/// <summary>
/// The mean of its inputs, element by element. Padding counts with the numbers it has, as in Keras 3: the mean is over all inputs.
/// </summary>
public sealed class Average : ElementMerge
{
    /// <inheritdoc/>
    protected override Tensor Join(Tensor joined, Tensor next) => joined + next;

    /// <inheritdoc/>
    protected override Tensor Finish(Tensor joined, int inputs) => joined / inputs;
}

/// <summary>The largest of its inputs, element by element. Padding is left out where another input is real, as in Keras 3.</summary>
public sealed class Maximum : ExtremeMerge
{
    /// <inheritdoc/>
    protected override Tensor Join(Tensor joined, Tensor next) => Ops.Maximum(joined, next);
}

/// <summary>The smallest of its inputs, element by element. Padding is left out where another input is real, as in Keras 3.</summary>
public sealed class Minimum : ExtremeMerge
{
    /// <inheritdoc/>
    protected override Tensor Join(Tensor joined, Tensor next) => Ops.Minimum(joined, next);
}
