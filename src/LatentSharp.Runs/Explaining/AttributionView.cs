using System.Text;
using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>
/// Contributions of a sample's values as people see them: red and blue over a picture's places, curves over the steps, the columns of a
/// table with their numbers.
/// </summary>
internal static class AttributionView
{
    private const int MostColumns = 15;

    /// <summary>How they are to be read: a sentence with a blank before it.</summary>
    public static string InWords(SampleLook look, bool signed) => look.Kind switch
    {
        SampleKind.Table => "",
        SampleKind.Curves => signed ? " The curve is above its middle where a step makes it larger." : " The higher the curve, the more.",
        _ => signed ? " Red makes it larger, blue smaller; white does nothing." : " The redder, the more.",
    };

    /// <summary>As HTML.</summary>
    /// <param name="values">Of one sample.</param>
    /// <param name="look">How samples are drawn.</param>
    /// <param name="places">How their values are called.</param>
    /// <param name="signed">Whether signs mean something.</param>
    public static string Render(float[] values, SampleLook look, SamplePlaces places, bool signed) => look.Kind switch
    {
        SampleKind.Table => Table([.. places.Parts().Select(part => (part.Name, part.Places.Sum(place => (double)values[place]), ""))],
            signed),
        SampleKind.Curves => SequenceGrid.Render(
            [new ShownSample(values, "contribution of each step")], look.Shape.Rank == 2 ? look.Shape[1] : 1),
        _ => HeatMap(values, look),
    };

    /// <summary>Named numbers, the largest first, each shaded by its share of the largest.</summary>
    public static string Table(IReadOnlyList<(string Name, double Value, string Note)> rows, bool signed)
    {
        var most = rows.Select(row => Math.Abs(row.Value)).DefaultIfEmpty().Max();
        var html = new StringBuilder("<div class=\"scroll\"><table class=\"values\"><tbody>\n");
        foreach (var (name, value, note) in rows.OrderByDescending(row => Math.Abs(row.Value)).Take(MostColumns))
        {
            var share = most > 0 ? 100 * Math.Abs(value) / most : 0;
            html.Append(
                Invariant,
                $"<tr><th scope=\"row\">{Escape(name)}</th><td><span style=\"--share:{share:0}%\">"
                    + $"{Escape(SamplePlaces.Signed(value, signed))}</span></td>");
            html.Append(note.Length > 0 ? $"<td>{Escape(note)}</td></tr>\n" : "</tr>\n");
        }
        html.Append("</tbody></table></div>\n");
        if (rows.Count > MostColumns) html.Append(Invariant, $"<p>{Count(rows.Count - MostColumns)} more have less.</p>\n");
        return html.ToString();
    }

    /// <summary>White where nothing is, full red at the largest contribution and full blue at the largest to the other side.</summary>
    private static string HeatMap(float[] values, SampleLook look)
    {
        var picture = look.Kind == SampleKind.Picture;
        var channels = picture && look.Shape.Rank == 3 ? look.Shape[2] : 1;
        var (height, width) = picture ? (look.Shape[0], look.Shape[1]) : (1, values.Length);
        var sums = new double[height * width];
        for (var i = 0; i < values.Length; i++) sums[i / channels] += values[i];
        var most = sums.Max(Math.Abs);
        var scale = picture ? Math.Max(1, 224 / Math.Max(height, width)) : 1;
        var pixels = new byte[sums.Length * scale * scale * 3];
        var at = 0;
        for (var y = 0; y < height * scale; y++)
        {
            for (var x = 0; x < width * scale; x++)
            {
                var share = most > 0 ? sums[((y / scale) * width) + (x / scale)] / most : 0;
                var rest = (byte)Math.Round(255 * (1 - Math.Abs(share)));
                pixels[at++] = share >= 0 ? (byte)255 : rest;
                pixels[at++] = rest;
                pixels[at++] = share >= 0 ? rest : (byte)255;
            }
        }
        var source = PngWriter.DataUri(pixels, width * scale, height * scale, 3);
        return string.Create(
            Invariant, $"<div class=\"heat\"><figure><img alt=\"contributions\" width=\"{width * scale}\" height=\"{height * scale}\" "
                + $"src=\"{source}\"/></figure></div>\n");
    }
}
