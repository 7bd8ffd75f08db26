using System.Globalization;
using System.Text;
using System.Text.Json;

namespace LatentSharp.Tests;

public sealed class LearnRunTests
{
    private static readonly string[] Files =
    [
        "features.csv", "features.npy", "history.csv", "metrics.json", "model/config.json", "model/learned-rows.npy",
        "model/weights.safetensors", "report.html",
    ];

    [Theory]
    [InlineData("pca", "en-US")]
    [InlineData("autoencoder", "de-DE")]
    public void ARunFolderHoldsEverything(string model, string culture)
    {
        using var place = new TemporaryFolder();
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            LearnRun.Run(Request(place, model) with { Output = place.File("run") });
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        var run = place.File("run");
        Directory.GetFiles(run, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(run, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal).ShouldBe(Files);
        using var metrics = JsonDocument.Parse(File.ReadAllText(Path.Combine(run, "metrics.json")));
        metrics.RootElement.GetProperty("model").GetString().ShouldBe(model);
        metrics.RootElement.GetProperty("data").GetString().ShouldBe("clusters");
        metrics.RootElement.GetProperty("samples").GetInt32().ShouldBe(40);
        metrics.RootElement.GetProperty("inputShape").EnumerateArray().Select(size => size.GetInt32()).ShouldBe([3]);
        metrics.RootElement.GetProperty("latentSize").GetInt32().ShouldBe(2);
        string[] numbers =
        [
            "parameters", "epochs", "seconds", "samplesPerSecond", "trainLoss", "validationLoss", "reconstructionMse",
            "pcaReconstructionMse",
            "knnAccuracy", "linearProbeAccuracy", "pcaKnnAccuracy", "pcaLinearProbeAccuracy",
        ];
        foreach (var name in numbers) metrics.RootElement.GetProperty(name).ValueKind.ShouldBe(JsonValueKind.Number, name);
        metrics.RootElement.GetProperty("knnAccuracy").GetDouble().ShouldBe(1);
        var page = ReportPages.CheckSelfContained(File.ReadAllText(Path.Combine(run, "report.html")));
        page.Descendants("h1").Single().Value.ShouldBe("Features of clusters");
    }

    [Fact]
    public void FeaturesOfTheWholeDataSetAreTheSameInBothFiles()
    {
        using var place = new TemporaryFolder();
        var result = LearnRun.Run(Request(place, "pca") with { Output = place.File("run") });

        var (shape, values) = ReadNpy(Path.Combine(result.Folder, "features.npy"));
        shape.ShouldBe("(40, 2)");
        var lines = File.ReadAllLines(Path.Combine(result.Folder, "features.csv"));
        lines[0].ShouldBe("feature_1,feature_2,label");
        var cells = lines.Skip(1).Select(line => line.Split(',')).ToArray();
        cells.SelectMany(row => row[..2]).Select(cell => float.Parse(cell, CultureInfo.InvariantCulture)).ShouldBe(values);
        cells.Select(row => row[2]).ShouldBe(Enumerable.Range(0, 40).Select(i => i % 2 == 0 ? "small" : "large"));
    }

    [Fact]
    public void TheReconstructionErrorIsTheMeanOverHeldOutRowsInScaledUnits()
    {
        using var place = new TemporaryFolder();
        var request = Request(place, "pca") with { Output = place.File("run"), Estimator = new PcaOptions { LatentSize = 1 } };
        var result = LearnRun.Run(request);

        ApplyRun.Reconstruct(result.Folder, request.Data, place.File("back.npy"), new() { Label = "kind" });

        var back = ReadNpy(place.File("back.npy")).Values;
        var rows = File.ReadAllLines(request.Data).Skip(1)
            .Select(line => line.Split(',')[..3].Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray()).ToArray();
        var order = new RandomStream(request.Seed).Derive("split").Permutation(40);
        var held = order[..8];
        var learned = order[8..];
        var sum = 0.0;
        for (var c = 0; c < 3; c++)
        {
            var mean = learned.Average(row => rows[row][c]);
            var variance = learned.Average(row => Math.Pow(rows[row][c] - mean, 2));
            sum += held.Sum(row => Math.Pow(rows[row][c] - back[(row * 3) + c], 2) / variance);
        }
        result.Metrics.ReconstructionMse!.Value.ShouldBe(sum / 24, 1e-5);
    }

    /// <summary>
    /// n2d is an autoencoder and a map, whose bits on threads MapTests holds: with all digits it takes half a minute; texts have tests of
    /// their own.
    /// </summary>
    public static TheoryData<string> TrainedKinds =>
    [
        .. ModelKind.All.Where(kind => kind.Defaults is TrainedOptions and not N2dOptions && !kind.Defaults.ReadsTexts)
            .Select(kind => kind.Name),
    ];

    [Theory]
    [MemberData(nameof(TrainedKinds))]
    public void WeightsDependOnTheSeedAndNotOnThreads(string model)
    {
        using var place = new TemporaryFolder();
        var options = (TrainedOptions)ModelKind.Find(model)!.Defaults with { LatentSize = 3, Epochs = 1, BatchSize = 500 };
        if (options is EmbeddedClusterOptions embedded) options = embedded with { ClusteringRounds = 2 };
        byte[] Weights(string name, int threads, long seed) => File.ReadAllBytes(Path.Combine(
            LearnRun.Run(
                new LearnRequest
                {
                    Data = options.ReadsTexts ? place.Texts() : options is ForecasterOptions ? place.LongSeries() : "digits",
                    Window = options is ForecasterOptions ? 8 : null,
                    Reading = options.ReadsTexts ? new() { Text = new() { LabelSeparator = '\t' } } : new(),
                    Estimator = options with { Seed = seed }, Threads = threads, Output = place.File(name),
                }).Folder,
            "model", "weights.safetensors"));

        var one = Weights("1", 1, 0);

        Weights("2", 2, 0).ShouldBe(one);
        Weights("3", 1, 1).ShouldNotBe(one);
    }

    [Fact]
    public void RowsThatAreNoImagesNameTheOptionThatMakesThemSequences()
    {
        using var place = new TemporaryFolder();
        Should.Throw<BadArgumentException>(() => LearnRun.Run(
            new LearnRequest { Data = place.Clusters(), Reading = new() { Label = "kind" }, Estimator = new CnnOptions() }))
            .Message.ShouldContain("values whose order is that of time are sequences with --axes sequence.");
    }

    [Fact]
    public void HistoryHasALineForEachEpoch()
    {
        using var place = new TemporaryFolder();
        var result = LearnRun.Run(Request(place, "autoencoder")
            with { Output = place.File("run"), Estimator = Small with { EarlyStopping = EarlyStoppingMode.Yes, Patience = 60 } });

        var lines = File.ReadAllLines(Path.Combine(result.Folder, "history.csv"));
        lines[0].ShouldBe("epoch,loss,val_loss");
        lines.Length.ShouldBe(61);
        var kept = lines[result.Metrics.KeptEpoch!.Value].Split(',');
        double.Parse(kept[1], CultureInfo.InvariantCulture).ShouldBe(result.Metrics.TrainLoss!.Value);
        // The validation loss is of rows set aside from those to learn from; the error is of the part held out.
        lines.Skip(1).Min(line =>
            double.Parse(line.Split(',')[2], CultureInfo.InvariantCulture)).ShouldBe(double.Parse(kept[2], CultureInfo.InvariantCulture));
        result.Metrics.ValidationLoss.ShouldBe(result.Metrics.ReconstructionMse);
    }

    [Fact]
    public void AStoppedRunIsUsable()
    {
        using var place = new TemporaryFolder();
        var stop = new StopSignal();
        var result = LearnRun.Run(
            Request(place, "autoencoder") with { Output = place.File("run"), Estimator = Small with { Epochs = 1_000_000 } },
            new StopAtOnce(stop.Request), stop);

        (result.Metrics.StoppedEarly, result.Metrics.Interrupted, result.Metrics.PlannedEpochs).ShouldBe((true, true, 1_000_000));
        result.Metrics.Outcome.ShouldStartWith($"interrupted in epoch {result.Metrics.Epochs} of 1000000");
        File.ReadAllText(Path.Combine(result.Folder, "report.html")).ShouldContain(result.Metrics.Outcome);
        File.ReadAllText(Path.Combine(result.Folder, "metrics.json")).ShouldContain("\"interrupted\": true");
        result.Metrics.Epochs.ShouldBeLessThan(1_000_000);
        ApplyRun.Evaluate(result.Folder, place.File("clusters.csv"), new() { Label = "kind" }).Others().ReconstructionMse!.Value
            .ShouldBe(result.Metrics.ReconstructionMse!.Value, 1e-9);
    }

    [Fact]
    public void ACancelledRunLeavesNothing()
    {
        using var place = new TemporaryFolder();
        using var cancellation = new CancellationTokenSource();

        Should.Throw<OperationCanceledException>(() => LearnRun.Run(
            Request(place, "autoencoder") with { Output = place.File("runs/run"), Estimator = Small with { Epochs = 1_000_000 } },
            new StopAtOnce(cancellation.Cancel), null, cancellation.Token));

        Directory.GetFileSystemEntries(place.Path).ShouldBe([place.File("clusters.csv")]);
    }

    [Fact]
    public void ALearningRateThatIsTooLargeLeavesNothing()
    {
        using var place = new TemporaryFolder();

        Should.Throw<BadArgumentException>(() =>
            LearnRun.Run(Request(place, "autoencoder") with { Output = place.File("run"), Estimator = Small with { LearningRate = 1e30 } }))
            .Message.ShouldStartWith("--learning-rate: 1E+30 is too large");

        Directory.GetFileSystemEntries(place.Path).ShouldBe([place.File("clusters.csv")]);
    }

    [Fact]
    public void PcaFindsNoMoreFeaturesThanThereAreValues()
    {
        using var place = new TemporaryFolder();

        Should.Throw<BadArgumentException>(() =>
            LearnRun.Run(Request(place, "pca") with { Estimator = new PcaOptions { LatentSize = 4 } })).Message.ShouldContain("here 3");
    }

    [Theory]
    [InlineData("1,2\n3,5\n", 1)]
    [InlineData("1,2\n1,2\n1,2\n1,2\n1,2\n", 2)]
    [InlineData("1\n2\n3\n4\n5\n6\n", 3)]
    public void SmallAndDullDataAreLearnedToo(string table, int latent)
    {
        using var place = new TemporaryFolder();

        var result = LearnRun.Run(
            new LearnRequest
            {
                Data = place.Write("t.csv", table),
                Estimator = new AutoencoderOptions { LatentSize = latent, Hidden = [4], Epochs = 2 },
                Output = place.File("run"),
            });

        ReportPages.CheckSelfContained(File.ReadAllText(Path.Combine(result.Folder, "report.html")));
        using var metrics = JsonDocument.Parse(File.ReadAllText(Path.Combine(result.Folder, "metrics.json")));
        metrics.RootElement.GetProperty("reconstructionMse").ValueKind.ShouldBe(JsonValueKind.Number);
    }

    [Fact]
    public void NamesFromTheDataAreEscapedInTheReport()
    {
        using var place = new TemporaryFolder();
        var data = place.Write(
            "evil.csv", "<script>alert(1)</script>,\"a&b\"\"\",kind\n1,2,<img onerror=x>\n2,3,y\n3,5,y\n4,4,y\n9,1,<img onerror=x>\n");

        var result = LearnRun.Run(
            new LearnRequest { Data = data, Estimator = new PcaOptions { LatentSize = 1 }, Reading = new() { Label = "kind" },
                Output = place.File("run") });

        var page = ReportPages.CheckSelfContained(File.ReadAllText(Path.Combine(result.Folder, "report.html")));
        page.Descendants("th").Select(cell => cell.Value).ShouldContain("<script>alert(1)</script>");
    }

    [Fact]
    public void DataWithoutLabelsHaveNoAccuracies()
    {
        using var place = new TemporaryFolder();
        var data = place.Write(
            "plain.csv", string.Join('\n', Enumerable.Range(0, 20).Select(i => FormattableString.Invariant($"{i},{i * i % 7},{i % 3}"))));

        var result = LearnRun.Run(
            new LearnRequest { Data = data, Estimator = new PcaOptions { LatentSize = 1 }, Output = place.File("run") });

        using var metrics = JsonDocument.Parse(result.Metrics.ToJson());
        metrics.RootElement.TryGetProperty("knnAccuracy", out _).ShouldBeFalse();
        File.ReadAllLines(Path.Combine(result.Folder, "features.csv"))[0].ShouldBe("feature_1");
        ReportPages.CheckSelfContained(File.ReadAllText(Path.Combine(result.Folder, "report.html")));
    }

    [Fact]
    public void EveryKindThatRebuildsServesNewDataAfterwards()
    {
        using var place = new TemporaryFolder();
        foreach (var kind in ModelKind.All.Where(kind => kind.Defaults is AutoencoderOptions or PcaOptions))
        {
            var options = kind.Defaults is AutoencoderOptions trained
                ? trained with { LatentSize = 2, Hidden = [8], Epochs = 2 }
                : (FeatureOptions)kind.Defaults with { LatentSize = 2 };
            var result = LearnRun.Run(
                new LearnRequest { Data = place.Clusters(), Reading = new() { Label = "kind" }, Estimator = options,
                    Output = place.File(kind.Name) });

            ReportPages.CheckSelfContained(File.ReadAllText(Path.Combine(result.Folder, "report.html"))).Descendants("code").Single().Value
                .ShouldContain(
                kind.Name == "autoencoder" ? "latent learn" : $"--model {kind.Name}");
            ApplyRun.Features(
                result.Folder, place.File("clusters.csv"), place.File($"{kind.Name}.npy"), new() { Label = "kind" })
                    .Shape.ShouldBe(new Shape(40, 2));
            ApplyRun.Reconstruct(
                result.Folder, place.File("clusters.csv"), place.File($"{kind.Name}-back.npy"), new() { Label = "kind" })
                    .Shape.ShouldBe(new Shape(40, 3));
            ApplyRun.Evaluate(result.Folder, place.File("clusters.csv"), new() { Label = "kind" }).Others().ReconstructionMse!.Value
                .ShouldBe(result.Metrics.ReconstructionMse!.Value, 1e-9);
        }
    }

    private static readonly AutoencoderOptions Small = new() { LatentSize = 2, Hidden = [16], Epochs = 60 };

    private static LearnRequest Request(TemporaryFolder place, string model) => new()
    {
        Data = place.Clusters(),
        Reading = new() { Label = "kind" },
        Estimator = model == "pca" ? new PcaOptions { LatentSize = 2 } : Small,
    };

    /// <summary>Reads an npy file of version 1 as its specification says: magic, version, length of the header, header, values.</summary>
    private static (string Shape, float[] Values) ReadNpy(string path)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[..8].ShouldBe([0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0]);
        var length = BitConverter.ToUInt16(bytes, 8);
        var header = Encoding.ASCII.GetString(bytes, 10, length);
        header.ShouldContain("'descr': '<f4'");
        header.ShouldContain("'fortran_order': False");
        var from = header.IndexOf('(', StringComparison.Ordinal);
        var shape = header[from..(header.IndexOf(')', from) + 1)];
        return (shape, [.. bytes[(10 + length)..].Chunk(4).Select(four => BitConverter.ToSingle(four))]);
    }

    private sealed class StopAtOnce(Action action) : IProgress<LearnEvent>
    {
        public void Report(LearnEvent value)
        {
            if (value is LearnEvent.Training) action();
        }
    }
}
