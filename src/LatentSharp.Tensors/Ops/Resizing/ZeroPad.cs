namespace LatentSharp;

public static partial class Ops
{
    /// <summary>
    /// Puts zeros around images: (N, H, W, C) -> (N, top + H + bottom, left + W + right, C), or around (N, W, C) to the left and right.
    /// </summary>
    /// <exception cref="BadArgumentException">It has other axes, or a margin is negative.</exception>
    public static Tensor ZeroPad(Tensor x, Margins margins)
    {
        x = Operand.Floats(x, "zero pad", "x");
        CheckMargins("zero pad", x.Shape, margins);
        var shape = x.Shape.With(^2, x.Shape[^2] + margins.Horizontal.Before + margins.Horizontal.After);
        if (x.Rank == 4) shape = shape.With(1, x.Shape[1] + margins.Vertical.Before + margins.Vertical.After);
        var y = Tensor.Zeros(shape);
        Frames.Copy(x, y, margins, inwards: false);
        if (Recording.For(x) is { } recording) recording.Record<ZeroPadNode>(y, x).Margins = margins;
        return y;
    }

    /// <summary>
    /// Takes places away around images: (N, H, W, C) -> (N, H - top - bottom, W - left - right, C), or of (N, W, C) to the left and right.
    /// </summary>
    /// <exception cref="BadArgumentException">It has other axes, a margin is negative, or less than nothing would be left.</exception>
    public static Tensor Crop(Tensor x, Margins margins)
    {
        x = Operand.Floats(x, "crop", "x");
        CheckMargins("crop", x.Shape, margins);
        var width = x.Shape[^2] - margins.Horizontal.Before - margins.Horizontal.After;
        var height = x.Rank == 4 ? x.Shape[1] - margins.Vertical.Before - margins.Vertical.After : 0;
        if (width < 0 || height < 0) throw new BadArgumentException($"crop: margins {margins} are more than there is of {x.Shape}.");
        var y = Tensor.Allocate(x.Rank == 4 ? [x.Shape[0], height, width, x.Shape[3]] : [x.Shape[0], width, x.Shape[2]]);
        Frames.Copy(y, x, margins, inwards: true);
        if (Recording.For(x) is { } recording) recording.Record<CropNode>(y, x).Margins = margins;
        return y;
    }

    private static void CheckMargins(string operation, Shape x, Margins margins)
    {
        if (x.Rank is not (3 or 4))
            throw new BadArgumentException($"{operation}: {x} is neither (N, width, channels) nor (N, height, width, channels).");
        if (margins.Vertical.Before < 0 || margins.Vertical.After < 0 || margins.Horizontal.Before < 0 || margins.Horizontal.After < 0)
            throw new BadArgumentException($"{operation}: margins are {margins}; they must be 0 or more.");
    }
}

/// <summary>Copies between images and larger ones that have a margin around them.</summary>
internal static class Frames
{
    internal static void Copy(Tensor small, Tensor large, Margins margins, bool inwards)
    {
        var row = small.Shape[^2] * small.Shape[^1];
        var wide = large.Shape[^2] * large.Shape[^1];
        if (row == 0) return;
        var (rows, tall, top) = small.Rank == 4 ? (small.Shape[1], large.Shape[1], margins.Vertical.Before) : (1, 1, 0);
        var left = margins.Horizontal.Before * small.Shape[^1];
        for (var image = 0; image < small.Shape[0]; image++)
        {
            for (var y = 0; y < rows; y++)
            {
                var inner = small.Floats.Slice(((image * rows) + y) * row, row);
                var outer = large.Floats.Slice((((image * tall) + top + y) * wide) + left, row);
                if (inwards) outer.CopyTo(inner);
                else inner.CopyTo(outer);
            }
        }
    }
}

internal sealed class ZeroPadNode : Node
{
    internal Margins Margins;

    internal override void Backward() => BackwardRecorded();

    internal override void BackwardRecorded()
    {
        if (Wants(0)) Give(0, Ops.Crop(Gradient, Margins));
    }
}

internal sealed class CropNode : Node
{
    internal Margins Margins;

    internal override void Backward() => BackwardRecorded();

    internal override void BackwardRecorded()
    {
        if (Wants(0)) Give(0, Ops.ZeroPad(Gradient, Margins));
    }
}
