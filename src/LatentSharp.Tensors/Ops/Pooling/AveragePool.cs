namespace LatentSharp;

public static partial class Ops
{
    /// <summary>
    /// The mean of each window and channel over the places that lie on the input: (N, H, W, C) -> (N, H', W', C), or (N, W, C) -> (N, W',
    /// C) with the widths of the sizes.
    /// </summary>
    /// <param name="x">(N, H, W, C) or (N, W, C).</param>
    /// <param name="pool">The size of a window.</param>
    /// <param name="strides">How far windows are apart.</param>
    /// <param name="padding">Valid or same; what is padded does not count.</param>
    /// <exception cref="BadArgumentException">The sizes do not fit.</exception>
    public static Tensor AveragePool(Tensor x, Size2D pool, Size2D strides, Padding padding = Padding.Valid)
    {
        x = Operand.Floats(x, "average pool", "x");
        var geometry = PoolRules.Geometry("average pool", x.Shape, pool, strides, padding);
        return PoolSums(x, PoolRules.Output(x.Shape, geometry), geometry, mean: true);
    }

    internal static Tensor PoolSums(Tensor x, Shape shape, PoolGeometry geometry, bool mean)
    {
        var y = Tensor.Allocate(shape);
        SumPooling.Forward(geometry, mean, x.AsSpan(), y.Floats);
        if (Recording.For(x) is { } recording) recording.Record<SumPoolNode>(y, x).Set(geometry, mean, spreads: false);
        return y;
    }

    /// <summary>The reverse: each window's number, or its share, is added to the places of the window.</summary>
    internal static Tensor PoolSpread(Tensor x, Shape shape, PoolGeometry geometry, bool mean)
    {
        var y = Tensor.Zeros(shape);
        SumPooling.Spread(geometry, mean, x.AsSpan(), y.Floats);
        if (Recording.For(x) is { } recording) recording.Record<SumPoolNode>(y, x).Set(geometry, mean, spreads: true);
        return y;
    }
}

/// <summary>Adding and spreading are each other's derivative.</summary>
internal sealed class SumPoolNode : Node
{
    private PoolGeometry geometry;
    private bool mean, spreads;

    internal void Set(PoolGeometry geometry, bool mean, bool spreads) =>
        (this.geometry, this.mean, this.spreads) = (geometry, mean, spreads);

    internal override void Backward()
    {
        if (spreads)
        {
            BackwardRecorded();
            return;
        }
        if (!Wants(0)) return;
        var dx = Destination(0, out var accumulate);
        if (!accumulate) dx.Clear();
        SumPooling.Spread(geometry, mean, Gradient.AsSpan(), dx);
    }

    internal override void BackwardRecorded()
    {
        if (!Wants(0)) return;
        var shape = Inputs[0].Shape;
        Give(0, spreads ? Ops.PoolSums(Gradient, shape, geometry, mean) : Ops.PoolSpread(Gradient, shape, geometry, mean));
    }
}
