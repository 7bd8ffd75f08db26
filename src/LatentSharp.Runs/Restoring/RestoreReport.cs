using System.Text;
using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>The page of a run that learned restoring.</summary>
internal static class RestoreReport
{
    private const int Smallest = 96;

    public static string Render(
        RestoreMetrics metrics, RestorationOptions options, Shape sample, IReadOnlyList<ShownRestoration> shown, bool isSeries,
        History history)
    {
        var own = metrics.Figures.Count > 0 ? metrics.Figures[0] : null;
        var tiles = new List<ReportPage.Tile>();
        if (own is not null)
        {
            var best = metrics.Figures.Skip(1).MaxBy(other => other.Psnr ?? double.NegativeInfinity)!;
            tiles.Add(new("Signal to noise", Decibels(own.Psnr), $"peak, mean of {Plural(metrics.TestSamples, "sample")}; ↑"));
            tiles.Add(new("Gain", Decibels(own.Psnr - best.Psnr), $"over {best.Name}, the best beside it"));
            if (own.Ssim is { } similarity) tiles.Add(new("Similarity", Figure(similarity), $"structural, 1 is equal; ↑"));
        }
        tiles.Add(new("Learned in", Duration(TimeSpan.FromSeconds(metrics.TrainingSeconds)), Plural(metrics.Parameters, "parameter")));
        var sections = new List<ReportPage.Section>();
        if (own is not null) sections.Add(new("What was measured",
            $"{metrics.Verdict} {char.ToUpperInvariant(metrics.MeasuredOn[0])}{metrics.MeasuredOn[1..]}.".Trim(), Table(metrics)));
        sections.Add(new("Before and after", Caption(shown, isSeries, options), isSeries ? Curves(shown) : Pictures(shown)));
        if (history.Epochs > 0)
            sections.Add(new(
                "Training", "Mean squared error in each epoch.", LineChart.Render("loss", [new("training", history["loss"])]), Half: true));
        return new ReportPage(
            $"{metrics.Data}: {metrics.Model}", options.Describe(sample), tiles, sections, string.Join(' ', metrics.Notes)).Render();
    }

    /// <summary>Decibels with two digits.</summary>
    internal static string Decibels(double? value) => value is { } number ? number.ToString("0.00", Invariant) + " dB" : "–";

    private static string Table(RestoreMetrics metrics)
    {
        var html = new StringBuilder("<div class=\"scroll\"><table class=\"metrics\"><thead><tr><th></th><th>PSNR ↑</th>");
        html.Append(Invariant, $"<th>{(metrics.Figures[0].Snr is null ? "SSIM" : "SNR")} ↑</th><th>MAE ↓</th></tr></thead><tbody>\n");
        foreach (var row in metrics.Figures)
        {
            html.Append(Invariant, $"<tr><th scope=\"row\">{Escape(row.Name)}</th><td><b>{Decibels(row.Psnr)}</b></td>");
            var similarity = row.Ssim is { } ssim ? ssim.ToString("0.0000", Invariant) : Decibels(row.Snr);
            html.Append(Invariant, $"<td>{similarity}</td><td>{Figure(row.Mae)}</td></tr>\n");
        }
        return html.Append("</tbody></table></div>\n").ToString();
    }

    private static string Caption(IReadOnlyList<ShownRestoration> shown, bool isSeries, RestorationOptions options) => isSeries
        ? "The grey curve is what came in, the other what the model made of it."
        : shown.Count > 0 && shown[0].Truth is not null
            ? $"From left to right: as it is, {(options is SuperResolutionOptions ? "small" : "noisy")}, by the best beside the model, by "
                + "the model; the middle of each picture."
            : "What came in, and what the model made of it; the middle of each picture.";

    private static string Curves(IReadOnlyList<ShownRestoration> shown) => SequenceGrid.Render(
        [.. shown.Select(each => new ShownSample(each.Worse.ToArray(), each.Name) { Rebuilt = each.Restored.ToArray() })],
        shown[0].Worse.Shape[1]);

    private static string Pictures(IReadOnlyList<ShownRestoration> shown)
    {
        var html = new StringBuilder();
        foreach (var each in shown)
        {
            Tensor[] parts = [.. new[] { each.Truth, each.Worse, each.Other, each.Restored }.OfType<Tensor>()];
            var scale = Math.Max(1, Smallest / Math.Max(parts[0].Shape[0], parts[0].Shape[1]));
            var sheet = Ops.Concatenate([.. parts.Select(part => Colours(part, scale))], 1);
            var bytes = Array.ConvertAll(sheet.ToArray(), value => (byte)Math.Round(255 * Math.Clamp(value, 0, 1)));
            var address = PngWriter.DataUri(bytes, sheet.Shape[1], sheet.Shape[0], sheet.Shape[2]);
            html.Append(
                Invariant,
                $"<figure class=\"sheet\"><img alt=\"{Escape(each.Name)} before and after\" width=\"{sheet.Shape[1]}\" ");
            html.Append(
                Invariant, $"height=\"{sheet.Shape[0]}\" src=\"{address}\"/><figcaption>{Escape(each.Name)}</figcaption></figure>\n");
        }
        return html.ToString();
    }

    /// <summary>A picture of 1 or 3 channels, enlarged by a whole number; of others the first channel.</summary>
    private static Tensor Colours(Tensor picture, int scale)
    {
        if (picture.Shape[2] is not (1 or 3)) picture = Ops.Slice(picture, 2, 0, 1);
        return scale == 1
            ? picture
            : Ops.UpSample(picture.Reshape(picture.Shape.Prepend(1)), scale).Reshape(
                [picture.Shape[0] * scale, picture.Shape[1] * scale, picture.Shape[2]]);
    }
}
