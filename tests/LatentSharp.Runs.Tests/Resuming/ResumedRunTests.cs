using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>Runs that break off and go on: the bytes of what they learned are those of a run that never stopped.</summary>
public sealed class ResumedRunTests : IDisposable
{
    private static readonly string[] Compared = ["model/weights.safetensors", "features.npy", "history.csv"];

    private readonly TemporaryFolder place = new();

    public void Dispose() => place.Dispose();

    /// <summary>Every kind that trains; the rest has nothing to go on with and is computed again.</summary>
    public static TheoryData<string> Kinds =>
    [
        .. ModelKind.All.Where(kind => kind.Defaults is TrainedOptions && kind.Defaults is not RestorationOptions)
            .Select(kind => kind.Name),
    ];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void EveryKindGoesOnToTheSameBytes(string model)
    {
        var request = Request(model);
        LearnRun.Run(request with { Output = place.File("whole") });
        var saved = request with { Output = place.File("run"), CheckpointEvery = CheckpointInterval.OfSteps(2) };

        Break(saved, after: 2);
        Directory.Exists(place.File("run")).ShouldBeFalse();
        Directory.Exists(place.File("run.checkpoints/training-0000")).ShouldBeTrue();
        Break(saved with { Resumes = true }, after: 1);
        LearnRun.Run(saved with { Resumes = true, Threads = 1 });

        Directory.Exists(place.File("run.checkpoints")).ShouldBeFalse();
        foreach (var file in Compared)
            File.ReadAllBytes(Path.Combine(place.File("run"), file))
                .ShouldBe(File.ReadAllBytes(Path.Combine(place.File("whole"), file)), file);
    }

    [Fact]
    public void ARunThatIsAskedToStopSaysHowItGoesOn()
    {
        var request = Request("autoencoder") with
        {
            Output = place.File("run"), CheckpointEvery = CheckpointInterval.OfTime(TimeSpan.FromHours(1)),
        };
        var stop = new StopSignal();
        Should.Throw<RunInterruptedException>(() => LearnRun.Run(request, new At(1, stop.Request), stop)).Message
            .ShouldContain($"latent learn --resume {place.File("run")}");
        InterruptedRun.Load(place.File("run")).Words.ShouldBe(["learn", "x"]);
        LearnRun.Run(request with { Resumes = true }).Metrics.Interrupted.ShouldBeFalse();
    }

    [Fact]
    public void WhatIsNotTheSameRunIsRefused()
    {
        var request = Request("autoencoder") with { Output = place.File("run"), CheckpointEvery = CheckpointInterval.OfSteps(1) };
        Refused(request with { Resumes = true }, "is no run that was interrupted");
        Break(request, after: 1);
        Refused(request, "was begun before and is not finished. Go on with latent learn --resume");
        Refused(request with { Resumes = true, Validation = 0.3 }, "was begun as another one: latent learn");
        Npy.Write(request.Data, new TestNumbers(2).Tensor([40, 8, 8], 0, 1));
        Refused(request with { Resumes = true }, "they have changed since");
        Refused(request with { Resumes = true, CheckpointEvery = null }, "Resumes");
        var file = place.File("run.checkpoints/run.json");
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"version\": \"", "\"version\": \"9", StringComparison.Ordinal));
        Refused(request with { Resumes = true }, "was begun by version 9");
        File.WriteAllText(file, "{");
        Should.Throw<BadFileException>(() => LearnRun.Run(request with { Resumes = true })).Message.ShouldContain("run.json");
    }

    [Theory]
    [InlineData("500steps", true)]
    [InlineData("1m", true)]
    [InlineData("0steps", false)]
    [InlineData("500", false)]
    [InlineData("0s", false)]
    [InlineData("steps", false)]
    public void IntervalsAreRead(string text, bool fits)
    {
        if (fits) LearnOptions.CheckpointEvery.Read(text)!.Value.ToString().ShouldBe(text == "1m" ? "60s" : text);
        else Should.Throw<BadArgumentException>(() => LearnOptions.CheckpointEvery.Read(text)).Message.ShouldContain("500steps");
    }

    private static void Refused(LearnRequest request, string because) =>
        Should.Throw<BadArgumentException>(() => LearnRun.Run(request)).Message.ShouldContain(because);

    private static void Break(LearnRequest request, int after)
    {
        using var cancellation = new CancellationTokenSource();
        Should.Throw<OperationCanceledException>(() => LearnRun.Run(request, new At(after, cancellation.Cancel), null, cancellation.Token));
    }

    private LearnRequest Request(string model)
    {
        var options = (TrainedOptions)ModelKind.Find(model)!.Defaults with { LatentSize = 3, Epochs = 4, BatchSize = 8 };
        if (options is EmbeddedClusterOptions embedded) options = embedded with { ClusteringRounds = 3 };
        var data = place.File("x.npy");
        Npy.Write(data, new TestNumbers(1).Tensor([40, 8, 8], 0, 1));
        Npy.Write(place.File("y.npy"), Tensor.From([.. Enumerable.Range(0, 40).Select(i => i % 2)]));
        return new()
        {
            Data = options.ReadsTexts ? place.Texts() : options is ForecasterOptions ? place.LongSeries() : data,
            Window = options is ForecasterOptions ? 8 : null,
            Reading = options is LanguageModelOptions ? new() : options.ReadsTexts ? new() { Text = new() { LabelSeparator = '\t' } }
                : options.NeedsLabels ? new() { Label = place.File("y.npy") } : new(),
            Estimator = options, Words = ["learn", "x"],
        };
    }

    /// <summary>Does something at the end of an epoch, of whichever training.</summary>
    private sealed class At(int epochs, Action action) : IProgress<LearnEvent>
    {
        private int seen;

        public void Report(LearnEvent value)
        {
            if (value is LearnEvent.Training { Progress.EpochEnded: true } && ++seen == epochs) action();
        }
    }
}
