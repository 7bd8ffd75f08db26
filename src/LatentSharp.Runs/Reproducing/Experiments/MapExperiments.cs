using System.Diagnostics;

namespace LatentSharp;

/// <summary>Maps: whether neighbours stay together, and how long a large one takes.</summary>
internal static class MapExperiments
{
    public static IEnumerable<Experiment> All => [DigitsTrust, MnistTime];

    private static Experiment DigitsTrust => new(effort =>
    {
        var digits = DataSource.Open("digits", new DataOptions()).Samples;
        var rows = digits.Reshape([digits.Shape[0], digits.Shape[1..].Count]);
        var map = new TSne(effort.IsQuick ? new() { Iterations = 50 } : new())
            .Fit(rows, progress: effort.Training, cancellationToken: effort.Cancellation);
        return Trustworthiness.Compute(rows, map.Places, neighbors: 5, effort.Cancellation);
    })
    {
        Name = "tsne_digits_trustworthiness",
        Recipe = "t-SNE of the 1,797 digits by its defaults, seed 0: trustworthiness of 5 neighbours",
        Published = 0.9949,
        Source = "scikit-learn 1.2.1, TSNE(init=\"pca\", random_state=0) and trustworthiness(n_neighbors=5) on the same rows",
        Goal = 0.9850,
        Expected = TimeSpan.FromSeconds(20),
    };

    private static Experiment MnistTime => new(effort =>
    {
        var (samples, _) = MnistSet.Load(effort).All();
        var start = Stopwatch.GetTimestamp();
        new Umap(effort.IsQuick ? new() { Epochs = 10 } : new())
            .Fit(samples, progress: effort.Training, cancellationToken: effort.Cancellation);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    })
    {
        Name = "umap_mnist_seconds",
        Recipe = "UMAP of the 70,000 images of MNIST by its defaults, seed 0: seconds by the clock, on this machine and its threads",
        Source = "no published figure; four minutes on two processors were to be reached",
        Goal = 240,
        Better = MetricDirection.SmallerIsBetter,
        Expected = TimeSpan.FromMinutes(5),
        Data = [ExperimentData.Mnist],
    };
}
