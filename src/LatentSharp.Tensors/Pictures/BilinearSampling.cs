namespace LatentSharp;

/// <summary>Pictures whose pixels come from between those of another, by the four around each place.</summary>
internal static class BilinearSampling
{
    /// <summary>(H, W, C) -> (H, W, C), moved.</summary>
    /// <param name="picture">The original.</param>
    /// <param name="height">H.</param>
    /// <param name="width">W.</param>
    /// <param name="map">Where pixels come from.</param>
    /// <param name="fill">What lies beyond the edge.</param>
    /// <param name="constant">The value there, for <see cref="EdgeFill.Constant"/>.</param>
    /// <param name="moved">The result.</param>
    internal static void Move(
        ReadOnlySpan<float> picture, int height, int width, in AffineMap map, EdgeFill fill, float constant, Span<float> moved)
    {
        var channels = picture.Length / (height * width);
        var at = 0;
        for (var row = 0; row < height; row++)
        {
            for (var column = 0; column < width; column++, at += channels)
            {
                var y = (map.Yy * row) + (map.Yx * column) + map.Y;
                var x = (map.Xy * row) + (map.Xx * column) + map.X;
                var (floorY, floorX) = (Math.Floor(y), Math.Floor(x));
                var (shareY, shareX) = ((float)(y - floorY), (float)(x - floorX));
                var (top, left) = ((int)floorY, (int)floorX);
                var (upper, lower) = (Inside(top, height, fill), Inside(top + 1, height, fill));
                var (before, after) = (Inside(left, width, fill), Inside(left + 1, width, fill));
                for (var c = 0; c < channels; c++)
                {
                    var a = Value(picture, upper, before, width, channels, c, constant);
                    var b = Value(picture, upper, after, width, channels, c, constant);
                    var p = Value(picture, lower, before, width, channels, c, constant);
                    var q = Value(picture, lower, after, width, channels, c, constant);
                    var above = a + ((b - a) * shareX);
                    moved[at + c] = above + ((p + ((q - p) * shareX) - above) * shareY);
                }
            }
        }
    }

    private static float Value(ReadOnlySpan<float> picture, int row, int column, int width, int channels, int c, float constant) =>
        row < 0 || column < 0 ? constant : picture[(((row * width) + column) * channels) + c];

    /// <summary>The place of a row or column that may lie beyond the edge; -1 where a constant is.</summary>
    private static int Inside(int place, int size, EdgeFill fill)
    {
        if ((uint)place < (uint)size) return place;
        switch (fill)
        {
            case EdgeFill.Constant:
                return -1;
            case EdgeFill.Nearest:
                return place < 0 ? 0 : size - 1;
            case EdgeFill.Wrap:
                return Modulo(place, size);
            default:
                var folded = Modulo(place, 2 * size);
                return folded < size ? folded : (2 * size) - 1 - folded;
        }
    }

    private static int Modulo(int place, int size)
    {
        var rest = place % size;
        return rest < 0 ? rest + size : rest;
    }
}
