namespace LatentSharp;

public static partial class Ops
{
    /// <summary>
    /// The largest number of each window and channel: (N, H, W, C) -> (N, H', W', C), or (N, W, C) -> (N, W', C) with the widths of the
    /// sizes. The gradient flows to the first of those that are largest.
    /// </summary>
    /// <param name="x">(N, H, W, C) or (N, W, C).</param>
    /// <param name="pool">The size of a window.</param>
    /// <param name="strides">How far windows are apart.</param>
    /// <param name="padding">Valid or same; what is padded counts for nothing.</param>
    /// <exception cref="BadArgumentException">The sizes do not fit.</exception>
    public static Tensor MaxPool(Tensor x, Size2D pool, Size2D strides, Padding padding = Padding.Valid)
    {
        x = Operand.Floats(x, "max pool", "x");
        var geometry = PoolRules.Geometry("max pool", x.Shape, pool, strides, padding);
        var y = Tensor.Allocate(PoolRules.Output(x.Shape, geometry));
        MaxPooling.Forward(geometry, x.AsSpan(), y.Floats);
        if (Recording.For(x) is { } recording) recording.Record<MaxPoolNode>(y, x).Geometry = geometry;
        return y;
    }

    /// <summary>Puts numbers of windows where the windows' largest numbers of x are.</summary>
    internal static Tensor MaxPoolScatter(Tensor x, Tensor y, Tensor values, PoolGeometry geometry)
    {
        var dx = Tensor.Allocate(x.Shape);
        MaxPooling.Scatter(geometry, x.AsSpan(), y.AsSpan(), values.AsSpan(), dx.Floats, accumulate: false);
        if (Recording.For(values) is { } recording) recording.Record<MaxPoolMoveNode>(dx, values).Set(x, y, geometry, gathers: false);
        return dx;
    }

    /// <summary>Takes numbers from where the windows' largest numbers of x are.</summary>
    internal static Tensor MaxPoolGather(Tensor x, Tensor y, Tensor values, PoolGeometry geometry)
    {
        var z = Tensor.Allocate(y.Shape);
        MaxPooling.Gather(geometry, x.AsSpan(), y.AsSpan(), values.AsSpan(), z.Floats);
        if (Recording.For(values) is { } recording) recording.Record<MaxPoolMoveNode>(z, values).Set(x, y, geometry, gathers: true);
        return z;
    }
}

internal sealed class MaxPoolNode : Node
{
    internal PoolGeometry Geometry;

    internal override void Backward()
    {
        if (!Wants(0)) return;
        var dx = Destination(0, out var accumulate);
        MaxPooling.Scatter(Geometry, Inputs[0].AsSpan(), Outputs[0].AsSpan(), Gradient.AsSpan(), dx, accumulate);
    }

    internal override void BackwardRecorded()
    {
        if (Wants(0)) Give(0, Ops.MaxPoolScatter(Inputs[0], Outputs[0], Gradient, Geometry));
    }
}

/// <summary>Scattering and gathering are each other's derivative.</summary>
internal sealed class MaxPoolMoveNode : Node
{
    private Tensor x, y;
    private PoolGeometry geometry;
    private bool gathers;

    internal void Set(Tensor x, Tensor y, PoolGeometry geometry, bool gathers) =>
        (this.x, this.y, this.geometry, this.gathers) = (x, y, geometry, gathers);

    internal override void Backward() => BackwardRecorded();

    internal override void BackwardRecorded()
    {
        if (Wants(0)) Give(0, gathers ? Ops.MaxPoolScatter(x, y, Gradient, geometry) : Ops.MaxPoolGather(x, y, Gradient, geometry));
    }
}
