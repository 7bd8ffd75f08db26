namespace LatentSharp.Quality;

/// <summary>The command's autoencoder on MNIST.</summary>
internal sealed class MnistAutoencoder : QualityRow
{
    public override string Name => "mnist_autoencoder";

    public override string Description =>
        "latent learn mnist --model autoencoder --hidden 512,256 --latent 32 (20 epochs by "
        + "default), seed 0: mean squared error on the 10,000 test images";

    public override double Published => 0.0060;

    public override string Source => "PyTorch 1.13, the same widths, Adam 1e-3, batch 256; PCA of 32: 0.0168";

    public override double Goal => 0.0062;

    public override Better Better => Better.Lower;

    public override double Measure(Effort effort)
    {
        var folder = Directory.CreateTempSubdirectory("quality-").FullName;
        try
        {
            var options = new AutoencoderOptions { LatentSize = 32, Hidden = [512, 256], Epochs = effort.Epochs(20) };
            var metrics = LearnRun.Run(
                new LearnRequest { Data = "mnist", Estimator = options, Output = Path.Combine(folder, "run") }).Metrics;
            effort.Say(FormattableString.Invariant($"{metrics.Epochs} epochs in {metrics.Seconds:F1} s"));
            return metrics.ReconstructionMse ?? double.NaN;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
