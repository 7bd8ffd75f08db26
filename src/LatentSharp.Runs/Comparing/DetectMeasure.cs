namespace LatentSharp;

/// <summary>
/// The area under the ROC curve of the distance of a sample's features to the nearest of what was learned from, where the samples of the
/// rarest class are the anomalies. Labels are used for nothing else: rarities are among what was learned from.
/// </summary>
internal sealed class DetectMeasure(Dataset data) : GoalMeasure
{
    private const int Neighbours = 5;

    private readonly int rarest = data.Labels is { } labels ? ClassBalance.Of(labels)?.Rarest ?? 0 : 0;

    public override string InWords =>
        $"area under the ROC curve of the distance to {Neighbours} neighbours, “{data.ClassNames.ElementAtOrDefault(rarest)}” being the "
        + "anomalies";

    public override string? Refuses(Dataset all) => NeedsLabels(all, "see whether anomalies are found")
        ?? (all.ClassNames.Count < 2 ? "needs two classes or more." : null);

    public override bool Suits(EstimatorOptions? options) => base.Suits(options) && options is not { NeedsLabels: true };

    public override Score Of(Learned learned, PreparedPart part)
    {
        int[] truth = [.. part.Labels!.Value.ToArray<int>().Select(label => label == rarest ? 1 : 0)];
        if (truth.Distinct().Count() < 2) return new(double.NaN, []);
        var known = learned.TrainingFeatures;
        var neighbours = Math.Min(Neighbours, known.Shape[0]);
        var (_, distances) = new RowDistances(known.AsSpan(), known.Shape[0], known.Shape[1])
            .Nearest(learned.Features(part), neighbours, CancellationToken.None);
        float[] scores = [.. distances.Chunk(neighbours).Select(near => (float)near.Average(Math.Sqrt))];
        return new(Detection.RocAuc(Tensor.From(truth), Tensor.From(scores)), []);
    }
}
