namespace LatentSharp;

/// <summary>
/// exp(x) / Σ exp(x) along an axis: (N, …) -> the same shape. A mask that names each number leaves those of padding out.
/// </summary>
/// <param name="axis">The axis, counted with the batch axis. Default the last.</param>
public sealed class Softmax(Index? axis = null) : Layer
{
    /// <summary>What is taken off padding, as in Keras.</summary>
    private const float Large = 1e9f;

    /// <summary>The axis, counted with the batch axis.</summary>
    public Index Axis { get; } = axis ?? ^1;

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        var at = Axis.GetOffset(input.Rank);
        return at > 0 && at < input.Rank ? input : throw new BadArgumentException($"Softmax: axis {Axis} is the batch or does not exist in {input}.");
    }

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context)
    {
        OutputShape(input.Shape);
        var hidden = !input.Mask.IsDefault && input.Mask.Shape == input.Shape;
        return Ops.Softmax(hidden ? input - ((1 - input.Mask) * Large) : input, Axis);
    }
}
