namespace LatentSharp;

public static partial class Ops
{
    /// <summary>Exchanges the axes of a matrix: (rows, columns) -> (columns, rows).</summary>
    /// <exception cref="BadArgumentException">It has not two axes.</exception>
    public static Tensor Transpose(Tensor x)
    {
        if (x.Rank != 2) throw new BadArgumentException($"transpose: {x.Shape} is not a matrix; it needs two axes.");
        var (rows, columns) = (x.Shape[0], x.Shape[1]);
        var y = Tensor.Allocate([columns, rows]);
        var from = x.AsSpan();
        var to = y.Floats;
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++) to[(column * rows) + row] = from[(row * columns) + column];
        }
        if (Recording.For(x) is { } recording) recording.Record<TransposeNode>(y, x);
        return y;
    }
}

internal sealed class TransposeNode : Node
{
    internal override void Backward() => BackwardRecorded();

    internal override void BackwardRecorded()
    {
        if (Wants(0)) Give(0, Ops.Transpose(Gradient));
    }
}
