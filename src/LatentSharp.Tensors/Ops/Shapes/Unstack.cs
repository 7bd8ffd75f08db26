namespace LatentSharp;

public static partial class Ops
{
    /// <summary>The tensors of which an axis consists, without that axis: (N, T, F) along axis 1 -> T times (N, F).</summary>
    /// <exception cref="BadArgumentException">There is no such axis.</exception>
    public static Tensor[] Unstack(Tensor x, Index axis)
    {
        var parts = new Tensor[x.Shape[axis]];
        Unstack(x, axis, parts);
        return parts;
    }

    /// <summary>Tensors of one shape along a new axis: T times (N, F) along axis 1 -> (N, T, F).</summary>
    /// <exception cref="BadArgumentException">There is none, or the shapes differ.</exception>
    public static Tensor Stack(ReadOnlySpan<Tensor> parts, int axis)
    {
        if (parts.IsEmpty) throw new BadArgumentException("stack: there are no tensors; it needs one or more.");
        var shape = Inserted(parts[0].Shape, axis, parts.Length);
        var y = Tensor.Allocate(shape, parts[0].DType);
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i].Shape != parts[0].Shape || parts[i].DType != parts[0].DType)
                throw new BadArgumentException(
                    $"stack: {parts[i].DType} {parts[i].Shape} does not fit {parts[0].DType} {parts[0].Shape}; all are alike.");
            Blocks.Copy(parts[i].View(shape.With(axis, 1)), 1, 0, y, parts.Length, i, 1, axis);
        }
        if (Recording.For(parts) is { } recording) recording.Record<StackNode>(y, parts).Axis = axis;
        return y;
    }

    internal static void Unstack(Tensor x, Index axis, Span<Tensor> parts)
    {
        var at = axis.GetOffset(x.Rank);
        var shape = x.Shape.With(at, 1);
        var smaller = Removed(x.Shape, at);
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = Tensor.Allocate(smaller, x.DType);
            Blocks.Copy(x, x.Shape[at], i, parts[i].View(shape), 1, 0, 1, at);
        }
        if (Recording.For(x) is { } recording) recording.RecordAll<UnstackNode>(parts, [x]).Axis = at;
    }

    private static Shape Removed(Shape shape, int axis)
    {
        Span<int> sizes = stackalloc int[shape.Rank - 1];
        for (var i = 0; i < sizes.Length; i++) sizes[i] = shape[i < axis ? i : i + 1];
        return new Shape(sizes);
    }

    private static Shape Inserted(Shape shape, int axis, int size)
    {
        if (axis < 0 || axis > shape.Rank) throw new BadArgumentException($"stack: {shape} has no place for a new axis {axis}.");
        Span<int> sizes = stackalloc int[shape.Rank + 1];
        for (var i = 0; i < sizes.Length; i++) sizes[i] = i == axis ? size : shape[i < axis ? i : i - 1];
        return new Shape(sizes);
    }
}

internal sealed class UnstackNode : Node
{
    internal int Axis;

    internal override void Backward() => BackwardRecorded();

    internal override void BackwardRecorded()
    {
        if (!Wants(0)) return;
        for (var i = 0; i < Gradients.Length; i++)
        {
            if (Gradients[i].IsDefault) Gradients[i] = Tensor.Zeros(Outputs[i].Shape);
        }
        Give(0, Ops.Stack(Gradients, Axis));
    }
}

internal sealed class StackNode : Node
{
    internal int Axis;

    internal override void Backward() => BackwardRecorded();

    internal override void BackwardRecorded()
    {
        for (var i = 0; i < Inputs.Length; i++)
        {
            if (Wants(i)) Give(i, Ops.Reshape(Ops.Slice(Gradient, Axis, i, 1), Inputs[i].Shape));
        }
    }
}
