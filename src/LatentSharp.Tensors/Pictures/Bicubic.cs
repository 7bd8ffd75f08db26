using System.Numerics;

namespace LatentSharp;

/// <summary>
/// Bicubic resizing as Pillow does it: Keys's kernel with a = -0.5 (1981), widened by the factor where a picture becomes smaller, so that
/// nothing folds over; weights beyond the border are left out and the others sum to 1. Columns first, then rows, in double precision.
/// </summary>
public static class Bicubic
{
    private const double A = -0.5, Support = 2;

    /// <summary>A picture in other sizes.</summary>
    /// <param name="picture">(H, W) or (H, W, C), H and W at least 1.</param>
    /// <param name="height">1 or more.</param>
    /// <param name="width">1 or more.</param>
    /// <returns>(height, width) or (height, width, C); values may lie a little beyond the picture's.</returns>
    /// <exception cref="BadArgumentException">It is no such picture, or a size does not fit.</exception>
    public static Tensor Resize(Tensor picture, int height, int width)
    {
        var shape = picture.Shape;
        if (picture.DType != DType.Float32 || shape.Rank is not (2 or 3) || shape.Count == 0)
            throw new BadArgumentException($"Bicubic: {picture.DType} {shape} is no picture; Float32 (H, W) or (H, W, C) would fit.");
        Require.Positive(height, "Bicubic: height");
        Require.Positive(width, "Bicubic: width");
        var channels = shape.Rank == 3 ? shape[2] : 1;
        var values = Resize<float>(picture.AsSpan(), shape[0], shape[1], channels, height, width);
        return Tensor.From(values, shape.Rank == 3 ? [height, width, channels] : [height, width]);
    }

    /// <summary>
    /// The numbers of a picture file in other sizes, without a tensor of them: (rows, columns, channels) -> (height, width, channels).
    /// </summary>
    /// <param name="values">The numbers, channels innermost.</param>
    /// <param name="rows">1 or more.</param>
    /// <param name="columns">1 or more.</param>
    /// <param name="channels">1 or more.</param>
    /// <param name="height">1 or more.</param>
    /// <param name="width">1 or more.</param>
    /// <exception cref="BadArgumentException">The numbers do not fill the picture, or a size does not fit.</exception>
    public static float[] Resize(ReadOnlySpan<ushort> values, int rows, int columns, int channels, int height, int width)
    {
        Require.Positive(height, "Bicubic: height");
        Require.Positive(width, "Bicubic: width");
        if (rows < 1 || columns < 1 || channels < 1 || values.Length != (long)rows * columns * channels)
            throw new BadArgumentException($"Bicubic: {values.Length} numbers are no picture of {rows} x {columns} pixels of {channels}.");
        return Resize<ushort>(values, rows, columns, channels, height, width);
    }

    private static float[] Resize<T>(ReadOnlySpan<T> values, int rows, int columns, int channels, int height, int width)
        where T : unmanaged, INumberBase<T>
    {
        var wide = Along(values, rows, columns, channels, width);
        // Rows are the middle axis of (1, rows, width · channels).
        return Along<float>(wide, 1, rows, width * channels, height);
    }

    /// <summary>(outer, from, inner) -> (outer, to, inner).</summary>
    private static float[] Along<T>(ReadOnlySpan<T> values, int outer, int from, int inner, int to) where T : unmanaged, INumberBase<T>
    {
        var result = new float[checked(outer * to * inner)];
        if (from == to)
        {
            for (var i = 0; i < result.Length; i++) result[i] = float.CreateTruncating(values[i]);
            return result;
        }
        var sums = new double[inner];
        for (var at = 0; at < to; at++)
        {
            var (first, weights) = Weights(at, from, to);
            for (var block = 0; block < outer; block++)
            {
                Array.Clear(sums);
                for (var tap = 0; tap < weights.Length; tap++)
                {
                    var line = values.Slice(((block * from) + first + tap) * inner, inner);
                    for (var i = 0; i < inner; i++) sums[i] += weights[tap] * double.CreateTruncating(line[i]);
                }
                var place = ((block * to) + at) * inner;
                for (var i = 0; i < inner; i++) result[place + i] = (float)sums[i];
            }
        }
        return result;
    }

    private static (int First, double[] Weights) Weights(int at, int from, int to)
    {
        var scale = (double)from / to;
        var wider = Math.Max(scale, 1);
        var center = (at + 0.5) * scale;
        var first = Math.Max(0, (int)(center - (Support * wider) + 0.5));
        var end = Math.Min(from, (int)(center + (Support * wider) + 0.5));
        var weights = new double[end - first];
        for (var i = 0; i < weights.Length; i++) weights[i] = Kernel((first + i - center + 0.5) / wider);
        var sum = weights.Sum();
        for (var i = 0; i < weights.Length; i++) weights[i] /= sum;
        return (first, weights);
    }

    private static double Kernel(double x)
    {
        x = Math.Abs(x);
        if (x < 1) return ((((A + 2) * x) - (A + 3)) * x * x) + 1;
        return x < 2 ? (((((x - 5) * x) + 8) * x) - 4) * A : 0;
    }
}
