using System.Text;
using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>The page of a run that learned restoring.</summary>
internal static class RestoreReport
{
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
        var html = new StringBuilder("<div class=\"scroll\"><table class=\"metrics\"><thead><tr><th></th><th>PSNR ↑</th><th>SSIM ↑</th>");
        html.Append("<th>MAE ↓</th></tr></thead><tbody>\n");
        foreach (var row in metrics.Figures)
        {
            html.Append(Invariant, $"<tr><th scope=\"row\">{Escape(row.Name)}</th><td><b>{Decibels(row.Psnr)}</b></td>");
            var similarity = row.Ssim is { } ssim ? ssim.ToString("0.0000", Invariant) : "–";
            html.Append(Invariant, $"<td>{similarity}</td><td>{Figure(row.Mae)}</td></tr>\n");
        }
        return html.Append("</tbody></table></div>\n").ToString();
    }

    private static string Caption(IReadOnlyList<ShownRestoration> shown, bool isSeries, RestorationOptions options) => isSeries
        ? "The grey curve is what came in, the other what the model made of it."
        : shown.Count > 0 && shown[0].Truth is not null
            ? "Each as it is, as it came in, by the best beside the model and by the model; the middle of each picture."
            : "What came in, and what the model made of it; the middle of each picture.";

    private static string Curves(IReadOnlyList<ShownRestoration> shown) => SequenceGrid.Render(
        [.. shown.Select(each => new ShownSample(each.Worse.ToArray(), each.Name) { Rebuilt = each.Restored.ToArray() })],
        shown[0].Worse.Shape[1]);

    private static string Pictures(IReadOnlyList<ShownRestoration> shown)
    {
        var html = new StringBuilder();
        foreach (var each in shown)
        {
            var versions = new List<(Tensor, string)>();
            if (each.Truth is { } truth) versions.Add((truth, "as it is"));
            versions.Add((each.Worse, "as it came in"));
            if (each.Other is { } other) versions.Add((other.Picture, other.Name));
            versions.Add((each.Restored, "by the model"));
            html.Append(PictureVersions.Render(each.Name, versions));
        }
        return html.ToString();
    }
}
