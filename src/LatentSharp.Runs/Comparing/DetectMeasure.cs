namespace LatentSharp;

/// <summary>
/// The area under the ROC curve where the samples of the rarest class are the anomalies: of a detector's own scores, or of the distance of
/// a sample's features to the nearest of what was learned from. Labels are used for nothing else: rarities are among what was learned from.
/// </summary>
internal sealed class DetectMeasure(Dataset data) : GoalMeasure
{
    private const int Neighbours = 5;

    private readonly int rarest = data.Labels is { } labels ? ClassBalance.Of(labels)?.Rarest ?? 0 : 0;

    public override string InWords =>
        $"area under the ROC curve of detectors’ scores, and of features’ distance to {Neighbours} neighbours, "
        + $"“{data.ClassNames.ElementAtOrDefault(rarest)}” being the anomalies";

    public override IEnumerable<ModelKind> Kinds => ModelKind.Detectors.Where(kind => !kind.Rebuilds);

    public override string? Refuses(Dataset all) => NeedsLabels(all, "see whether anomalies are found")
        ?? NeedsClasses(all);

    public override bool Suits(EstimatorOptions? options) => base.Suits(options) && options is not { NeedsLabels: true };

    public override Score Of(Learned learned, PreparedPart part)
    {
        int[] truth = [.. part.Labels!.Value.ToArray<int>().Select(label => label == rarest ? 1 : 0)];
        if (truth.Distinct().Count() < 2) return new(double.NaN, []);
        var (labels, scores) = (Tensor.From(truth), Scores(learned, part));
        return new(Detection.RocAuc(labels, scores), Detection.RocAucParts(labels, scores));
    }

    private static Tensor Scores(Learned learned, PreparedPart part)
    {
        // What rebuilds samples is judged by its features, as all that learns features.
        if (learned.Model is IAnomalyDetector detector and not FeatureModel) return detector.AnomalyScores(part.Scaled);
        var known = learned.TrainingFeatures;
        var neighbours = Math.Min(Neighbours, known.Shape[0]);
        var (_, distances) = new RowDistances(known.AsSpan(), known.Shape[0], known.Shape[1])
            .Nearest(learned.Features(part), neighbours, CancellationToken.None);
        return Tensor.From([.. distances.Chunk(neighbours).Select(near => (float)near.Average(Math.Sqrt))]);
    }
}
