using System.Diagnostics;

namespace LatentSharp;

/// <summary>
/// Clusters of images that no label has told, judged by their labels: the accuracy of the best matching, mean of three seeds.
/// </summary>
internal static class ClusterExperiments
{
    private const int Clusters = 10, Seeds = 3;

    private const string Network = "autoencoder 784-500-500-2000-10 of ";

    private static readonly IReadOnlyList<int> Wide = [500, 500, 2000];

    public static IEnumerable<Experiment> All =>
    [
        Of("mnist_n2d", ExperimentData.Mnist, Network + "30 epochs, UMAP to 10 of 20 neighbours, Gaussian mixture", N2d, 0.979, 0.97,
            "McConville et al. 2019, table 2", minutes: 45),
        Of("fashion_n2d", ExperimentData.FashionMnist, Network + "30 epochs, UMAP to 10 of 20 neighbours, Gaussian mixture", N2d, 0.672,
            0.65, "McConville et al. 2019, table 2", minutes: 45),
        Of("mnist_dec", ExperimentData.Mnist, $"DEC: {Network}20 epochs, a mixture, 20 rounds", Dec, 0.843, 0.84,
            "Xie et al. 2016, table 2", minutes: 45),
        Of("mnist_idec", ExperimentData.Mnist, $"IDEC: {Network}20 epochs, a mixture, 20 rounds", Idec, 0.881, 0.84,
            "Guo et al. 2017, table 2", minutes: 60),
        Of("mnist_umap", ExperimentData.Mnist, "UMAP of the pixels to 10 of 20 neighbours, Gaussian mixture on its places", Umap, 0.825,
            0.82, "McConville et al. 2019, table 3, UMAP and mixture of the pixels", minutes: 25),
    ];

    private static Experiment Of(
        string name, ExperimentData data, string recipe, Func<Effort, EstimatorOptions> options, double published, double goal,
        string source, double minutes) =>
        new(effort =>
        {
            var (samples, labels) = MnistSet.Load(effort, data).All();
            return effort.MeanOverSeeds(Seeds, seed =>
            {
                var (start, before) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
                var clusters = Assigned(options(effort) with { Seed = seed }, samples, effort);
                effort.Say(FormattableString.Invariant($"{Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s, ")
                    + FormattableString.Invariant($"{(Environment.CpuUsage.TotalTime - before).TotalSeconds:F0} s of processors, ")
                    + FormattableString.Invariant($"NMI {Clustering.NormalizedMutualInformation(labels, clusters):F4}, ")
                    + FormattableString.Invariant($"ARI {Clustering.AdjustedRand(labels, clusters):F4}"));
                return ClusterAccuracy.Compute(labels, clusters);
            });
        })
        {
            Name = "cluster_" + name,
            Recipe = $"{recipe}, on all 70,000 images of {data.Name}, mean accuracy of {Seeds} seeds (Hungarian matching)",
            Published = published,
            Source = source,
            Goal = goal,
            Expected = TimeSpan.FromMinutes(minutes),
            Data = [data],
        };

    private static Tensor Assigned(EstimatorOptions options, Tensor samples, Effort effort)
    {
        var model = ModelKind.Of(options).Create(options).Fit(new LearningTask(new LearningSet(samples, null))
        {
            Progress = effort.Training, Cancellation = effort.Cancellation,
        });
        if (model is IClusterer clusterer) return clusterer.Assign(samples);
        var places = ((FittedMap)model).Places;
        return new GaussianMixture(new() { Clusters = Clusters, Seed = options.Seed })
            .Fit(places, cancellationToken: effort.Cancellation).Assign(places);
    }

    private static N2dOptions N2d(Effort effort) => new()
    {
        Clusters = Clusters, Hidden = Wide, Epochs = effort.Epochs(30), BatchSize = 256, LearningRate = 1e-3,
    };

    private static DecOptions Dec(Effort effort) => new()
    {
        Clusters = Clusters, Hidden = Wide, Epochs = effort.Epochs(20), BatchSize = 256, LearningRate = 1e-3,
        ClusteringRounds = effort.Epochs(20),
    };

    private static IdecOptions Idec(Effort effort) => new()
    {
        Clusters = Clusters, Hidden = Wide, Epochs = effort.Epochs(20), BatchSize = 256, LearningRate = 1e-3,
        ClusteringRounds = effort.Epochs(20),
    };

    private static UmapOptions Umap(Effort effort) => new()
    {
        LatentSize = Clusters, Neighbors = 20, MinDistance = 0, Epochs = effort.Epochs(200),
    };
}
