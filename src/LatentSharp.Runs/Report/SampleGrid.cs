using System.Text;
using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>Samples above what the model made of them: pictures for image-shaped samples, strips or tables of values for others.</summary>
internal static class SampleGrid
{
    private const int WidestTable = 12;

    /// <summary>One sample before and after.</summary>
    /// <param name="Original">Its values.</param>
    /// <param name="Reconstruction">As many values.</param>
    /// <param name="Caption">Its label, or the like.</param>
    /// <param name="Error">The mean squared error between the two, in scaled units.</param>
    public sealed record Pair(float[] Original, float[] Reconstruction, string Caption, double Error);

    /// <summary>The grid as HTML.</summary>
    /// <param name="pairs">The samples to show, in this order.</param>
    /// <param name="shape">The shape of one sample.</param>
    /// <param name="columns">The names of the columns of a table; may be empty.</param>
    /// <param name="minimum">The least value that the data can take in each column: black, or one for all.</param>
    /// <param name="maximum">The greatest: white.</param>
    public static string Render(IReadOnlyList<Pair> pairs, Shape shape, IReadOnlyList<string> columns, float[] minimum, float[] maximum)
    {
        if (shape.Rank == 1 && shape[0] <= WidestTable) return Table(pairs, columns, minimum, maximum);

        var html = new StringBuilder("<div class=\"samples").Append(IsImage(shape) ? "" : " wide").Append("\">\n");
        foreach (var pair in pairs)
        {
            html.Append("<figure>");
            Picture(html, pair.Original, shape, minimum, maximum, "original");
            Picture(html, pair.Reconstruction, shape, minimum, maximum, "reconstruction");
            html.Append(Invariant, $"<figcaption><b>{Escape(pair.Caption)}</b> {Figure(pair.Error)}</figcaption></figure>\n");
        }
        return html.Append("</div>\n").ToString();
    }

    /// <summary>Whether samples of this shape are drawn as pictures: (H, W) and (H, W, 1) in grey, (H, W, 3) in colour.</summary>
    public static bool IsImage(Shape shape) => shape.Rank == 2 || (shape.Rank == 3 && shape[2] is 1 or 3);

    private static void Picture(StringBuilder html, float[] values, Shape shape, float[] minimum, float[] maximum, string kind)
    {
        var (height, width, channels) = IsImage(shape) ? (shape[0], shape[1], shape.Rank == 2 ? 1 : shape[2]) : (1, values.Length, 1);
        var bytes = new byte[values.Length];
        for (var i = 0; i < values.Length; i++) bytes[i] = (byte)Math.Round(255 * Share(values[i], i, minimum, maximum));

        // Enlarged by a whole number, so that it stays crisp when it is saved or printed.
        var scale = IsImage(shape) ? Math.Max(1, 96 / Math.Max(height, width)) : 1;
        var enlarged = Enlarge(bytes, width, height, channels, scale);
        var source = PngWriter.DataUri(enlarged, width * scale, height * scale, channels);
        html.Append(Invariant, $"<img class=\"{kind}\" alt=\"{kind}\" width=\"{width * scale}\" height=\"{height * scale}\" src=\"{source}\"/>");
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

    private static string Table(IReadOnlyList<Pair> pairs, IReadOnlyList<string> columns, float[] minimum, float[] maximum)
    {
        var html = new StringBuilder("<div class=\"scroll\"><table class=\"values\"><thead><tr><th></th>");
        for (var c = 0; c < pairs[0].Original.Length; c++)
            html.Append(Invariant, $"<th>{Escape(c < columns.Count ? columns[c] : $"column {c + 1}")}</th>");
        html.Append("<th>error</th></tr></thead><tbody>\n");
        foreach (var pair in pairs)
        {
            html.Append(Invariant, $"<tr><th scope=\"row\">{Escape(pair.Caption)}</th>");
            for (var c = 0; c < pair.Original.Length; c++)
            {
                html.Append("<td>");
                Cell(html, pair.Original[c], c, minimum, maximum);
                Cell(html, pair.Reconstruction[c], c, minimum, maximum);
                html.Append("</td>");
            }
            html.Append(Invariant, $"<td>{Figure(pair.Error)}</td></tr>\n");
        }
        return html.Append("</tbody></table></div>\n").ToString();
    }

    private static void Cell(StringBuilder html, float value, int column, float[] minimum, float[] maximum) =>
        html.Append(Invariant, $"<span style=\"--share:{100 * Share(value, column, minimum, maximum):0}%\">{Rounded(value, column, minimum, maximum)}</span>");

    /// <summary>A value with the decimals that its column's range needs: a thousandth of it.</summary>
    private static string Rounded(float value, int column, float[] minimum, float[] maximum)
    {
        var range = maximum[column % maximum.Length] - (double)minimum[column % minimum.Length];
        if (!(range > 0) || range is < 1e-4 or >= 1e7) return Number(value);
        var decimals = Math.Clamp(2 - (int)Math.Floor(Math.Log10(range)), 0, 6);
        return (Math.Round(value, decimals) + 0.0).ToString("0." + new string('#', decimals), Invariant);
    }

    private static double Share(float value, int index, float[] minimum, float[] maximum)
    {
        var low = minimum[index % minimum.Length];
        var high = maximum[index % maximum.Length];
        var share = high > low ? (value - (double)low) / (high - (double)low) : 0.5;
        return double.IsNaN(share) ? 0 : Math.Clamp(share, 0, 1);
    }
}
