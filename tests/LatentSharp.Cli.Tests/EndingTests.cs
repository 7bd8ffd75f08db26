using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;

namespace LatentSharp.Tests;

/// <summary>
/// How a training ends that is not left alone: by signals, by a second run in its place, by an output that cannot be written.
/// </summary>
public sealed class EndingTests : IDisposable
{
    private static readonly string[] Long = ["learn", "digits", "--latent", "2", "--epochs", "1000000", "--out", "run"];

    private readonly string folder = Directory.CreateTempSubdirectory("latent-ending-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("HUP", 129)]
    [InlineData("QUIT", 131)]
    public void ASignalThatEndsTheProgramAtOnceLeavesNothing(string signal, int exitCode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals of this kind");

        var outcome = LatentProgram.RunWithSignal(folder, signal, "Epoch ", Long);

        outcome.ExitCode.ShouldBe(exitCode, outcome.Error);
        outcome.Error.ShouldBeEmpty();
        Directory.GetFileSystemEntries(folder).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("autoencoder")]
    [InlineData("cnn")]
    [InlineData("vae")]
    [InlineData("gan")]
    public void AnInterruptedRunSaysSoOnTheTerminalInTheReportAndInTheMetrics(string model)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals of this kind");

        var outcome = LatentProgram.RunWithSignal(
            folder, "INT", "Epoch ", ["learn", "digits", "--model", model, "--latent", "2", "--epochs", "100000", "--out", "run"]);

        outcome.ExitCode.ShouldBe(130, outcome.Error);
        var said = outcome.Output.Split('\n').Single(line => line.StartsWith("interrupted in epoch ", StringComparison.Ordinal)).Trim();
        said.ShouldMatch("^interrupted in epoch [0-9]+ of [0-9]+");
        using var metrics = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "run", "metrics.json")));
        metrics.RootElement.GetProperty("interrupted").GetBoolean().ShouldBeTrue();
        metrics.RootElement.GetProperty("outcome").GetString().ShouldBe(said);
        var page = XDocument.Parse(File.ReadAllText(Path.Combine(folder, "run", "report.html")));
        page.Descendants("dd").Select(fact => fact.Value).ShouldContain(said);
        page.Descendants("div").Single(tile => (string?)tile.Element("span") == "Learned in").Element("small")!.Value
            .ShouldBe(said.Split(';')[0]);
        page.Descendants("section").Single(section => section.Element("h2")!.Value == "Training").Element("p")!.Value
            .ShouldContain($"It was {said}.");
    }

    [Fact]
    public void WithCheckpointsARunThatIsInterruptedSaysHowItGoesOn()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals of this kind");
        string[] words = ["learn", "digits", "--model", "mlp", "--epochs", "30", "--patience", "30", "--out", "run"];

        var outcome = LatentProgram.RunWithSignal(folder, "TERM", "Epoch ", [.. words, "--checkpoint-every", "5steps"]);

        outcome.ExitCode.ShouldBe(0, outcome.Error);
        outcome.Error.Trim().ShouldBe("run was interrupted; it goes on where it was with: latent learn --resume run");
        Directory.GetFileSystemEntries(folder).ShouldBe([Path.Combine(folder, "run.checkpoints")]);
        LatentProgram.Run(folder, "learn", "--resume", "run", "--seed", "1").Error.ShouldContain("leave --seed out");
        LatentProgram.Run(folder, "learn", "--resume", "run", "--threads", "1").ExitCode.ShouldBe(0);
        LatentProgram.Run(folder, [.. words[..^1], "whole"]).ExitCode.ShouldBe(0);
        foreach (var file in new[] { "model/weights.safetensors", "features.npy", "history.csv" })
            File.ReadAllBytes(Path.Combine(folder, "run", file)).ShouldBe(File.ReadAllBytes(Path.Combine(folder, "whole", file)), file);
        LatentProgram.Run(folder, "learn", "--resume", "run").Error.ShouldContain("It is finished.");
    }

    [Fact]
    public void AQuietRunThatIsInterruptedSaysSoOnTheErrorStream()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals of this kind");
        // A shell has its background programs ignore SIGINT, so that SIGTERM, which means the same, ends this one.
        var outcome = LatentProgram.Shell(
            folder,
            $"{LatentProgram.InShell} {string.Join(' ', Long)} --quiet >out.txt & run=$!; while ! ls -d .run.* "
            + $">/dev/null 2>&1; do sleep 0.1; done; sleep 2; kill -TERM $run; wait $run");

        outcome.ExitCode.ShouldBe(143, outcome.Error);
        File.ReadAllText(Path.Combine(folder, "out.txt")).ShouldBeEmpty();
        outcome.Error.ShouldStartWith("note: the training was interrupted in epoch ");
    }

    [Fact]
    public void ASecondSignalLeavesNothingHalfWritten()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals of this kind");
        using var training = LatentProgram.StartAndWaitFor(folder, "Epoch ", Long);

        LatentProgram.Kill(training, "TERM");
        LatentProgram.Kill(training, "TERM");
        training.StandardOutput.ReadToEnd();
        training.WaitForExit();

        training.ExitCode.ShouldBe(143);
        // It depends on the moment whether the first signal's run was complete; anything else is not there.
        Directory.GetFileSystemEntries(folder).Select(Path.GetFileName).Where(name => name != "run").ShouldBeEmpty();
        if (Directory.Exists(Path.Combine(folder, "run"))) File.Exists(Path.Combine(folder, "run", "report.html")).ShouldBeTrue();
    }

    [Fact]
    public void ASecondRunIntoThePlaceOfARunningOneIsRefusedBeforeItTrains()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the first run is ended by a signal");
        using var training = LatentProgram.StartAndWaitFor(folder, "Epoch ", Long);

        var second = LatentProgram.Run(folder, "learn", "digits", "--epochs", "1", "--out", "run");

        second.ExitCode.ShouldBe(2);
        second.Error.ShouldStartWith("--out: 'run' is being written by another run");
        second.Output.ShouldNotContain("Epoch");
        LatentProgram.Kill(training, "INT");
        training.StandardOutput.ReadToEnd();
        training.WaitForExit();
        Directory.GetFileSystemEntries(folder).ShouldBe([Path.Combine(folder, "run")]);
    }

    [Fact]
    public void WhatAppearsInItsPlaceIsKeptAndTheRunGoesBeside()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the run is ended by a signal");
        using var training = LatentProgram.StartAndWaitFor(folder, "Epoch ", Long);
        var foreign = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "run")).FullName, "note.txt");
        File.WriteAllText(foreign, "mine");

        LatentProgram.Kill(training, "TERM");
        var output = training.StandardOutput.ReadToEnd();
        training.WaitForExit();

        File.ReadAllText(foreign).ShouldBe("mine");
        Directory.GetFileSystemEntries(Path.Combine(folder, "run")).ShouldBe([foreign]);
        File.Exists(Path.Combine(folder, "run-2", "model", "weights.safetensors")).ShouldBeTrue();
        output.ShouldContain("note: run was filled by somebody else while this run went on");
        output.ShouldContain("run-2");
    }

    [Fact]
    public void TheNextRunClearsWhatAKilledOneLeft()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such signal");
        using (var training = LatentProgram.StartAndWaitFor(folder, "Epoch ", Long))
        {
            LatentProgram.Kill(training, "KILL");
            training.WaitForExit();
        }
        Directory.GetDirectories(folder, ".run.*.partial").Length.ShouldBe(1);

        LatentProgram.Run(folder, "learn", "digits", "--model", "pca", "--latent", "2", "--out", "other", "--quiet").ExitCode.ShouldBe(0);

        Directory.GetFileSystemEntries(folder).ShouldBe([Path.Combine(folder, "other")]);
    }

    [Fact]
    public void AnOutputThatCannotBeWrittenCostsNoRunAndIsSaid()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "there is no device that is always full");

        var outcome = LatentProgram.Shell(folder, $"{LatentProgram.InShell} learn digits --model pca --latent 2 --out run >/dev/full");

        outcome.ExitCode.ShouldBe(2);
        outcome.Error.ShouldStartWith("The standard output cannot be written: ");
        File.Exists(Path.Combine(folder, "run", "report.html")).ShouldBeTrue();
    }

    [Fact]
    public void AnOutputThatIsClosedCostsNoRunAndIsSaid()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a shell that can close it is needed");

        var outcome = LatentProgram.Shell(folder, $"{LatentProgram.InShell} learn digits --model pca --latent 2 --out run >&-");

        (outcome.ExitCode, outcome.Error.Trim()).ShouldBe((2, "The standard output cannot be written: it is closed."));
        File.Exists(Path.Combine(folder, "run", "report.html")).ShouldBeTrue();
    }
}
