namespace LatentSharp;

/// <summary>Puts the axes of each sample in another order: with (2, 1), (N, T, C) -> (N, C, T).</summary>
/// <param name="dims">Which axis of the input each axis of the result is, counted from 1; the batch axis stays.</param>
public sealed class Permute(params int[] dims) : Layer
{
    private readonly int[] order = [0, .. Checked(dims)];

    /// <summary>Which axis of the input each axis of the result is, counted from 1.</summary>
    public IReadOnlyList<int> Dims => order[1..];

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        if (input.Rank != order.Length)
            throw new BadArgumentException(
                $"Permute: input {input} has {input.Rank - 1} axes beside the batch; {order.Length - 1} are named.");
        var output = input;
        for (var i = 1; i < order.Length; i++) output = output.With(i, input[order[i]]);
        return output;
    }

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context)
    {
        OutputShape(input.Shape);
        return Ops.Permute(input, order);
    }

    private static int[] Checked(int[] dims)
    {
        Require.Given(dims, "Permute: dims");
        return dims.Order().SequenceEqual(Enumerable.Range(1, dims.Length)) && dims.Length > 0
            ? dims : throw new BadArgumentException(
                $"Permute: dims are {string.Join(", ", dims)}; they name each axis beside the batch once, from 1.");
    }
}
