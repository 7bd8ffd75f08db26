namespace LatentSharp;

/// <summary>Puts its inputs one after the other along an axis; all other axes agree: (N, A), (N, B) -> (N, A + B).</summary>
/// <param name="axis">The axis, counted with the batch axis. Default the last.</param>
public sealed class Concatenate(Index? axis = null) : MergeLayer
{
    /// <summary>The axis, counted with the batch axis.</summary>
    public Index Axis { get; } = axis ?? ^1;

    /// <inheritdoc/>
    public override Shape OutputShape(ReadOnlySpan<Shape> inputs)
    {
        var first = inputs[0];
        var at = Axis.GetOffset(first.Rank);
        if (at <= 0 || at >= first.Rank) throw new BadArgumentException($"Concatenate: axis {Axis} is the batch or does not exist in {first}.");
        var size = 0;
        foreach (var input in inputs)
        {
            if (input.Rank != first.Rank || input.With(at, 1).With(0, 1) != first.With(at, 1).With(0, 1))
                throw new BadArgumentException($"Concatenate: {first} and {input} do not fit; they may differ along axis {at} only.");
            size += input[at];
        }
        return first.With(at, size);
    }

    /// <inheritdoc/>
    protected internal override Tensor Forward(ReadOnlySpan<Tensor> inputs, in CallContext context) => Ops.Concatenate(inputs, Axis);
}
