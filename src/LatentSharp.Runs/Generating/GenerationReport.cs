using System.Text;
using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>The parts of a report that show what a model makes: new samples, how they became better, and paths through the latent space.</summary>
internal static class GenerationReport
{
    /// <summary>How many samples stand beside each other.</summary>
    internal const int InARow = 11;

    private const int NewSamples = 5 * InARow, MostEpochs = 8, MostUnits = 10, Paths = 4;

    /// <summary>The sections; none for a model that makes no samples, or whose samples are no pictures.</summary>
    /// <param name="model">The model.</param>
    /// <param name="scaling">From the units of the data to the model's.</param>
    /// <param name="sheets">Samples of each epoch.</param>
    /// <param name="klPerUnit">What each unit says, in nats, where that was measured.</param>
    internal static IEnumerable<ReportPage.Section> Sections(
        FittedModel model, Scaler scaling, IReadOnlyList<(int Epoch, Tensor Samples)> sheets, IReadOnlyList<double>? klPerUnit)
    {
        if (model is not IGenerative generative || !PictureSheet.CanDraw(model.InputShape)) yield break;
        yield return new("New samples", "Made from random latent points.", Figures(scaling, [("", generative.Sample(NewSamples))], InARow));
        if (sheets.Count > 1)
            yield return new("Samples by epoch", "What the model made of the same latent points as it learned.", Figures(scaling, [.. Spread(sheets).Select(sheet => ($"epoch {sheet.Epoch}", sheet.Samples))], InARow));
        yield return new(
            "On the way between samples", "Each row goes from one random latent point to another.",
            Figures(scaling, [.. Enumerable.Range(0, Paths).Select(i => ("", Between(generative, i)))], InARow));
        var units = Units(model, klPerUnit);
        if (units.Length == 0) yield break;
        yield return new(
            "Latent units", $"Each row moves one unit from −3 to 3 while the others stay at 0{(units.Length < model.LatentSize ? $"; the {units.Length} of {model.LatentSize} that say most" : "")}.",
            Figures(scaling, [.. units.Select(unit => ($"unit {unit + 1}", generative.Traverse(unit, InARow)))], InARow));
    }

    private static Tensor Between(IGenerative model, int which)
    {
        var points = model.Latents(2, which);
        return model.Interpolate(points.Rows(0, 1), points.Rows(1, 1), InARow);
    }

    /// <summary>The units of a model with codes, those that say most first; the units of noise mean nothing one by one.</summary>
    private static int[] Units(FittedModel model, IReadOnlyList<double>? klPerUnit) => model is FeatureModel
        ? [.. Enumerable.Range(0, model.LatentSize).OrderByDescending(unit => klPerUnit?[unit] ?? 0).Take(MostUnits)]
        : [];

    /// <summary>The first, the last and some between.</summary>
    private static IEnumerable<(int Epoch, Tensor Samples)> Spread(IReadOnlyList<(int Epoch, Tensor Samples)> sheets)
    {
        var shown = Math.Min(sheets.Count, MostEpochs);
        return Enumerable.Range(0, shown).Select(i => sheets[(int)((long)i * (sheets.Count - 1) / Math.Max(1, shown - 1))]);
    }

    private static string Figures(Scaler scaling, IReadOnlyList<(string Caption, Tensor Samples)> rows, int columns)
    {
        var html = new StringBuilder();
        foreach (var (caption, samples) in rows)
        {
            var (address, width, height) = PictureSheet.DataUri(samples, scaling, columns);
            html.Append(Invariant, $"<figure class=\"sheet\"><img alt=\"{Escape(caption.Length > 0 ? caption : "generated samples")}\" width=\"{width}\" height=\"{height}\" src=\"{address}\"/>");
            if (caption.Length > 0) html.Append(Invariant, $"<figcaption>{Escape(caption)}</figcaption>");
            html.Append("</figure>\n");
        }
        return html.ToString();
    }
}
