namespace LatentSharp;

/// <summary>Many picture-shaped samples as one picture: rows of tiles with grey lines between them.</summary>
internal static class PictureSheet
{
    /// <summary>Tiles are enlarged by a whole number, to at most this many pixels.</summary>
    private const int TileSize = 84;
    private const int Gap = 4;
    private const float Line = 128;

    /// <summary>The sheet with numbers from 0 to 255: (height, width, channels).</summary>
    /// <param name="samples">(N, H, W) or (N, H, W, C), N at least 1, in scaled units.</param>
    /// <param name="scaling">From the units of the data; tells which numbers are black and white.</param>
    /// <param name="columns">Tiles in a row. Default: as many as make the sheet about square.</param>
    /// <param name="isFromBelow">Whether the first row is the lowest.</param>
    internal static Tensor Draw(Tensor samples, Scaler scaling, int? columns = null, bool isFromBelow = false)
    {
        var shape = samples.Shape;
        var (count, height, width, channels) = (shape[0], shape[1], shape[2], shape.Rank == 4 ? shape[3] : 1);
        var wide = Math.Min(count, columns ?? (int)Math.Ceiling(Math.Sqrt(count)));
        var scale = Math.Max(1, TileSize / Math.Max(height, width));
        var (stepX, stepY) = ((width * scale) + Gap, (height * scale) + Gap);
        Shape sheet = [(((count + wide - 1) / wide) * stepY) - Gap, (wide * stepX) - Gap, channels];
        var (low, high) = BlackAndWhite(samples, scaling);
        var pixels = new float[sheet.Count];
        Array.Fill(pixels, Line);
        var values = samples.AsSpan();
        for (var tile = 0; tile < count; tile++)
        {
            for (var y = 0; y < height * scale; y++)
            {
                for (var x = 0; x < width * scale; x++)
                {
                    var row = isFromBelow ? height - 1 - (y / scale) : y / scale;
                    var from = ((((tile * height) + row) * width) + (x / scale)) * channels;
                    var to = (((((tile / wide) * stepY) + y) * sheet[1]) + ((tile % wide) * stepX) + x) * channels;
                    for (var c = 0; c < channels; c++) pixels[to + c] = 255 * Math.Clamp((values[from + c] - low) / (high - low), 0, 1);
                }
            }
        }
        return Tensor.From(pixels, sheet);
    }

    /// <summary>The sheet as an address that a page can hold in itself, with its sizes.</summary>
    internal static (string Address, int Width, int Height) DataUri(
        Tensor samples, Scaler scaling, int? columns = null, bool isFromBelow = false)
    {
        var sheet = Draw(samples, scaling, columns, isFromBelow);
        var bytes = Array.ConvertAll(sheet.ToArray(), value => (byte)Math.Round(value));
        return (PngWriter.DataUri(bytes, sheet.Shape[1], sheet.Shape[0], sheet.Shape[2]), sheet.Shape[1], sheet.Shape[0]);
    }

    /// <summary>Pixels have a range of their own; standardised numbers are stretched to what is there.</summary>
    private static (float Low, float High) BlackAndWhite(Tensor samples, Scaler scaling)
    {
        if (scaling.Kind is not (ScalerKind.Standard or ScalerKind.Channels)) return (0, 1);
        var (low, high) = (float.MaxValue, float.MinValue);
        foreach (var value in samples.AsSpan()) (low, high) = (Math.Min(low, value), Math.Max(high, value));
        return high > low ? (low, high) : (low, low + 1);
    }
}
