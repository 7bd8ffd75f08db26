namespace LatentSharp;

public static partial class Ops
{
    /// <summary>
    /// Running sums along an axis: y_i = Σ x_j over j ≤ i, in the order of the axis, each kept in double precision until it is stored.
    /// </summary>
    /// <param name="x">Numbers, of any shape with an axis.</param>
    /// <param name="axis">Along which axis.</param>
    /// <param name="exclusive">Whether y_i leaves x_i itself out, so that the first is 0. Default false.</param>
    /// <param name="reverse">Whether sums run from the last to the first: over j ≥ i. Default false.</param>
    /// <exception cref="BadArgumentException">There is no such axis.</exception>
    public static Tensor CumSum(Tensor x, Index axis, bool exclusive = false, bool reverse = false)
    {
        x = Operand.Floats(x, "cumsum", "x");
        var at = AlongAxes.Of("cumsum", x.Shape, axis);
        var y = Tensor.Allocate(x.Shape);
        RunningSums.Run(x.AsSpan(), x.Shape[at], x.Shape[(at + 1)..].Count, y.Floats, exclusive, reverse);
        if (Recording.For(x) is { } recording) recording.Record<CumSumNode>(y, x).Set(at, exclusive, reverse);
        return y;
    }
}

/// <summary>Running sums of the gradient, the other way round.</summary>
internal sealed class CumSumNode : Node
{
    private int axis;
    private bool exclusive, reverse;

    internal void Set(int along, bool leavesOut, bool runsBack) => (axis, exclusive, reverse) = (along, leavesOut, runsBack);

    internal override void Backward() => BackwardRecorded();

    internal override void BackwardRecorded()
    {
        if (Wants(0)) Give(0, Ops.CumSum(Gradient, axis, exclusive, !reverse));
    }
}
