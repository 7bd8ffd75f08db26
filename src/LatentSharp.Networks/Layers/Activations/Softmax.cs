namespace LatentSharp;

/// <summary>
/// exp(x) / Σ exp(x) along an axis: (N, …) -> the same shape. A mask that has the axis leaves padding out: its results are 0, and those of
/// a row of nothing but
/// padding all are, as in Keras 3. A mask of fewer axes, as of the steps (N, T) where the axis is that of the features, only passes on.
/// </summary>
/// <param name="axis">The axis, counted with the batch axis. Default the last.</param>
public sealed class Softmax(Index? axis = null) : Layer
{
    /// <summary>The axis, counted with the batch axis.</summary>
    public Index Axis { get; } = axis ?? ^1;

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        var at = Axis.GetOffset(input.Rank);
        return at > 0 && at < input.Rank
            ? input
            : throw new BadArgumentException($"Softmax: axis {Axis} is the batch or does not exist in {input}.");
    }

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context)
    {
        OutputShape(input.Shape);
        if (input.Mask.IsDefault || Axis.GetOffset(input.Rank) >= input.Mask.Rank) return Ops.Softmax(input, Axis);
        var real = Masks.Over(input.Mask, input.Rank);
        return Ops.Softmax(Ops.Where(real, input, float.MinValue), Axis) * real;
    }
}
