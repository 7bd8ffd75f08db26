namespace LatentSharp;

/// <summary>Repeats a vector as the steps of a sequence: (N, C) -> (N, n, C).</summary>
/// <param name="n">How many steps, 1 or more.</param>
public sealed class RepeatVector(int n) : Layer
{
    /// <summary>How many steps.</summary>
    public int N { get; } = Require.Positive(n, "RepeatVector: n");

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) =>
        input.Rank == 2 ? [input[0], N, input[1]] : throw new BadArgumentException($"RepeatVector: input {input} is not (N, features).");

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context) =>
        Ops.BroadcastTo(Ops.Reshape(input, [input.Shape[0], 1, input.Shape[^1]]), OutputShape(input.Shape));
}
