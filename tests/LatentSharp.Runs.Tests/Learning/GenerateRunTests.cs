using System.Globalization;
using System.Text.Json;
using LatentSharp.Testing;

namespace LatentSharp.Tests;

public sealed class GenerateRunTests
{
    [Theory]
    [InlineData("vae")]
    [InlineData("gan")]
    [InlineData("wgan-gp")]
    [InlineData("conv-vae")]
    [InlineData("dcgan")]
    public void ARunShowsWhatTheModelMakes(string model)
    {
        using var place = new TemporaryFolder();

        var run = Learn(place, model);

        Directory.GetFiles(Path.Combine(run.Folder, "samples")).Select(Path.GetFileName).Order(StringComparer.Ordinal)
            .ShouldBe(["epoch-0001.png", "epoch-0002.png"]);
        // 64 pictures of 8 × 8, enlarged 7 times, with a line between them.
        PngReader.Read(Path.Combine(run.Folder, "samples", "epoch-0002.png")).Info
            .ShouldBe(new PictureInfo((8 * 84) - 4, (8 * 84) - 4, 1, 8));
        var page = ReportPages.CheckSelfContained(File.ReadAllText(Path.Combine(run.Folder, "report.html")));
        string[] expected = model.EndsWith("vae", StringComparison.Ordinal)
            ? ["New samples", "Samples by epoch", "On the way between samples", "Latent units"]
            : ["New samples", "Samples by epoch", "On the way between samples"];
        page.Descendants("h2").Select(heading => heading.Value).Where(expected.Contains).ShouldBe(expected);
        page.Descendants("h2").Any(heading => heading.Value == "Originals and reconstructions").ShouldBe(expected.Length == 4);
    }

    [Theory]
    [InlineData("vae")]
    [InlineData("dcgan")]
    public void WeightsDependOnTheSeedAndNotOnThreads(string model)
    {
        using var place = new TemporaryFolder();
        var one = Weights("1", request => request with { Threads = 1 });
        Weights("2", request => request with { Threads = 2 }).ShouldBe(one);
        Weights("3", request => request with { Estimator = Small(model, seed: 1) }).ShouldNotBe(one);

        byte[] Weights(string name, Func<LearnRequest, LearnRequest> change) => File.ReadAllBytes(Path.Combine(
            LearnRun.Run(change(new LearnRequest { Data = "digits", Estimator = Small(model), Output = place.File(name) })).Folder, "model",
            "weights.safetensors"));
    }

    [Fact]
    public void MetricsHoldTheBoundAndItsParts()
    {
        using var place = new TemporaryFolder();
        var metrics = Metrics(Learn(place, "vae"));
        (-Number("elboReconstruction") - Number("elboKl")).ShouldBe(Number("elbo"), 1e-6);
        metrics.GetProperty("klPerUnit").EnumerateArray().Sum(unit => unit.GetDouble()).ShouldBe(Number("elboKl"), 1e-4);
        metrics.GetProperty("klPerUnit").GetArrayLength().ShouldBe(4);
        metrics.TryGetProperty("generatorLoss", out _).ShouldBeFalse();
        var generated = metrics.GetProperty("generated");
        generated.GetProperty("samples").GetInt32().ShouldBe(metrics.GetProperty("heldOutSamples").GetInt32());
        foreach (var share in new[] { "precision", "recall", "coverage" }) generated.GetProperty(share).GetDouble().ShouldBeInRange(0, 1);

        double Number(string name) => metrics.GetProperty(name).GetDouble();
    }

    [Fact]
    public void MetricsHoldBothLossesAndAccuracies()
    {
        using var place = new TemporaryFolder();
        var run = Learn(place, "gan");
        var metrics = Metrics(run);
        var last = File.ReadAllLines(Path.Combine(run.Folder, "history.csv"))[^1].Split(',')
            .Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray();
        string[] names = ["generatorLoss", "discriminatorLoss", "discriminatorAccuracyReal", "discriminatorAccuracyFake"];
        names.Select(name => metrics.GetProperty(name).GetDouble()).ShouldBe(last[1..]);
        metrics.TryGetProperty("elbo", out _).ShouldBeFalse();
        metrics.GetProperty("reconstructionMse").ValueKind.ShouldBe(JsonValueKind.Null);
        metrics.GetProperty("latentSize").GetInt32().ShouldBe(12, "the width of the discriminator's last hidden layer");
    }

