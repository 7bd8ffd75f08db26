using System.Text;
using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>The page of a run that learned a picture codec.</summary>
internal static class CodecReport
{
    private const int MostShown = 4;
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
                "Before and after", "Each as it is and at each quality; the middle of each picture.",
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
            var versions = new List<(Tensor, string)> { (Part(sample.Values), "as it is") };
            foreach (var quality in qualities)
            {
                var packed = compression.Pack(one, sample.Name, quality, null).Bytes;
                versions.Add((Part(compression.Unpack(packed, sample.Name).Single().Picture), $"quality {quality.ToString(Invariant)}"));
            }
            html.Append(PictureVersions.Render(sample.Name, versions));
        }
        return html.ToString();
    }

    private static string Bits(double value) => value.ToString("0.000", Invariant);

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

    /// <summary>Its middle, with values of 0 to 1.</summary>
    private static Tensor Part(Tensor picture)
    {
        var middle = PictureVersions.Middle(picture);
        return Tensor.From(Array.ConvertAll(middle.ToArray(), value => value / 255), middle.Shape);
    }
}
