namespace LatentSharp;

/// <summary>What <c>latent learn digits --latent K</c> measures beside PCA, mean of seeds 1 to 3.</summary>
internal static class DigitsExperiments
{
    private const int AllEpochs = 100;

    public static IEnumerable<Experiment> All =>
    [
        Error(8, goal: 0.0140, pca: 0.0245), Error(2, goal: 0.0340, pca: 0.0520),
        Neighbours(8, goal: 0.952, pca: 0.957), Neighbours(2, goal: 0.84, pca: 0.613),
    ];

    private static Experiment Error(int latent, double goal, double pca) => Of(
        latent, "mse", "mean squared error of the reconstructions", MetricDirection.SmallerIsBetter, goal, pca,
        metrics => metrics.ReconstructionMse);

    private static Experiment Neighbours(int latent, double goal, double pca) => Of(
        latent, "knn", "accuracy of the 5 nearest neighbours on the features", MetricDirection.LargerIsBetter, goal, pca,
        metrics => metrics.KnnAccuracy);

    private static Experiment Of(
        int latent, string name, string what, MetricDirection better, double goal, double pca, Func<RunMetrics, double?> figure) =>
        new(effort => effort.MeanOverSeeds(3, seed => Effort.InFolder(folder =>
        {
            var options = new AutoencoderOptions { LatentSize = latent, Seed = seed, Epochs = effort.Epochs(AllEpochs) };
            var request = new LearnRequest { Data = "digits", Estimator = options, Output = Path.Combine(folder, "run") };
            return figure(LearnRun.Run(request, cancellation: effort.Cancellation).Metrics) ?? double.NaN;
        })))
        {
            Name = FormattableString.Invariant($"digits_{latent}_{name}"),
            Recipe = FormattableString.Invariant($"latent learn digits --latent {latent}, seeds 1 to 3, on the 360 held-out images: ")
                + what,
            Published = pca,
            Source = "PCA of as many features, same division (scikit-learn)",
            Goal = goal,
            Better = better,
            Expected = TimeSpan.FromSeconds(5),
        };
}
