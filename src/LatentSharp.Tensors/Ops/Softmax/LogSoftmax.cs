namespace LatentSharp;

public static partial class Ops
{
    /// <summary>
    /// x - log Σ exp(x) along the last axis, in one kernel: the logarithm of <see cref="Softmax(Tensor)"/>, exact where that is 0; NaN in a
    /// row of -∞ alone, or with a +∞.
    /// </summary>
    /// <exception cref="BadArgumentException">It has no axis.</exception>
    public static Tensor LogSoftmax(Tensor x)
    {
        x = Operand.Floats(x, "log softmax", "x");
        var y = Tensor.Allocate(x.Shape);
        SoftmaxRows.LogForward(x.AsSpan(), LastAxis("log softmax", x.Shape), y.Floats);
        if (Recording.For(x) is { } recording) recording.Record<LogSoftmaxNode>(y, x);
        return y;
    }
}

/// <summary>dx = dy - exp(y) · Σ dy</summary>
internal sealed class LogSoftmaxNode : Node
{
    internal override void Backward()
    {
        if (!Wants(0)) return;
        var dx = Destination(0, out var accumulate);
        SoftmaxRows.LogBackward(Outputs[0].AsSpan(), Gradient.AsSpan(), Outputs[0].Shape[^1], dx, accumulate);
    }

    internal override void BackwardRecorded()
    {
        if (Wants(0)) Give(0, Gradient - (Ops.Exp(Outputs[0]) * Ops.Sum(Gradient, ^1, keepAxis: true)));
    }
}
