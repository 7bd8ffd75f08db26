namespace LatentSharp.Tests;

/// <summary>The pipeline of restoring: which data, what is measured, what is refused.</summary>
public sealed class RestoreRunTests
{
    private static readonly DenoiserOptions Small = new() { Filters = [3], Epochs = 1 };

    [Fact]
    public void Series_are_restored_into_an_array()
    {
        using var folder = new TemporaryFolder();
        var series = Series(12, 40);
        Npy.Write(folder.File("series.npy"), series);
        var result = RestoreRun.Run(new RestoreRequest
        {
            Data = folder.File("series.npy"), Estimator = Small, Output = folder.File("run"),
        });
        result.Metrics.TestSamples.ShouldBe(2);
        result.Metrics.TrainingSamples.ShouldBe(10);
        result.Metrics.Figures.Select(row => row.Name).ShouldBe(
            ["denoiser", "not restored", "median filter", "Gaussian filter", "total variation"]);
        result.Metrics.Figures.ShouldAllBe(row => row.Ssim == null && row.Psnr > 0);
        File.ReadAllText(Path.Combine(folder.File("run"), "report.html")).ShouldContain("grey curve");

        var saved = SavedModel.Load(folder.File("run"));
        saved.Save(Directory.CreateDirectory(folder.File("again")).FullName);
        foreach (var name in new[] { "config.json", "weights.safetensors" })
            File.ReadAllBytes(Path.Combine(folder.File("again"), name))
                .ShouldBe(File.ReadAllBytes(Path.Combine(folder.File("run"), "model", name)));

        // Another length than the model has learned from.
        Npy.Write(folder.File("others.npy"), Series(3, 55));
        RestoreRun.Apply(folder.File("run"), folder.File("others.npy"), folder.File("made.npy"), "denoiser").ShouldBe(3);
        Npy.Read(folder.File("made.npy")).Shape.ShouldBe(new Shape(3, 55, 1));
        Message(() => RestoreRun.Apply(folder.File("run"), folder.File("others.npy"), folder.File("made.npy"), "super-resolution"))
            .ShouldContain("kind denoiser");
        Message(() => RestoreRun.Apply(folder.File("run"), "digits", folder.File("made.npy"), "denoiser")).ShouldContain("pictures");
        Message(() => RestoreRun.Apply(folder.File("run"), folder.File("others.npy"), folder.File("others.npy"), "denoiser"))
            .ShouldContain("would be lost");
        Message(() => RestoreRun.Run(new RestoreRequest
        {
            Data = folder.File("series.npy"), Estimator = new SuperResolutionOptions(), Output = folder.File("no"),
        })).ShouldContain("only pictures are enlarged");
    }

    [Fact]
    public void From_noisy_samples_alone_nothing_is_measured()
    {
        using var folder = new TemporaryFolder();
        Npy.Write(folder.File("series.npy"), Series(4, 40));
        var result = RestoreRun.Run(new RestoreRequest
        {
            Data = folder.File("series.npy"), Estimator = Small with { From = DenoisingSource.Noisy }, Output = folder.File("run"),
        });
        result.Metrics.Figures.ShouldBeEmpty();
        result.Metrics.MeasuredOn.ShouldContain("nothing clean is known");
        var again = RestoreRun.Run(new RestoreRequest
        {
            Data = folder.File("series.npy"), Estimator = Small with { From = DenoisingSource.Noisy }, Output = folder.File("again"),
            Test = folder.File("series.npy"),
        });
        again.Metrics.TestSamples.ShouldBe(4);
    }

    [Fact]
    public void Learning_features_is_another_thing() =>
        Message(() => LearnRun.Run(new LearnRequest { Data = "digits", Estimator = Small })).ShouldContain("RestoreRun");

    [Fact]
    public void Tables_are_refused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("table.csv"), "a,b,c\n1,2,3\n4,5,7\n2,2,1\n");
        var request = new RestoreRequest { Data = folder.File("table.csv"), Estimator = Small, Output = folder.File("run") };
        Message(() => RestoreRun.Run(request)).ShouldContain("neither pictures nor series");
    }

    private static Tensor Series(int count, int steps) => Tensor.From<float>(
        [.. Enumerable.Range(0, count * steps).Select(i => MathF.Sin((i % steps * 0.3f) + (i / steps)) * 3)], [count, steps, 1]);

    private static string Message(Action action) => Should.Throw<BadArgumentException>(action).Message;
}
