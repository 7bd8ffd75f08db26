using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>The parts of a page that explains a row: each a picture and a sentence.</summary>
internal sealed class ExplainSections(
    SavedModel saved, Explainer explainer, ExplainedRows rows, SampleLook look, string named, Tensor baseline,
        CancellationToken cancellation)
{
    private const int Examples = 6, TraversedUnits = 4, TraverseSteps = 7, ManyColumns = 200;

    private readonly SamplePlaces places = new(look);
    private readonly float[] scores = explainer.Score(rows.All).ToArray();

    /// <summary>What is explained of the row, and of the others.</summary>
    public List<ReportPage.Tile> Tiles()
    {
        double score = explainer.Score(rows.Sample).AsSpan()[0];
        var below = scores.Count(other => other < score) / (double)scores.Length;
        return
        [
            new(char.ToUpperInvariant(named[0]) + named[1..], Figure(score), $"more than of {Percent(below)} of the rows"),
            new("Of what it is compared with", Figure(explainer.Score(baseline).AsSpan()[0]), "the baseline"),
        ];
    }

    /// <summary>All parts that apply.</summary>
    private IEnumerable<ReportPage.Section> All(AppliedData data)
    {
        yield return Row();
        // Where nothing differs, nothing is the reason of a difference.
        if (rows.Numbers.Length == 1) yield break;
        if (explainer.HasGradient)
        {
            yield return Saliency();
            yield return Integrated();
        }
        yield return Occlusion();
        if (look.Kind == SampleKind.Table && rows.Numbers.Length > 1) yield return Importance(data);
        yield return Most(data);
        if (explainer.HasGradient) yield return Ascent();
        if (saved.Model is FeatureModel rebuilding) yield return Traversal(rebuilding);
    }

    /// <summary>The parts one after the other; of an odd number that may stand beside each other the first is wide.</summary>
    public ReportPage.Section[] Arranged(AppliedData data)
    {
        var sections = All(data).ToArray();
        var first = Array.FindIndex(sections, section => section.Half);
        if (first >= 0 && sections.Count(section => section.Half) % 2 == 1) sections[first] = sections[first] with { Half = false };
        return sections;
    }

    private string Silence => scores.Length > 1 && scores.Min() == scores.Max()
        ? $" It is the same, {Figure(scores[0])}, for every row that was looked at, so that nothing depends on anything."
        : "";

    private ReportPage.Section Row() => new(
        "The row", $"What the model was asked about: {named}.{Silence}" + SampleGrid.InWords(look, compared: saved.Model is FeatureModel),
        SampleGrid.Render([Shown(rows.Original, "row", Rebuilt(rows.Sample)) with { Length = rows.Length }], look));

    private ReportPage.Section Saliency()
    {
        var values = explainer.Saliency(rows.Sample).ToArray();
        return View(
            "Saliency", $"A small change of {places.Most(values, false)} changes {named} most: the gradient's size at this row.", values,
                false);
    }

    private ReportPage.Section Integrated()
    {
        var found = explainer.IntegratedGradients(rows.Sample, baseline);
        return View(
            "Integrated gradients",
            $"{named[..1].ToUpperInvariant()}{named[1..]} is {SamplePlaces.Signed(found.Score, false)} here and "
                + $"{SamplePlaces.Signed(found.Baseline, false)} at the baseline; the difference of "
            + $"{SamplePlaces.Signed(found.Score - found.Baseline, true)} is due most to {places.Most(found.Values.AsSpan(), true)}. All "
            + $"contributions "
            + $"sum up to {SamplePlaces.Signed(found.Sum, true)}.", found.Values.ToArray(), true);
    }

    private ReportPage.Section Occlusion()
    {
        var found = explainer.Occlusion(rows.Sample, baseline, places.Hidden());
        var how = look.Kind switch
        {
            SampleKind.Table => "a column", SampleKind.Picture => "a patch of the picture", _ => "a stretch of it",
        };
        return View(
            "Occlusion", $"When {how} is replaced by the baseline, {named} loses most at {places.Most(found.Values.AsSpan(), true)}.",
            found.Values.ToArray(), true);
    }

    /// <summary>Of a class with labels the share of rows told rightly; otherwise how far what is explained moves.</summary>
    private ReportPage.Section Importance(AppliedData data)
    {
        var parts = places.Parts().Take(ManyColumns).ToArray();
        var labels = explainer.What is Explained.Logit ? ClassNaming.ForModel(data, saved.ClassNames)?.Labels : null;
        var truth = labels is { } known ? known.Take(rows.Numbers) : (Tensor?)null;
        var before = scores;
        var spread = Math.Max(1e-30, Variance(before));
        var found = PermutationImportance.Compute(
            samples => truth is { } right
                ? Classification.Accuracy(right, ((FittedClassifier)saved.Model).Predict(samples))
                : explainer.What is Explained.Anomaly ? -explainer.Score(samples).ToArray().Average(value => (double)value)
                : -explainer.Score(samples).ToArray().Zip(before, (a, b) => ((double)a - b) * (a - b)).Average() / spread,
            rows.All, [.. parts.Select(part => part.Places)], cancellation: cancellation);
        var what = truth is not null ? "the share of rows that are told rightly falls by"
            : explainer.What is Explained.Anomaly ? "the mean reconstruction error rises by"
                : $"{named} moves, as a share of its variance, by";
        int[] order = [.. Enumerable.Range(0, parts.Length).OrderByDescending(i => found[i].Mean).Take(3)];
        var most = order.Length > 0 && found[order[0]].Mean > 0 ? $"{what} the most for"
            : "no column makes a difference of its own; nearest to one are";
        return new(
            "Permutation importance",
            $"When the values of a column are dealt to other rows, {most} "
            + $"{string.Join(", ", order.Select(i => $"{parts[i].Name} ({SamplePlaces.Signed(found[i].Mean, true)})"))}; "
            + $"over {Plural(rows.Numbers.Length, "row")}, 5 rounds.",
            AttributionView.Table([.. parts.Select((part, i) => (part.Name, found[i].Mean, $"± {Figure(found[i].Deviation)}"))], true),
                Half: true);
    }

    private ReportPage.Section Most(AppliedData data)
    {
        var order = Enumerable.Range(0, scores.Length).OrderByDescending(i => scores[i]).Take(Examples).ToArray();
        return new(
            "What it responds to most",
            $"Of {Plural(scores.Length, "row")} these have the most of {named}: row "
            + $"{string.Join(", ", order.Select(i => Count(rows.Numbers[i] + 1)))}.",
            SampleGrid.Render(
                [.. order.Select(i => Shown(rows.Take(rows.Numbers[i]).Samples.ToArray(), Caption(data, rows.Numbers[i])) with
                {
                    Figure = Figure(scores[i]), Length = data.Lengths.Count > 0 ? data.Lengths[rows.Numbers[i]] : null,
                })],
                look, "score"));
    }

    private ReportPage.Section Ascent()
    {
        // Where nothing changes anything at the mean, as of a unit that is silent there, the best row is a start.
        var best = rows.All.Rows(Array.IndexOf(scores, scores.Max()), 1);
        var starts = new[] { rows.Mean, best };
        var found = starts.Select(start => explainer.Ascend(start, rows.Low, rows.High)).MaxBy(found => found.Score);
        var change = found.Sample.ToArray().Zip(rows.Mean.ToArray(), (a, b) => a - b).ToArray();
        return new(
            "What would make it largest",
            $"Going up the gradient within the range of the data, {named} reaches {Figure(found.Score)} (the most of a row is "
                + $"{Figure(scores.Max())}), "
            + $"mostly by {places.Most(change, true)} beside the mean, in scaled units.",
            SampleGrid.Render([Shown(saved.Scaling.Invert(found.Sample).ToArray(), "by ascent") with { Figure = Figure(found.Score) }],
                look, "score"));
    }

    /// <summary>
    /// One feature moves from a low to a high value that it has in the data, and the others stay as they are for the row.
    /// </summary>
    private ReportPage.Section Traversal(FeatureModel model)
    {
        var features = model.Transform(rows.All);
        var (size, code) = (features.Shape[1], model.Transform(rows.Sample).ToArray());
        var values = features.ToArray();
        int[] units = explainer.What is Explained.Unit unit ? [unit.Index]
            : [.. Enumerable.Range(0, size).OrderByDescending(k => Variance(Column(k))).Take(TraversedUnits)];
        var (shown, sentences) = (new List<ShownSample>(), new List<string>());
        foreach (var k in units)
        {
            var sorted = Column(k).Order().ToArray();
            var (low, high) = (sorted[(int)(0.05 * (sorted.Length - 1))], sorted[(int)(0.95 * (sorted.Length - 1))]);
            var points = new float[TraverseSteps * size];
            for (var step = 0; step < TraverseSteps; step++)
            {
                code.CopyTo(points, step * size);
                points[(step * size) + k] = low + ((high - low) * step / (TraverseSteps - 1));
            }
            var made = model.InverseTransform(Tensor.From(points, [TraverseSteps, size]));
            var (first, last) = (made.Rows(0, 1).ToArray(), made.Rows(TraverseSteps - 1, 1).ToArray());
            sentences.Add($"feature {k + 1} from {Figure(low)} to {Figure(high)} moves "
                + $"{places.Most(last.Zip(first, (a, b) => a - b).ToArray(), true)}");
            var inverted = saved.Scaling.Invert(made);
            for (var step = 0; step < TraverseSteps; step++)
                shown.Add(Shown(inverted.Rows(step, 1).ToArray(), $"feature {k + 1}: {Figure(points[(step * size) + k])}"));
        }
        return new(
            "What features move", $"From this row, with the other features as they are: {string.Join("; ", sentences)} (in scaled units).",
            SampleGrid.Render(shown, look));

        float[] Column(int k) => [.. Enumerable.Range(0, rows.Numbers.Length).Select(i => values[(i * size) + k])];
    }

    private ReportPage.Section View(string heading, string sentence, float[] values, bool signed) => new(
        heading, sentence + AttributionView.InWords(look, signed), AttributionView.Render(values, look, places, signed), Half: true);

    private static ShownSample Shown(float[] values, string caption, float[]? rebuilt = null) => new(values, caption) { Rebuilt = rebuilt };

    private float[]? Rebuilt(Tensor sample) =>
        saved.Model is FeatureModel model ? saved.Scaling.Invert(model.Reconstruct(sample)).ToArray() : null;

    private static string Caption(AppliedData data, int row) => data.Labels is { } labels
        ? $"row {row + 1}: {data.Known.ClassNames[labels.AsSpan<int>()[row]]}"
        : $"row {row + 1}";

    private static double Variance(float[] values)
    {
        var mean = values.Average(value => (double)value);
        return values.Average(value => (value - mean) * (value - mean));
    }
}
