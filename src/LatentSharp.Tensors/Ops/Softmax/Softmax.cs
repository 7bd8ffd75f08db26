namespace LatentSharp;

public static partial class Ops
{
    /// <summary>
    /// exp(x) / Σ exp(x) along the last axis, in one kernel: (…, C) -> (…, C), each row of sum 1; NaN in a row of -∞ alone, or with a +∞.
    /// </summary>
    /// <exception cref="BadArgumentException">It has no axis.</exception>
    public static Tensor Softmax(Tensor x)
    {
        x = Operand.Floats(x, "softmax", "x");
        var y = Tensor.Allocate(x.Shape);
        SoftmaxRows.Forward(x.AsSpan(), LastAxis("softmax", x.Shape), y.Floats);
        if (Recording.For(x) is { } recording) recording.Record<SoftmaxNode>(y, x);
        return y;
    }

    /// <summary>exp(x) / Σ exp(x) along any axis.</summary>
    /// <exception cref="BadArgumentException">There is no such axis.</exception>
    public static Tensor Softmax(Tensor x, Index axis)
    {
        var (at, last) = (AlongAxes.Of("softmax", x.Shape, axis), x.Rank - 1);
        return MoveAxis(Softmax(MoveAxis(x, at, last)), last, at);
    }

    private static int LastAxis(string operation, Shape shape) =>
        shape.Rank > 0 ? shape[^1] : throw new BadArgumentException($"{operation}: a single number has no last axis; the input is (…, C).");
}

/// <summary>dx = y · (dy - Σ dy·y)</summary>
internal sealed class SoftmaxNode : Node
{
    internal override void Backward()
    {
        if (!Wants(0)) return;
        var dx = Destination(0, out var accumulate);
        SoftmaxRows.Backward(Outputs[0].AsSpan(), Gradient.AsSpan(), Outputs[0].Shape[^1], dx, accumulate);
    }

    internal override void BackwardRecorded()
    {
        if (!Wants(0)) return;
        var (y, dy) = (Outputs[0], Gradient);
        Give(0, y * (dy - Ops.Sum(dy * y, ^1, keepAxis: true)));
    }
}
