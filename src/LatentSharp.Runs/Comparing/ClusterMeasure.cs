namespace LatentSharp;

/// <summary>
/// The accuracy of as many groups as there are classes, found by k-means on the features of what was learned from, when groups and classes
/// are matched one to one as well as can be. Their normalised mutual information is told beside it.
/// </summary>
internal sealed class ClusterMeasure : GoalMeasure
{
    public override string InWords => "accuracy of as many groups as classes by k-means on the features, matched with the classes";

    public override IReadOnlyList<string> Beside => ["mutual information"];

    public override string? Refuses(Dataset data) => NeedsLabels(data, "see whether groups mean something")
        ?? NeedsClasses(data);

    public override Score Of(Learned learned, PreparedPart part)
    {
        var groups = Math.Min(part.Data.ClassNames.Count, learned.Training.Count);
        var found = new KMeans(groups).Fit(learned.TrainingFeatures).Predict(learned.Features(part));
        var labels = part.Labels!.Value;
        return Score.MeanOf([.. ClusterAccuracy.Matched(labels, found).Select(met => met ? 1.0 : 0)]) with
        {
            Beside = [Clustering.NormalizedMutualInformation(labels, found)],
        };
    }
}
