namespace LatentSharp;

public static partial class Ops
{
    /// <summary>Repeats each place: (N, H, W, C) -> (N, H·height, W·width, C), or (N, W, C) -> (N, W·width, C).</summary>
    /// <exception cref="BadArgumentException">It has other axes, or a factor below 1.</exception>
    public static Tensor UpSample(Tensor x, Size2D size)
    {
        x = Operand.Floats(x, "upsample", "x");
        var shape = UpSampled(x.Shape, size);
        // A place is the sum over the block that it becomes, turned around.
        return PoolSpread(x, shape, PoolRules.Geometry("upsample", shape, size, size, Padding.Valid), mean: false);
    }

    /// <summary>
    /// Interpolates between places, with half-pixel centres and the edges repeated: (N, H, W, C) -> (N, H·height, W·width, C), or (N, W, C) -> (N, W·width, C).
    /// </summary>
    /// <exception cref="BadArgumentException">It has other axes, or a factor below 1.</exception>
    public static Tensor UpSampleBilinear(Tensor x, Size2D size)
    {
        x = Operand.Floats(x, "upsample bilinear", "x");
        UpSampled(x.Shape, size);
        if (x.Rank == 4) x = Interpolate(x, 1, size.Height);
        return Interpolate(x, x.Rank - 2, size.Width);
    }

    internal static Tensor Interpolate(Tensor x, int axis, int factor)
    {
        if (factor == 1) return x;
        var (size, inner) = (x.Shape[axis], x.Shape[(axis + 1)..].Count);
        var y = Tensor.Allocate(x.Shape.With(axis, size * factor));
        LinearAxis.Forward(x.AsSpan(), size, factor, inner, y.Floats);
        if (Recording.For(x) is { } recording) recording.Record<InterpolateNode>(y, x).Set(axis, factor, back: false);
        return y;
    }

    /// <summary>The reverse of <see cref="Interpolate"/>, which it is the derivative of.</summary>
    internal static Tensor InterpolateBack(Tensor dy, int axis, int factor)
    {
        var (size, inner) = (dy.Shape[axis] / factor, dy.Shape[(axis + 1)..].Count);
        var dx = Tensor.Zeros(dy.Shape.With(axis, size));
        LinearAxis.Back(dy.AsSpan(), size, factor, inner, dx.Floats);
        if (Recording.For(dy) is { } recording) recording.Record<InterpolateNode>(dx, dy).Set(axis, factor, back: true);
        return dx;
    }

    private static Shape UpSampled(Shape x, Size2D size)
    {
        if (x.Rank is not (3 or 4)) throw new BadArgumentException($"upsample: {x} is neither (N, width, channels) nor (N, height, width, channels).");
        if (size.Height < 1 || size.Width < 1) throw new BadArgumentException($"upsample: the factors are {size}; each must be 1 or more.");
        var wider = x.With(^2, x[^2] * size.Width);
        return x.Rank == 4 ? wider.With(1, x[1] * size.Height) : wider;
    }
}

internal sealed class InterpolateNode : Node
{
    private int axis, factor;
    private bool back;

    internal void Set(int axis, int factor, bool back) => (this.axis, this.factor, this.back) = (axis, factor, back);

    internal override void Backward() => BackwardRecorded();

    internal override void BackwardRecorded()
    {
        if (Wants(0)) Give(0, back ? Ops.Interpolate(Gradient, axis, factor) : Ops.InterpolateBack(Gradient, axis, factor));
    }
}
