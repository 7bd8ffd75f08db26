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
        result.Metrics.MeasuredOn.ShouldStartWith("measured on 2 series held out, ");
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
    public void Series_of_a_table_are_restored_into_a_table()
    {
        using var folder = new TemporaryFolder();
        var reading = new DataOptions { Sequence = "id" };
        File.WriteAllText(folder.File("series.csv"), Table(6, steps: 30));
        var request = new RestoreRequest
        {
            Data = folder.File("series.csv"), Reading = reading, Estimator = Small, Output = folder.File("run"),
        };
        var result = RestoreRun.Run(request);
        result.Metrics.TestSamples.ShouldBe(1);
        Apply("made.csv").ShouldBe(6);
        var lines = File.ReadAllLines(folder.File("made.csv"));
        lines[0].ShouldBe("sequence,x,y");
        // 30, 31, … 35 steps.
        lines.Skip(1).Select(line => line.Split(',')[0]).CountBy(id => id).Select(own => own.Value).ShouldBe([30, 31, 32, 33, 34, 35]);
        Message(() => Apply("made.npy")).ShouldContain("series of one length. Name a .csv file");
        Message(() => Apply("folder")).ShouldContain("name an .npy or a .csv file");
        Message(() => RestoreRun.Run(request with { Window = 10 })).ShouldContain("choose one of them");
        File.WriteAllText(folder.File("narrow.csv"), "id,x\na,1\na,2\nb,3\nb,5\n");
        Should.Throw<BadFileException>(
            () => RestoreRun.Apply(folder.File("run"), folder.File("narrow.csv"), folder.File("no.csv"), "denoiser", reading))
            .Message.ShouldContain("1 channel (x), but the model has learned from 2");

        int Apply(string name) => RestoreRun.Apply(folder.File("run"), folder.File("series.csv"), folder.File(name), "denoiser", reading);
    }

    [Fact]
    public void The_rows_of_a_table_are_one_long_series()
    {
        using var folder = new TemporaryFolder();
        var values = Series(1, 200).Reshape([200, 1]);
        var both = Ops.Concatenate([values, -values], 1).Keep();
        var rows = string.Concat(Enumerable.Range(0, 200).Select(row => FormattableString.Invariant(
            $"2024-01-01 {row / 60:00}:{row % 60:00}:00,{both[row, 0]:R},{both[row, 1]:R}\n")));
        File.WriteAllText(folder.File("long.csv"), "time,up,down\n" + rows);
        var request = new RestoreRequest
        {
            Data = folder.File("long.csv"), Window = 20, Estimator = Small, Output = folder.File("run"),
        };
        var result = RestoreRun.Run(request);
        // Windows begin every 2 rows; those of the first 160 rows are learned from, those of the last 40 measured on.
        (result.Metrics.TrainingSamples, result.Metrics.TestSamples).ShouldBe((71, 11));
        result.Metrics.MeasuredOn.ShouldContain("11 windows held out at its end");
        result.Metrics.Notes.ShouldContain(note => note.StartsWith("time:", StringComparison.Ordinal));

        RestoreRun.Apply(folder.File("run"), folder.File("long.csv"), folder.File("made.npy"), "denoiser").ShouldBe(1);
        RestoreRun.Apply(folder.File("run"), folder.File("long.csv"), folder.File("made.csv"), "denoiser");
        var made = Npy.Read(folder.File("made.npy"));
        made.Shape.ShouldBe(new Shape(200, 2));
        File.ReadLines(folder.File("made.csv")).First().ShouldBe("up,down");
        File.ReadLines(folder.File("made.csv")).Count().ShouldBe(201);

        // A part, shorter than a window too, is restored as it is in the whole, but for the margin of two convolutions of 7 steps.
        var lines = File.ReadAllLines(folder.File("long.csv"));
        File.WriteAllLines(folder.File("part.csv"), [lines[0], .. lines[51..66]]);
        RestoreRun.Apply(folder.File("run"), folder.File("part.csv"), folder.File("part.npy"), "denoiser");
        var part = Npy.Read(folder.File("part.npy"));
        part.Shape.ShouldBe(new Shape(15, 2));
        for (var row = 6; row < 9; row++) part[row, 1].ShouldBe(made[50 + row, 1], 1e-5);
        File.WriteAllText(folder.File("other.csv"), "time,level\n1,2\n3,4\n");
        Should.Throw<BadFileException>(
            () => RestoreRun.Apply(folder.File("run"), folder.File("other.csv"), folder.File("no.csv"), "denoiser"))
            .Message.ShouldContain("no column 'up'");
        Message(() => RestoreRun.Run(request with { Window = 120 })).ShouldContain("too few to learn from windows of 120");
        Message(() => RestoreRun.Run(request with { Window = 120, Estimator = new SuperResolutionOptions() }))
            .ShouldContain("only pictures are enlarged");
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
        var measured = new RestoreRequest
        {
            Data = folder.File("series.npy"), Estimator = Small with { From = DenoisingSource.Noisy }, Output = folder.File("again"),
            Test = folder.File("series.npy"),
        };
        Message(() => RestoreRun.Run(measured)).ShouldBe(
            $"--test: all of {folder.File("series.npy")} is learned from too; name others to measure on.");
        Npy.Write(folder.File("more.npy"), Ops.Concatenate([Series(4, 40), Series(4, 40) * 0.5f], 0));
        var again = RestoreRun.Run(measured with { Test = folder.File("more.npy") });
        again.Metrics.TestSamples.ShouldBe(4);
        again.Metrics.MeasuredOn.ShouldStartWith("measured on 4 series of more (without 4 that are learned from), ");
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
        Message(() => RestoreRun.Run(request)).ShouldSatisfyAllConditions(
            message => message.ShouldContain("neither pictures nor series"), message => message.ShouldContain("--sequence"),
            message => message.ShouldContain("--window"));
        File.WriteAllText(folder.File("header.csv"), "a,b,c\n");
        Should.Throw<BadFileException>(() => RestoreRun.Run(request with { Data = folder.File("header.csv") }));
    }

    /// <summary>Series a, b, … of two channels, each a step longer than the one before.</summary>
    private static string Table(int count, int steps)
    {
        var text = new System.Text.StringBuilder("id,x,y\n");
        for (var i = 0; i < count; i++)
            for (var step = 0; step < steps + i; step++)
                text.Append(FormattableString.Invariant($"{(char)('a' + i)},{Math.Sin(step * 0.3):F4},{Math.Cos(step * 0.3):F4}\n"));
        return text.ToString();
    }

    private static Tensor Series(int count, int steps) => Tensor.From<float>(
        [.. Enumerable.Range(0, count * steps).Select(i => MathF.Sin((i % steps * 0.3f) + (i / steps)) * 3)], [count, steps, 1]);

    private static string Message(Action action) => Should.Throw<BadArgumentException>(action).Message;
}
