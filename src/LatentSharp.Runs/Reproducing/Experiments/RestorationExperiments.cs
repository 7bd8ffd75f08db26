namespace LatentSharp;

/// <summary>Photos restored that nothing was learned from, beside filters that learn nothing.</summary>
internal static class RestorationExperiments
{
    private const string Pictures = "learned from Kodak pictures 3, 5, 7 and 12 in patches: ";

    public static IEnumerable<Experiment> All => [Enhancing(2, 2.22, goal: 1.0), Enhancing(3, 1.76, goal: 0.7), Denoising];

    private static Experiment Enhancing(int scale, double published, double goal) =>
        new(effort => Gain(new SuperResolutionOptions { Scale = scale, Epochs = effort.IsQuick ? 2 : null }, effort))
        {
            Name = FormattableString.Invariant($"kodak_enhance_{scale}"),
            Recipe = FormattableString.Invariant($"latent enhance by its defaults, sides {scale} times as long, {Pictures}")
                + "the mean gain of PSNR over bicubic enlargement (a = -0.5), in decibels of luma, on pictures 15, 16, 20 and 23 made "
                + "smaller bicubically",
            Published = published,
            Source = "Dong et al. 2016, SRCNN of ImageNet's pictures on Set14: 32.45 dB beside 30.23 at x2, 29.30 beside 27.54 at x3; "
                + "other pictures and a larger set to learn from, so that it is a guide alone",
            Goal = goal,
            Expected = TimeSpan.FromMinutes(8),
            Data = [ExperimentData.Kodak],
        };

    private static Experiment Denoising =>
        new(effort => Gain(new DenoiserOptions { Epochs = effort.IsQuick ? 1 : null }, effort))
        {
            Name = "kodak_denoise",
            Recipe = "latent denoise by its defaults (Gaussian noise of deviation 0.1), " + Pictures
                + "the mean gain of PSNR over the best of the median, the Gaussian and the total-variation filter, each at its best "
                + "strength, in decibels of luma, on pictures 15, 16, 20 and 23",
            Source = "no published figure of these pictures; Zhang et al. 2017, DnCNN beside BM3D on BSD68 at about this noise: 29.23 and "
                + "28.57 dB",
            Goal = 0,
            Expected = TimeSpan.FromMinutes(8),
            Data = [ExperimentData.Kodak],
        };

    /// <summary>By how many decibels the first of what was measured, the model, is above the best of the others.</summary>
    private static double Gain(RestorationOptions options, Effort effort) => Effort.InFolder(place =>
    {
        var train = KodakSet.Copy(effort, place, "train", KodakSet.First);
        var test = KodakSet.Copy(effort, place, "test", KodakSet.Second);
        var figures = RestoreRun.Run(new RestoreRequest
        {
            Data = train, Test = test, Output = Path.Combine(place, "run"),
            Estimator = options,
        }, cancellation: effort.Cancellation).Metrics.Figures;
        foreach (var row in figures)
            effort.Say(FormattableString.Invariant($"{row.Name}: PSNR {row.Psnr:F2}, SSIM {row.Ssim:F4}, MAE {row.Mae:F5}"));
        return (figures[0].Psnr - figures.Skip(1).Max(row => row.Psnr)) ?? double.NaN;
    });
}
