namespace LatentSharp;

/// <summary>Images (N, H, W, C) in other sizes, by recorded operations.</summary>
internal static class Images
{
    /// <summary>Brings images to a size, with half-pixel centres.</summary>
    internal static Tensor Resize(Tensor x, int height, int width, Interpolation interpolation) => interpolation == Interpolation.Bilinear
        ? Ops.Interpolate(x, new Size2D(height, width))
        : Nearest(Nearest(x, 1, height), 2, width);

    /// <summary>The largest part around the centre whose sides are as height to width, as Keras's <c>smart_resize</c> takes it.</summary>
    internal static Tensor CropToAspect(Tensor x, int height, int width)
    {
        var (tall, wide) = (x.Shape[1], x.Shape[2]);
        var (keptTall, keptWide) = (Part(tall, wide, height, width), Part(wide, tall, width, height));
        return Cut(x, (tall - keptTall) / 2, keptTall, (wide - keptWide) / 2, keptWide);
    }

    /// <summary>Rows and columns of images.</summary>
    internal static Tensor Cut(Tensor x, int top, int height, int left, int width) =>
        Ops.Crop(x, new Margins((top, x.Shape[1] - top - height), (left, x.Shape[2] - left - width)));

    private static int Part(int size, int other, int wanted, int wantedOther) =>
        size == 0 ? 0 : (int)Math.Max(1, Math.Min(size, (long)other * wanted / wantedOther));

    /// <summary>Result i is place floor((i + ½) · size / results): the one that its centre lies in.</summary>
    private static Tensor Nearest(Tensor x, int axis, int results)
    {
        var size = x.Shape[axis];
        if (size == results) return x;
        if (x.Count == 0) return Tensor.Zeros(x.Shape.With(axis, results));
        var places = Tensor.Allocate(results, DType.Int32);
        var of = places.MutableSpan<int>();
        for (var i = 0; i < results; i++) of[i] = (int)(((2L * i) + 1) * size / (2L * results));
        return Ops.MoveAxis(Ops.Gather(Ops.MoveAxis(x, axis, 0), places), 0, axis);
    }
}
