namespace LatentSharp;

/// <summary>
/// Many sequences as one picture: tiles of black curves over the steps, in each tile a panel for each channel, with grey lines between the
/// tiles.
/// </summary>
internal static class CurveSheet
{
    private const int PanelWidth = 168, PanelHeight = 60, Gap = 4, Margin = 4;
    private const float Line = 128, Ground = 255, Ink = 255, HalfStroke = 0.75f;

    /// <summary>
    /// The sheet with numbers from 0 to 255: (height, width, 1). Each channel goes from the least to the greatest number that it has in all
    /// samples, so that tiles compare.
    /// </summary>
    /// <param name="samples">(N, T, C), N at least 1; at most the first <see cref="SequenceGrid.MostChannels"/> channels are drawn.</param>
    /// <param name="columns">Tiles in a row. Default: as many as make the sheet about square.</param>
    internal static Tensor Draw(Tensor samples, int? columns = null)
    {
        var (count, steps, channels) = (samples.Shape[0], samples.Shape[1], samples.Shape[2]);
        var shown = Math.Min(SequenceGrid.MostChannels, channels);
        var (tileWidth, tileHeight) = (PanelWidth + Gap, (shown * PanelHeight) + Gap);
        var wide = Math.Min(count, columns ?? (int)Math.Ceiling(Math.Sqrt(count * (double)tileHeight / tileWidth)));
        Shape sheet = [(((count + wide - 1) / wide) * tileHeight) - Gap, (wide * tileWidth) - Gap, 1];
        var pixels = new float[sheet.Count];
        Array.Fill(pixels, Line);
        var values = samples.AsSpan();
        var curve = new float[steps];
        for (var channel = 0; channel < shown; channel++)
        {
            var (low, high) = Range(values, channel, channels);
            for (var tile = 0; tile < count; tile++)
            {
                for (var step = 0; step < steps; step++)
                    curve[step] = (values[(((tile * steps) + step) * channels) + channel] - low) / (high - low);
                Panel(pixels, sheet[1], (tile / wide * tileHeight) + (channel * PanelHeight), tile % wide * tileWidth, curve);
            }
        }
        return Tensor.From(pixels, sheet);
    }

    /// <summary>
    /// Draws a curve with values from 0, at the bottom, to 1. A column of pixels is covered from the least to the greatest height that the
    /// curve has in it, and half a stroke more.
    /// </summary>
    private static void Panel(float[] pixels, int rowLength, int top, int left, float[] curve)
    {
        const int width = PanelWidth - (2 * Margin);
        for (var y = 0; y < PanelHeight; y++) Array.Fill(pixels, Ground, ((top + y) * rowLength) + left, PanelWidth);
        for (var column = 0; column < width; column++)
        {
            var (least, most) = Reach(curve, column / (float)width, (column + 1) / (float)width);
            if (!(least <= most)) continue;
            var (from, to) = (Height(most) - HalfStroke, Height(least) + HalfStroke);
            for (var y = 0; y < PanelHeight; y++)
            {
                var covered = Math.Clamp(Math.Min(y + 1, to) - Math.Max(y, from), 0, 1);
                pixels[((top + y) * rowLength) + left + Margin + column] -= Ink * covered;
            }
        }

        static float Height(float value) => PanelHeight - Margin - ((PanelHeight - (2 * Margin)) * value);
    }

    /// <summary>The least and greatest value of a curve between two shares of its way; a value that is not finite has none.</summary>
    private static (float Least, float Most) Reach(float[] curve, float from, float to)
    {
        var last = curve.Length - 1;
        var (least, most) = (float.PositiveInfinity, float.NegativeInfinity);
        Add(At(from));
        Add(At(to));
        for (var step = (int)Math.Ceiling(from * last); step <= to * last; step++) Add(curve[step]);
        return (least, most);

        float At(float share)
        {
            var step = Math.Min((int)(share * last), Math.Max(0, last - 1));
            var rest = (share * last) - step;
            return rest > 0 ? curve[step] + (rest * (curve[step + 1] - curve[step])) : curve[step];
        }

        void Add(float value)
        {
            if (float.IsFinite(value)) (least, most) = (Math.Min(least, value), Math.Max(most, value));
        }
    }

    private static (float Low, float High) Range(ReadOnlySpan<float> values, int channel, int channels)
    {
        var (low, high) = (float.PositiveInfinity, float.NegativeInfinity);
        for (var i = channel; i < values.Length; i += channels)
            if (float.IsFinite(values[i])) (low, high) = (Math.Min(low, values[i]), Math.Max(high, values[i]));
        if (low > high) (low, high) = (0, 0);
        return high > low ? (low, high) : (low - 1, high + 1);
    }
}
