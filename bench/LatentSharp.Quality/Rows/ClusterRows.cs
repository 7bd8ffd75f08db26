using System.Diagnostics;

namespace LatentSharp.Quality;

/// <summary>Clusters of images that no label has told, judged by their labels: the accuracy of the best matching, mean of three
/// seeds.</summary>
internal sealed class ClusterRow(
    string name, string data, string recipe, Func<int, Effort, EstimatorOptions> options, double published, double goal, string source,
    int seeds = 3)
    : QualityRow
{
    private const int Clusters = 10;

    private static readonly IReadOnlyList<int> Wide = [500, 500, 2000];

    public override string Name => name;

    public override string Description => $"{recipe}, on all 70,000 images of {data}, mean accuracy of {seeds} seeds (Hungarian matching)";

    public override double Published => published;

    public override string Source => source;

    public override double Goal => goal;

    public override Better Better => Better.Higher;

    /// <summary>The rows.</summary>
    public static IEnumerable<QualityRow> All =>
    [
        new ClusterRow(
            "cluster_mnist_n2d", "mnist", "autoencoder 784-500-500-2000-10 of 30 epochs, UMAP to 10 of 20 neighbours, Gaussian mixture",
            N2d, 0.979, 0.97, "McConville et al. 2019, table 2"),
        new ClusterRow(
            "cluster_fashion_n2d", "fashion-mnist",
            "autoencoder 784-500-500-2000-10 of 30 epochs, UMAP to 10 of 20 neighbours, Gaussian mixture", N2d, 0.672, 0.65,
            "McConville et al. 2019, table 2"),
        new ClusterRow(
            "cluster_mnist_dec", "mnist", "DEC: autoencoder 784-500-500-2000-10 of 20 epochs, then clusters", Dec, 0.843, 0.84,
            "Xie et al. 2016, table 2"),
        new ClusterRow(
            "cluster_mnist_idec", "mnist", "IDEC: autoencoder 784-500-500-2000-10 of 20 epochs, then clusters", Idec, 0.881, 0.84,
            "Guo et al. 2017, table 2"),
        new ClusterRow(
            "cluster_mnist_umap", "mnist", "UMAP of the pixels to 10 of 20 neighbours, Gaussian mixture on its places", Umap, 0.825, 0.82,
            "McConville et al. 2019, table 3, UMAP and mixture of the pixels"),
    ];

    public override double Measure(Effort effort) => effort.MeanOverSeeds(seeds, seed =>
    {
        var set = Mnist.All(data);
        var start = Stopwatch.GetTimestamp();
        var before = Environment.CpuUsage.TotalTime;
        var clusters = Of(options(seed, effort), set.Samples, effort);
        effort.Say(FormattableString.Invariant($"{Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s, ")
            + FormattableString.Invariant($"{(Environment.CpuUsage.TotalTime - before).TotalSeconds:F0} s of processors, ")
            + FormattableString.Invariant($"NMI {Clustering.NormalizedMutualInformation(set.Labels, clusters):F4}, ")
            + FormattableString.Invariant($"ARI {Clustering.AdjustedRand(set.Labels, clusters):F4}"));
        return ClusterAccuracy.Compute(set.Labels, clusters);
    });

    private static Tensor Of(EstimatorOptions options, Tensor samples, Effort effort)
    {
        if (options is not UmapOptions map) return ((IClusterer)Fit(options, samples, effort)).Assign(samples);
        var before = Environment.CpuUsage.TotalTime;
        var places = new Umap(map).Fit(samples).Places;
        effort.Say(FormattableString.Invariant($"map: {(Environment.CpuUsage.TotalTime - before).TotalSeconds:F0} s of processors"));
        return new GaussianMixture(new() { Clusters = Clusters, Seed = map.Seed }).Fit(places).Assign(places);
    }

    private static FittedModel Fit(EstimatorOptions options, Tensor samples, Effort effort)
    {
        var progress = new Told(effort);
        return options switch
        {
            N2dOptions own => new N2d(own).Fit(samples, progress: progress),
            IdecOptions own => new ImprovedDeepEmbeddedClustering(own).Fit(samples, progress: progress),
            DecOptions own => new DeepEmbeddedClustering(own).Fit(samples, progress: progress),
            _ => throw new ArgumentException(options.Kind, nameof(options)),
        };
    }

    private static N2dOptions N2d(int seed, Effort effort) => new N2dOptions
    {
        Clusters = Clusters, Hidden = Wide, Seed = seed, Epochs = effort.Epochs(30), BatchSize = 256, LearningRate = 1e-3,
    };

    private static DecOptions Dec(int seed, Effort effort) => new DecOptions
    {
        Clusters = Clusters, Hidden = Wide, Seed = seed, Epochs = effort.Epochs(20), BatchSize = 256, LearningRate = 1e-3,
        ClusteringRounds = effort.Epochs(20),
    };

    private static IdecOptions Idec(int seed, Effort effort) => new IdecOptions
    {
        Clusters = Clusters, Hidden = Wide, Seed = seed, Epochs = effort.Epochs(20), BatchSize = 256, LearningRate = 1e-3,
        ClusteringRounds = effort.Epochs(20),
    };

    private static UmapOptions Umap(int seed, Effort effort) => new UmapOptions
    {
        LatentSize = Clusters, Neighbors = 20, MinDistance = 0, Seed = seed, Epochs = effort.Epochs(200),
    };

    private sealed class Told(Effort effort) : IProgress<TrainingProgress>
    {
        private (string?, int) last;

        public void Report(TrainingProgress value)
        {
            if (!value.EpochEnded || (value.Epoch % 10 != 0 && value.Epoch != value.Epochs) || last == (value.Stage, value.Epoch)) return;
            last = (value.Stage, value.Epoch);
            effort.Say(FormattableString.Invariant($"{value.Stage} {value.Epoch} of {value.Epochs}: {value.Loss:G4}"));
        }
    }
}
