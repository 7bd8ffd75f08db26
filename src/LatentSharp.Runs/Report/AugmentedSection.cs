namespace LatentSharp;

/// <summary>Some pictures as they are and as training changed pictures like them.</summary>
internal static class AugmentedSection
{
    private const int Most = 10;

    /// <summary>The section; none of a model that learned from samples as they are.</summary>
    public static IEnumerable<ReportPage.Section> Sections(EstimatorOptions options, PreparedData data, SampleLook look)
    {
        var part = data.HeldOut;
        if (options is not AugmentedOptions augmented || look.Kind != SampleKind.Picture || part.Count == 0) yield break;
        var samples = part.Scaled.Rows(0, Math.Min(Most, part.Count));
        if (augmented.FittingFor(new LearningSet(data.Training.Scaled)).Augmentation is not { } changes) yield break;
        var changed = look.Scaling.Invert(changes.Apply(samples, new RandomStream(options.Seed).Derive("report")));
        yield return new(
            "Changed in training",
            $"Held-out samples, and below each what a step of training would make of it: {changes.InWords}. It was measured on samples as "
            + "they are.",
            SampleGrid.Render([.. Enumerable.Range(0, samples.Shape[0]).Select(Shown)], look));

        ShownSample Shown(int row) => new(part.Original(row).ToArray(), $"sample {row + 1}")
        {
            Rebuilt = changed.Rows(row, 1).ToArray(),
        };
    }
}
