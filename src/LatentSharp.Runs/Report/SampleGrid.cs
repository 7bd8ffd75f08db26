using System.Text;
using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>
/// Samples above what the model made of them, each kind as it is drawn: pictures, curves, rows of a table, or strips of grey.
/// </summary>
internal static class SampleGrid
{
    private const int Few = 5;

    /// <summary>The samples as HTML.</summary>
    /// <param name="samples">At least one, in the order to show.</param>
    /// <param name="look">How they are drawn.</param>
    /// <param name="figure">What the figures behind the captions are; empty for none.</param>
    public static string Render(IReadOnlyList<ShownSample> samples, SampleLook look, string figure = "") => look.Kind switch
    {
        SampleKind.Table => SampleTable.Render(samples, look, figure),
        SampleKind.Curves => SequenceGrid.Render(samples, look.Shape[1]),
        SampleKind.Text => TextTable.Render(samples, look, figure),
        _ => Pictures(samples, look),
    };

    /// <summary>What a section says of how they are drawn: a sentence with a blank before it, or nothing.</summary>
    /// <param name="look">How they are drawn.</param>
    /// <param name="compared">Whether samples stand above what the model made of them.</param>
    public static string InWords(SampleLook look, bool compared) => look.Kind switch
    {
        SampleKind.Table => SampleTable.InWords(look, compared),
        SampleKind.Curves => (compared ? " The grey curve is the original." : "") + SequenceGrid.InWords(look),
        _ => "",
    };

    /// <summary>Where a value stands between the least and the greatest: 0 to 1.</summary>
    internal static double Share(double value, double low, double high)
    {
        var share = high > low ? (value - low) / (high - low) : 0.5;
        return double.IsNaN(share) ? 0 : Math.Clamp(share, 0, 1);
    }

    private static string Pictures(IReadOnlyList<ShownSample> samples, SampleLook look)
    {
        var size = look.Kind != SampleKind.Picture ? " wide" : samples.Count <= Few ? " few" : "";
        var html = new StringBuilder("<div class=\"samples").Append(size).Append("\">\n");
        foreach (var sample in samples)
        {
            html.Append("<figure>");
            Picture(html, sample.Values, look, sample.Rebuilt is null ? "sample" : "original");
            if (sample.Rebuilt is { } rebuilt) Picture(html, rebuilt, look, "reconstruction");
            html.Append(Invariant, $"<figcaption><b>{Escape(sample.Caption)}</b> {Escape(sample.Figure)}</figcaption></figure>\n");
        }
        return html.Append("</div>\n").ToString();
    }

    private static void Picture(StringBuilder html, float[] values, SampleLook look, string kind)
    {
        var shape = look.Shape;
        var (height, width, channels) = look.Kind == SampleKind.Picture
            ? (shape[0], shape[1], shape.Rank == 2 ? 1 : shape[2])
            : (1, values.Length, 1);
        var (bytes, row) = (new byte[values.Length], width * channels);
        for (var i = 0; i < values.Length; i++)
        {
            var at = look.IsFromBelow ? values.Length - row - (i / row * row) + (i % row) : i;
            bytes[at] = (byte)Math.Round(255 * Share(values[i], look.Low[i % look.Low.Length], look.High[i % look.High.Length]));
        }

        // Enlarged by a whole number, so that it stays crisp when it is saved or printed.
        var scale = look.Kind == SampleKind.Picture ? Math.Max(1, 96 / Math.Max(height, width)) : 1;
        var enlarged = Enlarge(bytes, width, height, channels, scale);
        var source = PngWriter.DataUri(enlarged, width * scale, height * scale, channels);
        html.Append(
            Invariant, $"<img class=\"{kind}\" alt=\"{kind}\" width=\"{width * scale}\" height=\"{height * scale}\" src=\"{source}\"/>");
    }

    private static byte[] Enlarge(byte[] pixels, int width, int height, int channels, int scale)
    {
        if (scale == 1) return pixels;
        var result = new byte[pixels.Length * scale * scale];
        var at = 0;
        for (var y = 0; y < height * scale; y++)
            for (var x = 0; x < width * scale; x++)
                for (var c = 0; c < channels; c++)
                    result[at++] = pixels[((((y / scale) * width) + (x / scale)) * channels) + c];
        return result;
    }
}
