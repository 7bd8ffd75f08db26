using System.Globalization;

namespace LatentSharp.Quality;

/// <summary>What <c>latent learn digits --latent K</c> measures, mean of seeds 1 to 3.</summary>
internal abstract class DigitsRow(int latent, double goal, double pca) : QualityRow
{
    public override double Published => pca;

    public override string Source => "PCA of as many features, same division (scikit-learn)";

    public override double Goal => goal;

    public override double Measure(Effort effort) => effort.MeanOverSeeds(3, seed =>
    {
        var folder = Directory.CreateTempSubdirectory("quality-").FullName;
        try
        {
            var options = new AutoencoderOptions { LatentSize = latent, Seed = seed, Epochs = effort.Epochs(100) };
            return Figure(
                LearnRun.Run(new LearnRequest { Data = "digits", Estimator = options, Output = Path.Combine(folder, "run") }).Metrics);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    });

    protected abstract double Figure(RunMetrics metrics);

    protected string Recipe =>
        string.Create(CultureInfo.InvariantCulture, $"latent learn digits --latent {latent}, seeds 1 to 3, on the 360 held-out images: ");

    protected int Latent => latent;
}

internal sealed class DigitsError(int latent, double goal, double pca) : DigitsRow(latent, goal, pca)
{
    public override string Name => $"digits_{Latent}_mse";

    public override string Description => Recipe + "mean squared error of the reconstructions";

    public override Better Better => Better.Lower;

    protected override double Figure(RunMetrics metrics) => metrics.ReconstructionMse ?? double.NaN;
}

internal sealed class DigitsNeighbours(int latent, double goal, double pca) : DigitsRow(latent, goal, pca)
{
    public override string Name => $"digits_{Latent}_knn";

    public override string Description => Recipe + "accuracy of the 5 nearest neighbours on the features";

    public override Better Better => Better.Higher;

    protected override double Figure(RunMetrics metrics) => metrics.KnnAccuracy ?? double.NaN;
}
