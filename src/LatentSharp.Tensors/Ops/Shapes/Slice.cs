namespace LatentSharp;

public static partial class Ops
{
    /// <summary>
    /// Part of one axis, copied: elements <paramref name="start"/> to <paramref name="start"/> + <paramref name="length"/>.
    /// </summary>
    /// <exception cref="BadArgumentException">The part does not lie within the axis.</exception>
    public static Tensor Slice(Tensor x, Index axis, int start, int length)
    {
        var at = AlongAxes.Of("slice", x.Shape, axis);
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

    /// <summary>
    /// Every so many elements of part of an axis: <c>Slice(x, 1, 2.., 3)</c> has those at 2, 5, 8 and so on, <c>Slice(x, 0, .., -1)</c> all
    /// from the last to the first.
    /// </summary>
    /// <param name="x">Elements of any type.</param>
    /// <param name="axis">Along which axis.</param>
    /// <param name="range">Which part of it: from a first place to before a last, counted from the end with <c>^</c>.</param>
    /// <param name="step">From one to the next: from the first of the part on, or, when it is negative, from its last back. Not 0.</param>
    /// <exception cref="BadArgumentException">The part does not lie within the axis, or the step is 0.</exception>
    public static Tensor Slice(Tensor x, Index axis, Range range, int step = 1)
    {
        var at = AlongAxes.Of("slice", x.Shape, axis);
        var size = x.Shape[at];
        var (start, stop) = (range.Start.GetOffset(size), range.End.GetOffset(size));
        if (start < 0 || stop < start || stop > size)
            throw new BadArgumentException($"slice: {range} is outside axis {at} of {x.Shape}, or ends before it begins.");
        if (step == 0) throw new BadArgumentException("slice: the step is 0; it is 1 or more, or -1 or less to go back.");
        if (step == 1) return Slice(x, at, start, stop - start);
        var rows = Tensor.Allocate((int)((stop - start + Math.Abs((long)step) - 1) / Math.Abs((long)step)), DType.Int32);
        var places = rows.MutableSpan<int>();
        for (var i = 0; i < places.Length; i++) places[i] = step > 0 ? start + (i * step) : stop - 1 + (i * step);
        return Take(x, at, places);
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
        return start == x.Shape[axis]
            ? parts
            : throw new BadArgumentException($"split: sizes of {start} in all do not fill axis {axis} of {x.Shape}.");
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
        Give(
            0,
            Ops.Concatenate(
                [Tensor.Zeros(shape.With(Axis, Start)), Gradient, Tensor.Zeros(shape.With(Axis, shape[Axis] - Start - length))], Axis));
    }
}
