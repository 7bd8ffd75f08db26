namespace LatentSharp.Quality;

/// <summary>Super-resolution of photos that it did not learn from, beside bicubic enlargement.</summary>
internal sealed class KodakEnhancing(int scale, double goal) : QualityRow
{
    private static readonly string[] Training = ["kodim03.png", "kodim05.png", "kodim07.png", "kodim12.png"];

    private static readonly string[] Test = ["kodim15.png", "kodim16.png", "kodim20.png", "kodim23.png"];

    public override string Name => FormattableString.Invariant($"kodak_enhance_{scale}");

    public override string Description =>
        $"latent enhance by its defaults, sides {scale} times as long, learned from Kodak pictures 3, 5, 7 and 12 in patches: the mean "
        + "gain of PSNR over bicubic enlargement (a = -0.5), in decibels of luma, on pictures 15, 16, 20 and 23 made smaller bicubically";

    public override double Published => scale == 2 ? 2.22 : 1.76;

    public override string Source =>
        "Dong et al. 2016, SRCNN of ImageNet's pictures on Set14: 32.45 dB beside 30.23 at x2, 29.30 beside 27.54 at x3; other pictures "
        + "and a larger set to learn from, so that it is a guide alone";

    public override double Goal => goal;

    public override Better Better => Better.Higher;

    public override double Measure(Effort effort)
    {
        var source = Path.Combine(
            Environment.GetEnvironmentVariable("LATENT_DATA") ?? throw new BadFileException("LATENT_DATA names no folder."), "kodak");
        var place = Directory.CreateTempSubdirectory("latent-kodak-").FullName;
        try
        {
            foreach (var (name, files) in new[] { ("train", Training), ("test", Test) })
            {
                var folder = Directory.CreateDirectory(Path.Combine(place, name)).FullName;
                foreach (var file in files) File.Copy(Path.Combine(source, file), Path.Combine(folder, file));
            }
            var metrics = RestoreRun.Run(new RestoreRequest
            {
                Data = Path.Combine(place, "train"), Test = Path.Combine(place, "test"), Output = Path.Combine(place, "run"),
                Estimator = new SuperResolutionOptions { Scale = scale, Epochs = effort.IsQuick ? 2 : null },
            }).Metrics;
            foreach (var row in metrics.Figures)
                effort.Say(FormattableString.Invariant($"{row.Name}: PSNR {row.Psnr:F2}, SSIM {row.Ssim:F4}, MAE {row.Mae:F5}"));
            return (metrics.Figures[0].Psnr - metrics.Figures[1].Psnr) ?? double.NaN;
        }
        finally
        {
            Directory.Delete(place, recursive: true);
        }
    }
}
