namespace LatentSharp;

/// <summary>
/// Puts its inputs one after the other along an axis; all other axes agree: (N, A), (N, B) -> (N, A + B). Masks follow, as in Keras 3:
/// along the features a step
/// is real when it is in any input, along the steps the masks stand one after the other, and all of an input without a mask is real.
/// Numbers are not changed.
/// </summary>
/// <param name="axis">The axis, counted with the batch axis. Default the last.</param>
public sealed class Concatenate(Index? axis = null) : MultiTensorLayer
{
    /// <summary>The axis, counted with the batch axis.</summary>
    public Index Axis { get; } = axis ?? ^1;

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    public override Shape[] OutputShapes(ReadOnlySpan<Shape> inputs)
    {
        var first = inputs[0];
        var at = Axis.GetOffset(first.Rank);
        if (at <= 0 || at >= first.Rank)
            throw new BadArgumentException($"Concatenate: axis {Axis} is the batch or does not exist in {first}.");
        var size = 0;
        foreach (var input in inputs)
        {
            if (input.Rank != first.Rank || input.With(at, 1).With(0, 1) != first.With(at, 1).With(0, 1))
                throw new BadArgumentException($"Concatenate: {first} and {input} do not fit; they may differ along axis {at} only.");
            if (size != Shape.Any) size = input[at] == Shape.Any ? Shape.Any : size + input[at];
        }
        return [first.With(at, size)];
    }

    /// <inheritdoc/>
    protected internal override void Forward(ReadOnlySpan<Tensor> inputs, Span<Tensor> results, in CallContext context) =>
        results[0] = Ops.Concatenate(inputs, Axis);

    /// <summary>The masks of all inputs, joined.</summary>
    protected internal override Tensor OutputMask(ReadOnlySpan<Tensor> inputs)
    {
        var rank = 0;
        foreach (var input in inputs) rank = Math.Max(rank, input.Mask.IsDefault ? 0 : input.Mask.Rank);
        if (rank == 0) return default;
        var at = Axis.GetOffset(inputs[0].Rank);
        if (at >= rank) return Masks.Any(inputs);
        var masks = new Tensor[inputs.Length];
        for (var i = 0; i < masks.Length; i++)
        {
            var (mask, shape) = (inputs[i].Mask, inputs[i].Shape[..rank]);
            masks[i] = mask.IsDefault ? Tensor.Ones(shape) : Ops.BroadcastTo(Masks.Over(mask, rank), shape);
        }
        return Ops.Concatenate(masks, at);
    }
}
