namespace LatentSharp;

public static partial class Ops
{
    /// <summary>Tensors one after the other along an axis; all other sizes and the element types are equal.</summary>
    /// <exception cref="BadArgumentException">There is none, or they do not fit.</exception>
    public static Tensor Concatenate(ReadOnlySpan<Tensor> parts, Index axis)
    {
        if (parts.IsEmpty) throw new BadArgumentException("concatenate: there are no tensors; it needs one or more.");
        var first = parts[0].Shape;
        var at = axis.GetOffset(first.Rank);
        var size = 0;
        foreach (var part in parts)
        {
            if (part.Rank != first.Rank || part.Shape.With(at, 0) != first.With(at, 0) || part.DType != parts[0].DType)
                throw new BadArgumentException(
                    $"concatenate: {part.DType} {part.Shape} does not fit {parts[0].DType} {first}; sizes may differ in axis {at} only.");
            size += part.Shape[at];
        }
        var y = Tensor.Allocate(first.With(at, size), parts[0].DType);
        var start = 0;
        foreach (var part in parts)
        {
            Blocks.Copy(part, part.Shape[at], 0, y, size, start, part.Shape[at], at);
            start += part.Shape[at];
        }
        if (Recording.For(parts) is { } recording) recording.Record<ConcatenateNode>(y, parts).Axis = at;
        return y;
    }
}

internal sealed class ConcatenateNode : Node
{
    internal int Axis;

    internal override void Backward() => BackwardRecorded();

    internal override void BackwardRecorded()
    {
        var start = 0;
        for (var i = 0; i < Inputs.Length; i++)
        {
            var length = Inputs[i].Shape[Axis];
            if (Wants(i)) Give(i, Ops.Slice(Gradient, Axis, start, length));
            start += length;
        }
    }
}
