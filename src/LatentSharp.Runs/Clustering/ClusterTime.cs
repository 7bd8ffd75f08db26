namespace LatentSharp;

/// <summary>What finding clusters will do, as far as it is known before it begins.</summary>
internal static class ClusterTime
{
    /// <summary>What a loop that takes numbers one by one multiplies in a second.</summary>
    private const double OneByOne = 1e9;

    /// <summary>A mixture settles after as many rounds at least, nearly always.</summary>
    private const int Rounds = 10;

    /// <summary>A link of a map is drawn once and pushes five others, each by a difference, its square and a step.</summary>
    private const int PushesOfLink = 6, StepsOfPush = 3;

    /// <summary>A step computes forward once, and backward the gradients of what went in and of the weights.</summary>
    private const int ForwardAndBackward = 3;

    /// <summary>Of complete options; null for what takes a moment.</summary>
    public static TrainingPlan? Of(EstimatorOptions options, LearningSet set)
    {
        double n = set.Count, d = set.Samples.Shape[1..].Count;
        return options switch
        {
            N2dOptions own => TrainingPlan.Of(own, set)! with { Later = OfMap(own.Map.CompleteFor(set.Samples), n) },
            EmbeddedClusterOptions own => WithRounds(own, TrainingPlan.Of(own, set)!, set),
            DeepClusterOptions => TrainingPlan.Of(options, set),
            HdbscanOptions => Once(n * n * d),
            GaussianMixtureOptions own => Once(
                Rounds * n * (own.Clusters ?? 1) * (own.Covariance == CovarianceKind.Full ? d * d : d) / Engine.Threads),
            _ => null,
        };
    }

    /// <summary>With the most rounds that follow the epochs: nobody knows after how many clusters will have settled.</summary>
    private static TrainingPlan WithRounds(EmbeddedClusterOptions options, TrainingPlan plan, LearningSet set) => plan with
    {
        LaterWork = options.ClusteringRounds * (double)set.Count * ForwardAndBackward
            * (options.LeastWorkOfSample(set.Samples.Shape[1..]) ?? 0),
        EndsEarly = plan.EndsEarly || options.Settled > 0,
    };

    private static TrainingPlan Once(double work) => new(1, 0, EndsEarly: false, null, null) { Later = Time(work), CanStop = false };

    private static TimeSpan OfMap(UmapOptions map, double rows) =>
        Time(map.Epochs!.Value * rows * map.Neighbors * PushesOfLink * StepsOfPush * map.LatentSize);

    private static TimeSpan Time(double work) => TimeSpan.FromSeconds(Math.Min(work / OneByOne, TimeSpan.MaxValue.TotalSeconds / 4));
}
