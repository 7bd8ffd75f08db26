namespace LatentSharp;

/// <summary>
/// Normalised mutual information of the classes and as many groups, found by k-means on the features of what was learned from.
/// </summary>
internal sealed class ClusterMeasure : GoalMeasure
{
    public override string InWords => "mutual information of the classes and as many groups by k-means on the features";

    public override string? Refuses(Dataset data) => NeedsLabels(data, "see whether groups mean something")
        ?? (data.ClassNames.Count < 2 ? "needs two classes or more." : null);

    public override Score Of(Learned learned, PreparedPart part)
    {
        var groups = Math.Min(part.Data.ClassNames.Count, learned.Training.Count);
        var found = new KMeans(groups).Fit(learned.TrainingFeatures);
        return new(Clustering.NormalizedMutualInformation(part.Labels!.Value, found.Predict(learned.Features(part))), []);
    }
}
