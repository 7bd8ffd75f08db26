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
    /// Interpolates between places, with half-pixel centres and the edges repeated: (N, H, W, C) -> (N, H·height, W·width, C), or (N, W, C)
    /// -> (N, W·width, C).
    /// </summary>
    /// <exception cref="BadArgumentException">It has other axes, or a factor below 1.</exception>
    public static Tensor UpSampleBilinear(Tensor x, Size2D size)
    {
        x = Operand.Floats(x, "upsample bilinear", "x");
        UpSampled(x.Shape, size);
        return x.Rank == 4
            ? Interpolate(x, new Size2D(x.Shape[1] * size.Height, x.Shape[2] * size.Width))
            : Interpolate(x, 1, x.Shape[1] * size.Width);
    }

    /// <summary>Brings images (N, H, W, C) to a size, first between their rows, then between their columns.</summary>
    internal static Tensor Interpolate(Tensor x, Size2D size)
    {
        var (height, width, channels) = (x.Shape[1], x.Shape[2], x.Shape[3]);
        if (height == size.Height || width == size.Width) return Interpolate(Interpolate(x, 1, size.Height), 2, size.Width);
        var y = Tensor.Allocate([x.Shape[0], size.Height, size.Width, channels]);
        LinearPlane.Forward(x.AsSpan(), (height, width), (size.Height, size.Width), channels, y.Floats);
        if (Recording.For(x) is { } recording) recording.Record<InterpolatePlaneNode>(y, x).Set((height, width), size, back: false);
        return y;
    }

    /// <summary>The reverse of the interpolation of images of a size, of which both axes changed.</summary>
    internal static Tensor InterpolateBack(Tensor dy, Size2D size)
    {
        var (height, width, channels) = (dy.Shape[1], dy.Shape[2], dy.Shape[3]);
        var dx = Tensor.Allocate([dy.Shape[0], size.Height, size.Width, channels]);
        LinearPlane.Back(dy.AsSpan(), (size.Height, size.Width), (height, width), channels, dx.Floats);
        if (Recording.For(dy) is { } recording) recording.Record<InterpolatePlaneNode>(dx, dy).Set(size, (height, width), back: true);
        return dx;
    }

    /// <summary>Brings one axis to a number of results between its places, with half-pixel centres and the edges repeated.</summary>
    internal static Tensor Interpolate(Tensor x, int axis, int results)
    {
        if (x.Shape[axis] == results) return x;
        var (size, inner) = (x.Shape[axis], x.Shape[(axis + 1)..].Count);
        var y = Tensor.Allocate(x.Shape.With(axis, results));
        LinearAxis.Forward(x.AsSpan(), size, results, inner, y.Floats);
        if (Recording.For(x) is { } recording) recording.Record<InterpolateNode>(y, x).Set(axis, size, results, back: false);
        return y;
    }

    /// <summary>The reverse of the interpolation of an axis, which it is the derivative of.</summary>
    internal static Tensor InterpolateBack(Tensor dy, int axis, int size)
    {
        var (results, inner) = (dy.Shape[axis], dy.Shape[(axis + 1)..].Count);
        var dx = Tensor.Zeros(dy.Shape.With(axis, size));
        LinearAxis.Back(dy.AsSpan(), size, results, inner, dx.Floats);
        if (Recording.For(dy) is { } recording) recording.Record<InterpolateNode>(dx, dy).Set(axis, size, results, back: true);
        return dx;
    }

    private static Shape UpSampled(Shape x, Size2D size)
    {
        if (x.Rank is not (3 or 4))
            throw new BadArgumentException($"upsample: {x} is neither (N, width, channels) nor (N, height, width, channels).");
        if (size.Height < 1 || size.Width < 1) throw new BadArgumentException($"upsample: the factors are {size}; each must be 1 or more.");
        var wider = x.With(^2, x[^2] * size.Width);
        return x.Rank == 4 ? wider.With(1, x[1] * size.Height) : wider;
    }
}

internal sealed class InterpolateNode : Node
{
    private int axis, size, results;
    private bool back;

    internal void Set(int axis, int size, int results, bool back) =>
        (this.axis, this.size, this.results, this.back) = (axis, size, results, back);

    internal override void Backward() => BackwardRecorded();

    internal override void BackwardRecorded()
    {
        if (Wants(0)) Give(0, back ? Ops.Interpolate(Gradient, axis, results) : Ops.InterpolateBack(Gradient, axis, size));
    }
}

internal sealed class InterpolatePlaneNode : Node
{
    private Size2D size, results;
    private bool back;

    internal void Set(Size2D size, Size2D results, bool back) => (this.size, this.results, this.back) = (size, results, back);

    internal override void Backward() => BackwardRecorded();

    internal override void BackwardRecorded()
    {
        if (Wants(0)) Give(0, back ? Ops.Interpolate(Gradient, results) : Ops.InterpolateBack(Gradient, size));
    }
}