    [Fact]
    public void SamplesGoIntoEachKindOfFile()
    {
        using var place = new TemporaryFolder();
        var run = Learn(place, "vae").Folder;
        GenerateRun.Samples(run, 5, 1, place.File("a.npy")).Shape.ShouldBe(new Shape(5, 8, 8, 1));
        var written = Npy.Read(place.File("a.npy"));
        GenerateRun.Samples(run, 5, 1, place.File("a.csv"));
        File.ReadAllLines(place.File("a.csv")).Length.ShouldBe(6);
        GenerateRun.Samples(run, 5, 1, place.File("a.png"));
        PngReader.Read(place.File("a.png")).Info.Width.ShouldBe((3 * 84) - 4);
        // In the units of the data, whose pixels go to 16.
        written.AsSpan().ToArray().Max().ShouldBeInRange(2, 16);
        GenerateRun.Samples(run, 5, 2, place.File("b.npy")).ToArray().ShouldNotBe(written.ToArray());
    }

    [Fact]
    public void PathsBeginAndEndAtTheirSamples()
    {
        using var place = new TemporaryFolder();
        var run = Learn(place, "vae").Folder;
        var between = GenerateRun.Interpolate(run, "digits", 3, 8, 0, 6, LatentPath.Linear, place.File("i.npy"));
        between.Shape.ShouldBe(new Shape(6, 8, 8, 1));
        ApplyRun.Reconstruct(run, "digits", place.File("r.npy"));
        var rebuilt = Npy.Read(place.File("r.npy"));
        Near(between.Rows(0, 1), rebuilt.Rows(2, 1));
        Near(between.Rows(5, 1), rebuilt.Rows(7, 1));

        var units = GenerateRun.Traverse(run, null, 3, 2, place.File("t.npy"));
        units.Shape.ShouldBe(new Shape(12, 8, 8, 1));
        // In the middle every unit is 0.
        Near(units.Rows(1, 1), units.Rows(4, 1));
        GenerateRun.Traverse(run, 2, 3, 2, place.File("t2.npy")).ToArray().ShouldBe(units.Rows(3, 3).ToArray());
    }

    [Fact]
    public void WhatDoesNotFitIsSaid()
    {
        using var place = new TemporaryFolder();
        var (vae, gan) = (Learn(place, "vae").Folder, Learn(place, "gan").Folder);
        var pca = LearnRun.Run(new LearnRequest { Data = "digits", Estimator = new PcaOptions(), Output = place.File("pca") }).Folder;
        Message(() => GenerateRun.Samples(pca, 3, 0, place.File("a.png"))).ShouldContain("pca makes no samples");
        Message(() => GenerateRun.Samples(vae, 0, 0, place.File("a.png"))).ShouldContain("--count");
        Message(() => GenerateRun.Samples(vae, 3, 0, place.File("a.jpg"))).ShouldContain(".png, .wav, .npy or .csv");
        Message(() => GenerateRun.Traverse(vae, 5, 3, 1, place.File("a.npy"))).ShouldContain("units 1 to 4");
        Message(() =>
            GenerateRun.Interpolate(vae, "digits", 1, 99_999, 0, 3, LatentPath.Linear, place.File("a.npy"))).ShouldContain("--to");
        Message(() =>
            GenerateRun.Interpolate(
                gan, "digits", 1, 2, 0, 3, LatentPath.Linear, place.File("a.npy"))).ShouldContain("no codes of samples");
        Message(() => ApplyRun.Reconstruct(gan, "digits", place.File("a.npy"))).ShouldContain("gan");

        static string Message(Action action) => Should.Throw<BadArgumentException>(action).Message;
    }

