namespace LatentSharp;

public static partial class Ops
{
    /// <summary>The same elements with the order along one axis reversed.</summary>
    /// <exception cref="BadArgumentException">There is no such axis.</exception>
    public static Tensor Flip(Tensor x, Index axis)
    {
        var at = axis.GetOffset(x.Rank);
        var size = x.Shape[at];
        var y = Tensor.Allocate(x.Shape, x.DType);
        var inner = x.Shape[(at + 1)..].Count * x.DType.Size();
        var outer = x.Shape[..at].Count;
        var source = x.Bytes;
        var target = y.Bytes;
        for (var i = 0; i < outer; i++)
        {
            for (var j = 0; j < size; j++)
                source.Slice(((i * size) + j) * inner, inner).CopyTo(target[(((i * size) + size - 1 - j) * inner)..]);
        }
        if (Recording.For(x) is { } recording) recording.Record<FlipNode>(y, x).Axis = at;
        return y;
    }
}

internal sealed class FlipNode : Node
{
    internal int Axis;

    internal override void Backward()
    {
        if (Wants(0)) Give(0, Ops.Flip(Gradient, Axis), owned: true);
    }

    internal override void BackwardRecorded()
    {
        if (Wants(0)) Give(0, Ops.Flip(Gradient, Axis));
    }
}
