namespace LatentSharp;

public static partial class Ops
{
    /// <summary>
    /// The largest number along an axis, which goes away or, with <paramref name="keepAxis"/>, stays with size 1; NaN if there is one. The
    /// gradient is shared equally among those that are largest.
    /// </summary>
    /// <exception cref="BadArgumentException">The axis has size 0.</exception>
    public static Tensor Max(Tensor x, Index axis, bool keepAxis = false)
    {
        var shape = x.Shape;
        var at = axis.GetOffset(shape.Rank);
        var (outer, length, inner) = (shape[..at].Count, shape[at], shape[(at + 1)..].Count);
        if (length == 0) throw new BadArgumentException($"max: axis {at} of {shape} is empty; the largest of no numbers does not exist.");
        var y = Tensor.Allocate(shape.With(at, 1));
        if (inner == 1) Extremes.MaxRows(x.AsSpan(), length, y.Floats);
        else
        {
            for (var i = 0; i < outer; i++) Columns(x.AsSpan().Slice(i * length * inner, length * inner), y.Floats.Slice(i * inner, inner));
        }
        if (Recording.For(x) is { } recording) recording.Record<MaxNode>(y, x);
        return keepAxis ? y : Reshape(y, Without(shape, at));
    }

    private static void Columns(ReadOnlySpan<float> x, Span<float> y)
    {
        x[..y.Length].CopyTo(y);
        for (var at = y.Length; at < x.Length; at += y.Length) Elementwise.Zip(default(MaximumOp), y, x.Slice(at, y.Length), y);
    }
}

internal sealed class MaxNode : Node
{
    internal override void Backward() => BackwardRecorded();

    internal override void BackwardRecorded()
    {
        if (!Wants(0)) return;
        var (x, y) = (Inputs[0], Outputs[0]);
        var largest = Ops.Equal(x, y);
        Give(0, largest * (Gradient / Ops.SumTo(largest, y.Shape)));
    }
}
