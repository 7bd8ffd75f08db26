namespace LatentSharp;

public static partial class Ops
{
    /// <summary>Part of one axis, copied: elements <paramref name="start"/> to <paramref name="start"/> + <paramref name="length"/>.</summary>
    /// <exception cref="BadArgumentException">The part does not lie within the axis.</exception>
    public static Tensor Slice(Tensor x, Index axis, int start, int length)
    {
        var at = axis.GetOffset(x.Rank);
        if (start < 0 || length < 0 || start > x.Shape[at] - length)
            throw new BadArgumentException($"slice: {start} to {start + length} is outside axis {at} of {x.Shape}.");
        var y = Tensor.Allocate(x.Shape.With(at, length), x.DType);
        Blocks.Copy(x, x.Shape[at], start, y, length, 0, length, at);
        if (Recording.For(x) is { } recording)
        {
            var node = recording.Record<SliceNode>(y, x);
            (node.Axis, node.Start) = (at, start);
        }
        return y;
    }

    /// <summary>Divides an axis into parts of these sizes, which together are its size.</summary>
    /// <exception cref="BadArgumentException">The sizes do not add up.</exception>
    public static Tensor[] Split(Tensor x, Index axis, params ReadOnlySpan<int> sizes)
    {
        var (parts, start) = (new Tensor[sizes.Length], 0);
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = Slice(x, axis, start, sizes[i]);
            start += sizes[i];
        }
        return start == x.Shape[axis] ? parts : throw new BadArgumentException($"split: sizes of {start} in all do not fill axis {axis} of {x.Shape}.");
    }
}

/// <summary>Copies part of one axis of a tensor to a place on the same axis of another.</summary>
internal static class Blocks
{
    internal static void Copy(Tensor from, int fromSize, int fromStart, Tensor to, int toSize, int toStart, int length, int axis)
    {
        var shape = from.Shape;
        var inner = shape[(axis + 1)..].Count * from.DType.Size();
        var outer = shape[..axis].Count;
        var source = from.Bytes;
        var target = to.Bytes;
        for (var i = 0; i < outer; i++)
            source.Slice(((i * fromSize) + fromStart) * inner, length * inner).CopyTo(target[(((i * toSize) + toStart) * inner)..]);
    }
}

internal sealed class SliceNode : Node
{
    internal int Axis;
    internal int Start;

    internal override void Backward() => BackwardRecorded();

    internal override void BackwardRecorded()
    {
        if (!Wants(0)) return;
        var shape = Inputs[0].Shape;
        var length = Gradient.Shape[Axis];
        Give(0, Ops.Concatenate([Tensor.Zeros(shape.With(Axis, Start)), Gradient, Tensor.Zeros(shape.With(Axis, shape[Axis] - Start - length))], Axis));
    }
}
