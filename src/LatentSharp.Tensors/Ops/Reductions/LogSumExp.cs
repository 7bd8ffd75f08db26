namespace LatentSharp;

public static partial class Ops
{
    /// <summary>log Σ exp(x) along an axis, as <see cref="LogSumExp(Tensor, ReadOnlySpan{Index}, bool)"/>.</summary>
    /// <exception cref="BadArgumentException">There is no such axis.</exception>
    public static Tensor LogSumExp(Tensor x, Index axis, bool keepAxis = false) => LogSumExp(x, [axis], keepAxis);

    /// <summary>
    /// log Σ exp(x) along several axes, by default all, without overflow: m + log Σ exp(x - m) with the largest m. The gradient is the
    /// softmax. Where all are -∞, and of no numbers, it is -∞ and the gradient 0; with a +∞ it is +∞ and the gradient there NaN.
    /// </summary>
    /// <exception cref="BadArgumentException">There is no such axis.</exception>
    public static Tensor LogSumExp(Tensor x, ReadOnlySpan<Index> axes = default, bool keepAxes = false) =>
        AlongAxes.Reduce("log sum exp", x, axes, keepAxes, LogSumExpOfMiddle);

    private static Tensor LogSumExpOfMiddle(Tensor x)
    {
        if (x.Shape[1] == 0) return Tensor.Full(x.Shape.With(1, 1), float.NegativeInfinity);
        var constant = StopGradient(x);
        var largest = Max(constant, 1, keepAxis: true);
        var shift = Where(Less(Abs(largest), float.PositiveInfinity), largest, 0);
        var y = Log(Sum(Exp(constant - shift), 1, keepAxis: true)) + shift;
        if (Recording.For(x) is { } recording) recording.Record<LogSumExpNode>(y, x);
        return y;
    }
}

/// <summary>dx = dy · exp(x - y)</summary>
internal sealed class LogSumExpNode : Node
{
    internal override void Backward() => BackwardRecorded();

    internal override void BackwardRecorded()
    {
        if (!Wants(0)) return;
        var y = Outputs[0];
        var finite = Ops.Where(Ops.Equal(y, float.NegativeInfinity), 0, y);
        Give(0, Gradient * Ops.Exp(Inputs[0] - finite));
    }
}
