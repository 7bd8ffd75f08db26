namespace LatentSharp.Tests;

/// <summary>How a run chooses the epoch whose weights it keeps, and what it says of that.</summary>
public sealed class EarlyStoppingRunTests
{
    private static readonly AutoencoderOptions Small = new() { LatentSize = 2, Hidden = [8], Epochs = 20 };

    [Fact]
    public void WithManyRowsATenthOfThoseToLearnFromChooses()
    {
        using var place = new TemporaryFolder();
        var (metrics, prepared, _) = Learn(place.Clusters(rows: 700), place.File("run"), Small);

        // 140 are held out of 700, and a tenth of the 560 others, of each of two classes, is 56.
        prepared.Division.ShouldBe("560 to learn from, 140 held out");
        prepared.Choice.ShouldBe("56 of those to learn from are set aside, and the epoch is kept that is best on them");
        prepared.Model.ShouldContain("at most 20 epochs");
        metrics.PlannedEpochs.ShouldBe(20);
        File.ReadLines(place.File("run/history.csv")).First().ShouldBe("epoch,loss,val_loss");
        File.ReadAllText(place.File("run/report.html")).ShouldContain(metrics.Outcome);
    }

    [Fact]
    public void WithFewRowsTheNumberOfEpochsIsFoundByCrossValidation()
    {
        using var place = new TemporaryFolder();
        var (metrics, prepared, stages) = Learn(place.Clusters(), place.File("run"), Small);

        prepared.Choice.ShouldBe("the number of epochs is found by cross-validation of 5 folds");
        stages.ShouldBe(["fold 1 of 5", "fold 2 of 5", "fold 3 of 5", "fold 4 of 5", "fold 5 of 5", ""]);
        metrics.Outcome.ShouldEndWith(": least mean loss in cross-validation");
        File.ReadLines(place.File("run/history.csv")).First().ShouldBe("epoch,loss");
    }

    [Fact]
    public void WhereThatTakesLongNoneChoosesAndItSaysSo()
    {
        using var place = new TemporaryFolder();
        // 32 rows, 20 epochs: a network of 2 · 10¹⁰ / 640 weights would be the limit.
        new AutoencoderOptions { Hidden = [6000, 6000] }.WorkOfSample(3).ShouldBeGreaterThan(EpochSelection.MostWork / 640);
        var stop = new StopSignal();
        stop.Request();
        var (metrics, prepared, _) = Learn(place.Clusters(), place.File("run"), Small with { Hidden = [6000, 6000] }, stop);

        prepared.Choice.ShouldBe(
            "all epochs are trained: fewer than 500 rows are too few to set some aside, and "
            + "cross-validation (--early-stopping cross-validation) would take long");
        metrics.Outcome.ShouldBe("interrupted before the first of 20 epochs");
    }

    [Fact]
    public void NoTrainsAllEpochsOnAllRows()
    {
        using var place = new TemporaryFolder();
        var (metrics, prepared, _) = Learn(place.Clusters(), place.File("run"), Small with { EarlyStopping = EarlyStoppingMode.No });

        prepared.Choice.ShouldBe("all epochs are trained");
        (metrics.Epochs, metrics.KeptEpoch, metrics.Outcome).ShouldBe((20, 20, "trained for all 20 epochs"));
        SavedModel.Load(place.File("run")).Model.Options.ShouldBeOfType<AutoencoderOptions>().EarlyStopping.ShouldBe(EarlyStoppingMode.No);
    }

