namespace LatentSharp;

/// <summary>Puts all axes but the batch into one: (N, H, W, C) -> (N, H·W·C).</summary>
public sealed class Flatten : Layer
{
    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        if (input.Rank == 0) throw new BadArgumentException("Flatten: a single number has no batch axis; it takes (N, …).");
        return [input[0], input[1..].IsKnown ? input[1..].Count : Shape.Any];
    }

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context) =>
        input.Reshape([input.Shape[0], input.Shape[1..].Count]);
}