    [Fact]
    public void TablesAreMadeToo()
    {
        using var place = new TemporaryFolder();
        var data = place.Clusters();
        var run = LearnRun.Run(
            new LearnRequest
            {
                Data = data,
                Reading = new() { Label = "kind" },
                Estimator = new GanOptions { LatentSize = 2, Hidden = [8], Epochs = 2 },
                Output = place.File("run"),
            }).Folder;
        File.Exists(Path.Combine(run, "samples", "epoch-0002.npy")).ShouldBeTrue();
        GenerateRun.Samples(run, 4, 0, place.File("rows.csv"));
        File.ReadAllLines(place.File("rows.csv"))[0].ShouldBe("width,height,depth");
        Should.Throw<BadArgumentException>(() =>
            GenerateRun.Samples(run, 4, 0, place.File("rows.png"))).Message.ShouldContain("neither pictures nor sequences");
        var page = ReportPages.CheckSelfContained(File.ReadAllText(Path.Combine(run, "report.html")));
        var made = page.Descendants("section").Single(section => section.Element("h2")!.Value == "New samples");
        made.Descendants("th").Select(cell => cell.Value)
            .ShouldBe(["", "width", "height", "depth", .. Enumerable.Range(1, 10).Select(i => $"sample {i}")]);
        // The first row is the first row of the file, to a thousandth of the column's range.
        var row = File.ReadAllLines(place.File("rows.csv"))[1].Split(',').Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))
            .ToArray();
        var shown = made.Descendants("span").Take(3).Select(cell => double.Parse(cell.Value, CultureInfo.InvariantCulture)).ToArray();
        for (var i = 0; i < 3; i++) shown[i].ShouldBe(row[i], 0.051);
    }

    [Theory]
    [InlineData("vae")]
    [InlineData("gan")]
    public void SequencesAreMadeAsCurves(string model)
    {
        using var place = new TemporaryFolder();
        File.WriteAllText(
            place.File("waves.ts"),
            "@problemName waves\n@univariate false\n@dimensions 2\n@classLabel false\n@data\n"
                + string.Concat(Enumerable.Range(0, 40).Select(i =>
            $"{i % 7},{i % 5},{i % 3},1,2,3,4,5,6,{i % 4}:0,1,{i % 2},3,4,5,6,{i % 6},8,9\n")));

        var run = LearnRun.Run(
            new LearnRequest { Data = place.File("waves.ts"), Estimator = Small(model), Output = place.File("run") }).Folder;

        var page = ReportPages.CheckSelfContained(File.ReadAllText(Path.Combine(run, "report.html")));
        page.Descendants("img").ShouldBeEmpty();
        var made = page.Descendants("section").Single(section => section.Element("h2")!.Value == "New samples");
        made.Descendants("svg").Count().ShouldBe(55);
        made.Descendants("path").Count().ShouldBe(110, "a curve for each channel");
        // Panels of 168 × 60, one below the other for two channels: 64 tiles of 168 × 120 with a line of 4 between them, 7 beside each
        // other and 10 below.
        PngReader.Read(Path.Combine(run, "samples", "epoch-0002.png")).Info.ShouldBe(new PictureInfo((7 * 172) - 4, (10 * 124) - 4, 1, 8));
        GenerateRun.Samples(run, 3, 1, place.File("a.png")).Shape.ShouldBe([3, 10, 2]);
        GenerateRun.Samples(run, 3, 1, place.File("b.png"));
        File.ReadAllBytes(place.File("a.png")).ShouldBe(File.ReadAllBytes(place.File("b.png")));
        // A path is a row.
        GenerateRun.Interpolate(run, null, 1, 2, 0, 5, LatentPath.Linear, place.File("i.png"));
        PngReader.Read(place.File("i.png")).Info.ShouldBe(new PictureInfo((5 * 172) - 4, 120, 1, 8));
    }

    private static LearnResult Learn(TemporaryFolder place, string model) =>
        LearnRun.Run(new LearnRequest { Data = "digits", Estimator = Small(model), Output = place.File(model) });

    private static EstimatorOptions Small(string model, long seed = 0) => model switch
    {
        "vae" => new VariationalAutoencoderOptions { LatentSize = 4, Hidden = [12], Epochs = 2, Seed = seed },
        "conv-vae" => new ConvolutionalVariationalAutoencoderOptions { LatentSize = 4, Filters = [4, 4], Epochs = 2, Seed = seed },
        "gan" => new GanOptions { LatentSize = 4, Hidden = [12], Epochs = 2, Seed = seed },
        "dcgan" => new DcganOptions { LatentSize = 4, Filters = [4, 4], Epochs = 2, Seed = seed },
        _ => new WassersteinGanOptions { LatentSize = 4, Hidden = [12], Epochs = 2, Seed = seed },
    };

    private static JsonElement Metrics(LearnResult run) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(run.Folder, "metrics.json"))).RootElement;

    private static void Near(Tensor actual, Tensor expected)
    {
        for (var i = 0; i < expected.Count; i++) actual.AsSpan()[i].ShouldBe(expected.AsSpan()[i], 1e-4f);
    }
}
