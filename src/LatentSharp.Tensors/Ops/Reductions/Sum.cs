namespace LatentSharp;

public static partial class Ops
{
    /// <summary>The sum of all elements, as a tensor of rank 0; 0 for none.</summary>
    public static Tensor Sum(Tensor x)
    {
        x = Operand.Floats(x, "sum", "x");
        var y = Tensor.Allocate(Shape.Scalar);
        y.Floats[0] = Sums.Sum(x.AsSpan());
        if (Recording.For(x) is { } recording) recording.Record<SumNode>(y, x);
        return y;
    }

    /// <summary>The sum along one axis, which goes away or, with <paramref name="keepAxis"/>, stays with size 1.</summary>
    /// <exception cref="BadArgumentException">There is no such axis.</exception>
    public static Tensor Sum(Tensor x, Index axis, bool keepAxis = false)
    {
        x = Operand.Floats(x, "sum", "x");
        var shape = x.Shape;
        var at = AlongAxes.Of("sum", shape, axis);
        var length = shape[at];
        var outer = shape[..at].Count;
        var inner = shape[(at + 1)..].Count;
        var y = Tensor.Allocate(shape.With(at, 1));
        if (inner == 1)
        {
            Sums.Rows(x.AsSpan(), length, y.Floats);
        }
        else
        {
            for (var i = 0; i < outer; i++)
                ColumnSums.Sum(x.AsSpan().Slice(i * length * inner, length * inner), length, y.Floats.Slice(i * inner, inner));
        }
        if (Recording.For(x) is { } recording) recording.Record<SumNode>(y, x);
        return keepAxis ? y : Reshape(y, AlongAxes.Rest(shape, 1 << at, keep: false));
    }

    /// <summary>
    /// The sum along several axes, all when none is named; they go away or, with <paramref name="keepAxes"/>, stay with size 1.
    /// </summary>
    /// <exception cref="BadArgumentException">There is no such axis, or one is named twice.</exception>
    public static Tensor Sum(Tensor x, ReadOnlySpan<Index> axes, bool keepAxes = false) =>
        AlongAxes.Reduce("sum", x, axes, keepAxes, static three => Sum(three, 1));

    /// <summary>The mean of all elements, as a tensor of rank 0; NaN for none.</summary>
    public static Tensor Mean(Tensor x) => Sum(x) / x.Count;

    /// <summary>The mean along one axis; NaN of no numbers.</summary>
    /// <exception cref="BadArgumentException">There is no such axis.</exception>
    public static Tensor Mean(Tensor x, Index axis, bool keepAxis = false) => Sum(x, axis, keepAxis) / x.Shape[axis];

    /// <summary>
    /// The mean along several axes, all when none is named; they go away or, with <paramref name="keepAxes"/>, stay with size 1.
    /// </summary>
    /// <exception cref="BadArgumentException">There is no such axis, or one is named twice.</exception>
    public static Tensor Mean(Tensor x, ReadOnlySpan<Index> axes, bool keepAxes = false) =>
        AlongAxes.Reduce("mean", x, axes, keepAxes, static three => Mean(three, 1));

    /// <summary>Sums the axes that broadcasting from <paramref name="shape"/> would have repeated.</summary>
    internal static Tensor SumTo(Tensor x, Shape shape)
    {
        if (x.Shape == shape) return x;
        if (shape.Count == 1) return Reshape(Sum(x), shape);
        while (x.Rank > shape.Rank) x = Sum(x, 0);
        for (var axis = 0; axis < shape.Rank; axis++)
        {
            if (shape[axis] == 1 && x.Shape[axis] != 1) x = Sum(x, axis, keepAxis: true);
        }
        return x;
    }

}

/// <summary>Every element of the input receives the gradient of the sum that it went into.</summary>
internal sealed class SumNode : Node
{
    internal override void Backward() => BackwardRecorded();

    internal override void BackwardRecorded()
    {
        if (Wants(0)) Give(0, Ops.BroadcastTo(Gradient, Inputs[0].Shape));
    }
}
