using System.Text;
using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>The page of a run that learned a picture codec.</summary>
internal static class CodecReport
{
    private const int MostShown = 4, Side = 160;
    private const double Middle = 50;

    public static string Render(CodecMetrics metrics, PictureCodecOptions options, Shape sample, string pictures)
    {
        var middle = metrics.Figures.First(row => row.Quality == Middle);
        ReportPage.Tile[] tiles =
        [
            new("Bits a pixel", Bits(middle.BitsPerPixel), FormattableString.Invariant($"at a quality of {Middle}; ↓")),
            new("Signal to noise", RestoreReport.Decibels(middle.Psnr), $"peak, mean of {Plural(metrics.TestSamples, "picture")}; ↑"),
            new("Deflate", Bits(metrics.DeflatedBitsPerPixel), "bits a pixel, without loss"),
            new("Learned in", Duration(TimeSpan.FromSeconds(metrics.TrainingSeconds)), Plural(metrics.Parameters, "parameter")),
        ];
        ReportPage.Section[] sections =
        [
            new(
                "Bits and what is lost",
                $"{metrics.MeasuredOn}. JPEG beside it: for each picture the best quality whose file takes no more bits, chroma at half "
                + "the samples, with Huffman codes of its own.",
                Table(metrics)),
            new(
                "Before and after", $"From left to right: as it is, and at qualities of {Row(metrics)}; the middle of each picture.",
                pictures),
        ];
        return new ReportPage(
            $"{metrics.Data}: {metrics.Model}", options.Describe(sample), tiles, sections, string.Join(' ', metrics.Notes)).Render();
    }

    /// <summary>The middle of some pictures, as they are and at each quality.</summary>
    public static string Shown(PictureCompression compression, RestorationData data, IReadOnlyList<double> qualities)
    {
        var html = new StringBuilder();
        foreach (var sample in data.Samples.Take(MostShown))
        {
            var one = data with { Samples = [sample] };
            var parts = new List<Tensor> { Part(sample.Values) };
            foreach (var quality in qualities)
                parts.Add(Part(compression.Unpack(compression.Pack(one, sample.Name, quality, null).Bytes, sample.Name).Single().Picture));
            var sheet = Ops.Concatenate([.. parts], 1);
            var address = PngWriter.DataUri(
                Array.ConvertAll(sheet.ToArray(), value => (byte)value), sheet.Shape[1], sheet.Shape[0], sheet.Shape[2]);
            html.Append(
                Invariant,
                $"<figure class=\"sheet\"><img alt=\"{Escape(sample.Name)} before and after\" width=\"{sheet.Shape[1]}\" ");
            html.Append(
                Invariant, $"height=\"{sheet.Shape[0]}\" src=\"{address}\"/><figcaption>{Escape(sample.Name)}</figcaption></figure>\n");
        }
        return html.ToString();
    }

    private static string Bits(double value) => value.ToString("0.000", Invariant);

    private static string Row(CodecMetrics metrics) => string.Join(", ", metrics.Figures.Select(row => row.Quality.ToString(Invariant)));

    private static string Table(CodecMetrics metrics)
    {
        var html = new StringBuilder(
            "<div class=\"scroll\"><table class=\"metrics\"><thead><tr><th></th><th>Bits a pixel ↓</th><th>PSNR ↑</th>"
            + "<th>PSNR of JPEG ↑</th></tr></thead>");
        html.Append("<tbody>\n");
        foreach (var row in metrics.Figures)
            html.Append(
                Invariant,
                $"<tr><th scope=\"row\">quality {row.Quality}</th><td>{Bits(row.BitsPerPixel)}</td><td><b>"
                + $"{RestoreReport.Decibels(row.Psnr)}</b></td>"
                + $"<td>{(row.Jpeg is { } jpeg ? RestoreReport.Decibels(jpeg.Psnr) : "not so small")}</td></tr>\n");
        html.Append(
            Invariant,
            $"<tr><th scope=\"row\">deflate</th><td>{Bits(metrics.DeflatedBitsPerPixel)}</td><td>nothing is lost</td><td></td></tr>\n");
        return html.Append("</tbody></table></div>\n").ToString();
    }

    private static Tensor Part(Tensor picture)
    {
        var (height, width) = (Math.Min(Side, picture.Shape[0]), Math.Min(Side, picture.Shape[1]));
        return Ops.Slice(
            Ops.Slice(picture, 0, (picture.Shape[0] - height) / 2, height), 1, (picture.Shape[1] - width) / 2, width).Keep();
    }
}