    /// <summary>What is held out is measured and nothing else: other values there change no weight.</summary>
    [Theory]
    [InlineData(700)]
    [InlineData(40)]
    public void TheHeldOutPartChoosesNothing(int rows)
    {
        using var place = new TemporaryFolder();
        var lines = File.ReadAllLines(place.Clusters(rows: rows));
        Learn(place.File("clusters.csv"), place.File("one"), Small);
        foreach (var row in new RandomStream(0).Derive("split").Permutation(rows).AsSpan()[..(rows / 5)]) lines[row + 1] =
            "3.5,2.5,0.25," + lines[row + 1].Split(',')[3];
        File.WriteAllLines(place.File("clusters.csv"), lines);
        Learn(place.File("clusters.csv"), place.File("two"), Small);

        File.ReadAllBytes(place.File("two/model/weights.safetensors")).ShouldBe(
            File.ReadAllBytes(place.File("one/model/weights.safetensors")));
        File.ReadAllText(place.File("two/history.csv")).ShouldBe(File.ReadAllText(place.File("one/history.csv")));
        File.ReadAllText(place.File("two/metrics.json")).ShouldNotBe(File.ReadAllText(place.File("one/metrics.json")));
    }

    [Fact]
    public void PcaAndAdversariesChooseNothing()
    {
        using var place = new TemporaryFolder();
        var (pca, prepared, _) = Learn(place.Clusters(), place.File("pca"), new PcaOptions { LatentSize = 2 });
        (prepared.Choice, pca.Outcome, pca.PlannedEpochs, pca.KeptEpoch).ShouldBe(("", "", null, null));
        var (gan, of, _) = Learn(place.Clusters(), place.File("gan"), new GanOptions { Epochs = 2 });
        (of.Choice, gan.Outcome, gan.KeptEpoch).ShouldBe(("", "trained for all 2 epochs", 2));
    }

    [Fact]
    public void OutcomesReadAsSentences()
    {
        Outcome(Small with { EarlyStopping = EarlyStoppingMode.Yes }, epochs: 9, 3, 2, 1, 2, 3,
            4).ShouldBe("stopped after epoch 5 of 9; the weights of epoch 3 are kept: least validation loss");
        Outcome(Small with { EarlyStopping = EarlyStoppingMode.Yes }, epochs: 3, 3, 2,
            1).ShouldBe("trained for all 3 epochs: the last has the least validation loss");
        Outcome(Small with { EarlyStopping = EarlyStoppingMode.Yes }, epochs: 3, 1, 2,
            3).ShouldBe("trained for all 3 epochs; the weights of epoch 1 are kept: least validation loss");
        Outcome(Small with { EarlyStopping = EarlyStoppingMode.No }, epochs: 1, 1).ShouldBe("trained for its one epoch");

        // A network whose validation loss is scripted; two epochs of patience.
        static string Outcome(EstimatorOptions options, int epochs, params double[] losses)
        {
            var model = new Sequential(new Dense(1));
            model.Compile(new Sgd(0.1), Losses.MeanSquaredError);
            var script = new LambdaCallback { EpochEnd = state => state.History.Add("scripted", losses[state.Epoch - 1]) };
            var stopping = new EarlyStopping { Monitor = "scripted", Mode = MonitorMode.Min, Patience = 2, RestoreBestWeights = true };
            return TrainingWords.Outcome(model.Fit(Tensor.Ones([4, 1]), Tensor.Ones([4, 1]), epochs, callbacks: [script, stopping]),
                options);
        }
    }

    private static (RunMetrics Metrics, LearnEvent.Prepared Prepared, string[] Stages) Learn(string data, string output,
        EstimatorOptions options, StopSignal? stop = null)
    {
        var listener = new Listener();
        var result = LearnRun.Run(new LearnRequest { Data = data, Reading = new() { Label = "kind" }, Estimator = options,
            Output = output }, listener, stop);
        return (result.Metrics, listener.Events.OfType<LearnEvent.Prepared>().ShouldHaveSingleItem(),
            [.. listener.Events.OfType<LearnEvent.Training>().Where(told => told.Progress is { EpochEnded: true, Epoch: 1 }).Select(told =>
                told.Progress.Stage ?? "")]);
    }

    private sealed class Listener : IProgress<LearnEvent>
    {
        internal List<LearnEvent> Events { get; } = [];

        public void Report(LearnEvent value) => Events.Add(value);
    }
}
