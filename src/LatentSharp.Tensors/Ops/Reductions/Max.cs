namespace LatentSharp;

public static partial class Ops
{
    /// <summary>
    /// The largest number along an axis, which goes away or, with <paramref name="keepAxis"/>, stays with size 1; NaN if there is one. The
    /// gradient is shared equally among those that are largest (PyTorch's <c>amax</c>).
    /// </summary>
    /// <exception cref="BadArgumentException">There is no such axis, or it has size 0.</exception>
    public static Tensor Max(Tensor x, Index axis, bool keepAxis = false) =>
        Extreme("max", Operand.Floats(x, "max", "x"), axis, keepAxis, largest: true);

    /// <summary>The largest number along several axes, by default all, as <see cref="Max(Tensor, Index, bool)"/>.</summary>
    /// <exception cref="BadArgumentException">There is no such axis, or it has size 0.</exception>
    public static Tensor Max(Tensor x, ReadOnlySpan<Index> axes = default, bool keepAxes = false)
    {
        AlongAxes.CheckChoice("max", x.Shape, axes, "largest");
        return AlongAxes.Reduce("max", x, axes, keepAxes, static three => Max(three, 1));
    }

    private static Tensor Extreme(string operation, Tensor x, Index axis, bool keepAxis, bool largest)
    {
        var shape = x.Shape;
        var at = AlongAxes.Of(operation, shape, axis);
        AlongAxes.CheckChoice(operation, shape, [at], largest ? "largest" : "smallest");
        var (outer, length, inner) = (shape[..at].Count, shape[at], shape[(at + 1)..].Count);
        var y = Tensor.Allocate(shape.With(at, 1));
        if (inner != 1)
        {
            for (var i = 0; i < outer; i++)
            {
                var from = x.AsSpan().Slice(i * length * inner, length * inner);
                var to = y.Floats.Slice(i * inner, inner);
                if (largest) Columns<MaximumOp>(from, to);
                else Columns<MinimumOp>(from, to);
            }
        }
        else if (largest) Extremes.MaxRows(x.AsSpan(), length, y.Floats);
        else Extremes.MinRows(x.AsSpan(), length, y.Floats);
        if (Recording.For(x) is { } recording) recording.Record<ExtremeNode>(y, x);
        return keepAxis ? y : Reshape(y, AlongAxes.Rest(shape, 1 << at, keep: false));
    }

    private static void Columns<TOp>(ReadOnlySpan<float> x, Span<float> y) where TOp : struct, IZip
    {
        x[..y.Length].CopyTo(y);
        for (var at = y.Length; at < x.Length; at += y.Length) Elementwise.Zip(default(TOp), y, x.Slice(at, y.Length), y);
    }
}

internal sealed class ExtremeNode : Node
{
    internal override void Backward() => BackwardRecorded();

    internal override void BackwardRecorded()
    {
        if (!Wants(0)) return;
        var (x, y) = (Inputs[0], Outputs[0]);
        var chosen = Ops.Equal(x, y);
        Give(0, chosen * (Gradient / Ops.SumTo(chosen, y.Shape)));
    }
}
