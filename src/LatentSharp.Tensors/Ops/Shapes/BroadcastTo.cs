namespace LatentSharp;

public static partial class Ops
{
    /// <summary>Repeats axes of size 1, and puts axes in front, until the shape is reached; elements of any type.</summary>
    /// <exception cref="BadArgumentException">An axis has neither size 1 nor that of the target.</exception>
    public static Tensor BroadcastTo(Tensor x, Shape shape)
    {
        if (x.Shape == shape) return x;
        if (BroadcastRules.Common("broadcast", x.Shape, shape) != shape)
            throw new BadArgumentException($"broadcast: {x.Shape} does not repeat to {shape}.");
        var y = Tensor.Allocate(shape, x.DType);
        BroadcastRules.Repeat(x, y);
        if (Recording.For(x) is { } recording) recording.Record<BroadcastToNode>(y, x);
        return y;
    }
}

internal sealed class BroadcastToNode : Node
{
    internal override void Backward() => BackwardRecorded();

    internal override void BackwardRecorded()
    {
        if (Wants(0)) Give(0, Ops.SumTo(Gradient, Inputs[0].Shape));
    }
}
