using System.Text;
using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>
/// The parts of a report that show what a model makes: new samples, how they became better, and paths through the latent space.
/// </summary>
internal static class GenerationReport
{
    /// <summary>How many samples stand beside each other.</summary>
    internal const int InARow = 11;

    private const int MostEpochs = 8, NewRows = 10, StepsOfARow = 5;

    /// <summary>The sections; none for a model that makes no samples, or whose samples cannot be drawn.</summary>
    /// <param name="model">The model.</param>
    /// <param name="look">How samples are drawn.</param>
    /// <param name="sheets">Samples of each epoch.</param>
    /// <param name="figures">What the model tells of itself: what each unit says, where that was measured.</param>
    internal static IEnumerable<ReportPage.Section> Sections(
        FittedModel model, SampleLook look, IReadOnlyList<(int Epoch, Tensor Samples)> sheets, IReadOnlyList<ModelFigure> figures)
    {
        if (model is not IGenerative generative || look.Kind == SampleKind.Strip || look.Shape.Count == 0) yield break;
        // A row of a table takes a line of its own, so there are fewer.
        var isTable = look.Kind == SampleKind.Table;
        var words = SampleGrid.InWords(look, compared: false);
        yield return new(
            "New samples", "Made from random latent points." + words,
            Show(look, [new("", generative.Sample(isTable ? NewRows : 5 * InARow), row => $"sample {row + 1}")]));
        if (sheets.Count > 1)
        {
            yield return new(
                "Samples by epoch", $"What the model made of the same latent {(isTable ? "point" : "points")} as it learned.{words}",
                Show(
                    look,
                    [
                        .. Spread(sheets).Select(sheet =>
                            new Group(
                                $"epoch {sheet.Epoch}", isTable ? sheet.Samples.Rows(0, 1) : sheet.Samples,
                                _ => $"epoch {sheet.Epoch}"))]));
        }
        yield return new(
            "On the way between samples",
            (
                isTable
                    ? "The rows go from one random latent point to another."
                    : "Each row goes from one random latent point to another.") + words,
            Show(
                look,
                [.. Enumerable.Range(0, isTable ? 1 : 4).Select(i => new Group("", Between(generative, i), row => $"step {row + 1}"))]));
        var units = Units(model, figures, most: isTable ? 4 : 10);
        if (units.Length == 0) yield break;
        var chosen = units.Length < model.LatentSize ? $"; the {units.Length} of {model.LatentSize} that say most" : "";
        yield return new(
            "Latent units",
            $"{(isTable ? "One unit moves" : "Each row moves one unit")} from −3 to 3 while the others stay at 0{chosen}.{words}",
            Show(
                look,
                [
                    .. units.Select(unit =>
                        new Group($"unit {unit + 1}", generative.Traverse(unit, isTable ? StepsOfARow : InARow), row => At(unit, row)))]));
    }

    private static string At(int unit, int row) =>
        string.Create(Invariant, $"unit {unit + 1} at {-3 + (6.0 * row / (StepsOfARow - 1)):0.#}").Replace('-', '−');

    private static Tensor Between(IGenerative model, int which)
    {
        var points = model.Latents(2, which);
        return model.Interpolate(points.Rows(0, 1), points.Rows(1, 1), InARow);
    }

    /// <summary>The units of a model with codes, those that say most first; the units of noise mean nothing one by one.</summary>
    private static int[] Units(FittedModel model, IReadOnlyList<ModelFigure> figures, int most)
    {
        if (model is not FeatureModel) return [];
        var shares = figures.Select(figure => figure.OfFeatures).FirstOrDefault(each => each is not null)?.Values;
        return [.. Enumerable.Range(0, model.LatentSize).OrderByDescending(unit => shares?[unit] ?? 0).Take(most)];
    }

    /// <summary>The first, the last and some between.</summary>
    private static IEnumerable<(int Epoch, Tensor Samples)> Spread(IReadOnlyList<(int Epoch, Tensor Samples)> sheets)
    {
        var shown = Math.Min(sheets.Count, MostEpochs);
        return Enumerable.Range(0, shown).Select(i => sheets[(int)((long)i * (sheets.Count - 1) / Math.Max(1, shown - 1))]);
    }

    private static string Show(SampleLook look, IReadOnlyList<Group> groups) => look.Kind switch
    {
        SampleKind.Table => SampleGrid.Render([.. groups.SelectMany(group => Shown(look, group.Samples, group.Name))], look),
        SampleKind.Curves => Curves(look, groups),
        _ => Pictures(look, groups),
    };

    private static string Pictures(SampleLook look, IReadOnlyList<Group> groups)
    {
        var html = new StringBuilder();
        foreach (var (caption, samples, _) in groups)
        {
            var (address, width, height) = PictureSheet.DataUri(samples, look.Scaling, InARow, look.IsFromBelow);
            html.Append(
                Invariant,
                $"<figure class=\"sheet\"><img "
                + $"alt=\"{Escape(caption.Length > 0 ? caption : "generated samples")}\" width=\"{width}\" "
                + $"height=\"{height}\" src=\"{address}\"/>");
            if (caption.Length > 0) html.Append(Invariant, $"<figcaption>{Escape(caption)}</figcaption>");
            html.Append("</figure>\n");
        }
        return html.ToString();
    }

    /// <summary>One scale for all groups, so that they compare.</summary>
    private static string Curves(SampleLook look, IReadOnlyList<Group> groups) =>
        SequenceGrid.RenderGroups(
            [.. groups.Select(group => (group.Caption, (IReadOnlyList<ShownSample>)Shown(look, group.Samples, _ => "")))], look.Shape[1]);

    /// <summary>Samples in the units of the data.</summary>
    private static ShownSample[] Shown(SampleLook look, Tensor samples, Func<int, string> name)
    {
        var values = look.Scaling.Invert(samples);
        return [.. Enumerable.Range(0, values.Shape[0]).Select(row => new ShownSample(values.Rows(row, 1).ToArray(), name(row)))];
    }

    /// <summary>Samples that belong together, in the units of the model.</summary>
    /// <param name="Caption">What they have in common.</param>
    /// <param name="Samples">(N, …).</param>
    /// <param name="Name">The name of each, where it has a line of its own.</param>
    private sealed record Group(string Caption, Tensor Samples, Func<int, string> Name);
}
