using System.Text.Json;

namespace LatentSharp.Tests;

public sealed class CommandTests(WorkingFolder folder) : IClassFixture<WorkingFolder>
{
    [Fact]
    public void HelpTellsDefaultsAndRanges()
    {
        var help = LatentProgram.Run(folder.Path, "learn", "--help");

        help.ExitCode.ShouldBe(0);
        help.Output.ShouldContain("latent learn <DATA> [options]");
        help.Output.ShouldContain("rebuilds samples from few numbers [default]");
        foreach (var choice in ModelGroup.Learners.Choices) help.Output.ShouldContain($"--model {choice.Name} ");
        foreach (var flag in ModelGroup.Learners.Flags) help.Output.ShouldContain($"{flag.Spec.Name} <");
        help.Output.ShouldContain("a number above 0 and below 1 [default: 0.2]");
        LatentProgram.Run(folder.Path).Output.ShouldContain("latent learn digits");
        LatentProgram.Run(folder.Path, "--version").Output.Trim().ShouldBe(typeof(LearnRun).Assembly.GetName().Version!.ToString(3));
    }

    [Fact]
    public void HelpOfOneModelTellsItsOptionsAlone()
    {
        var help = LatentProgram.Run(folder.Path, "learn", "--model", "recurrent-autoencoder", "--help");

        help.ExitCode.ShouldBe(0);
        help.Output.ShouldContain("latent learn <DATA> --model recurrent-autoencoder [options]");
        help.Output.ShouldContain("[default: 0.003]");
        help.Output.ShouldContain("--cell <NAME>");
        help.Output.ShouldContain("--label <COLUMN>");
        help.Output.ShouldNotContain("--beta");
    }

    [Theory]
    [InlineData("perhaps learn is meant", "lern", "x")]
    [InlineData("perhaps learn is meant", "train", "x")]
    [InlineData("perhaps features is meant", "transform")]
    [InlineData("perhaps 'latent learn digits' is meant", "digits")]
    [InlineData("perhaps 'latent learn good.csv' is meant", "good.csv")]
    [InlineData("there are learn, features, predict", "qqqqqqqq")]
    [InlineData("perhaps describe is meant", "data", "descrbe", "x")]
    [InlineData("there are describe, get", "data")]
    public void ACommandThatIsNoneGetsAnAdvice(string advice, params string[] arguments)
    {
        var outcome = LatentProgram.Run(folder.Path, arguments);

        outcome.ExitCode.ShouldBe(2);
        outcome.Output.ShouldBeEmpty();
        outcome.Error.ShouldContain(advice);
    }

    [Fact]
    public void LearningSaysWhatItDoesInPlainLines()
    {
        var outcome = LatentProgram.Run(
            folder.Path, "learn", "good.csv", "--label", "kind", "--latent", "1", "--hidden", "8", "--epochs", "200",
            "--early-stopping", "yes", "--patience", "200", "--out", "plain");

        outcome.ExitCode.ShouldBe(0, outcome.Error);
        outcome.Error.ShouldBeEmpty();
        outcome.Output.ShouldNotContain("\u001b");
        outcome.Output.ShouldNotContain("\r\n\r");
        var lines = outcome.Output.Split(Environment.NewLine);
        lines[0].ShouldBe("good: 8 rows of 2 columns, 2 classes");
        lines[2].ShouldBe("6 to learn from, 2 held out");
        lines[3].ShouldBe("1 of those to learn from is set aside, and the epoch is kept that is best on it");
        lines.Count(line => line.StartsWith("Epoch ", StringComparison.Ordinal)).ShouldBeInRange(10, 22);
        lines.ShouldContain(line =>
            line.StartsWith("Epoch 200/200 - loss: ", StringComparison.Ordinal)
                && line.Contains(" - val_loss: ", StringComparison.Ordinal));
        lines.ShouldContain(line => line.StartsWith("trained for all 200 epochs", StringComparison.Ordinal));
        lines.ShouldContain("plain/report.html");
    }

    [Theory]
    [InlineData("autoencoder")]
    [InlineData("vae")]
    [InlineData("gan")]
    public void TheLargestBatchIsAll(string model)
    {
        string History(string batch, string run)
        {
            var outcome = LatentProgram.Run(
                folder.Path, "learn", "good.npy", "--model", model, "--latent", "1", "--hidden", "4", "--epochs", "3", "--batch", batch,
                "--out", run);
            outcome.ExitCode.ShouldBe(0, outcome.Error);
            return File.ReadAllText(Path.Combine(folder.Path, run, "history.csv"));
        }

        History("2147483647", $"largest-{model}").ShouldBe(History("1000000", $"large-{model}"));
    }

    [Fact]
    public void QuietSaysNothing()
    {
        var outcome = LatentProgram.Run(folder.Path, "learn", "good.npy", "--model", "pca", "--latent", "1", "--out", "silent", "--quiet");

        outcome.ShouldBe(new LatentProgram.Outcome(0, "", ""));
        Directory.Exists(Path.Combine(folder.Path, "silent", "model")).ShouldBeTrue();
    }

    [Fact]
    public void JsonIsAllOfTheOutput()
    {
        var outcome = LatentProgram.Run(
            folder.Path, "learn", "good.csv", "--label", "kind", "--model", "pca", "--latent", "1", "--out", "json", "--json");

        outcome.ExitCode.ShouldBe(0, outcome.Error);
        outcome.Output.ShouldBe(File.ReadAllText(Path.Combine(folder.Path, "json", "metrics.json")).ReplaceLineEndings());
        using var metrics = JsonDocument.Parse(outcome.Output);
        metrics.RootElement.GetProperty("model").GetString().ShouldBe("pca");
        outcome.Error.ShouldContain("6 to learn from, 2 held out");
    }

    [Fact]
    public void WithoutAFolderTheRunIsNamedAfterDataModelAndTime()
    {
        var outcome = LatentProgram.Run(folder.Path, "learn", "good.csv", "--label", "kind", "--model", "pca", "--latent", "1");

        outcome.ExitCode.ShouldBe(0, outcome.Error);
        Path.GetFileName(Directory.GetDirectories(Path.Combine(folder.Path, "runs")).ShouldHaveSingleItem()).ShouldStartWith("good-pca-");
    }

    [Fact]
    public void AFinishedRunServesNewData()
    {
        LatentProgram.Run(folder.Path, "features", "run", "good.csv", "--label", "kind", "--out", "new.csv").ExitCode.ShouldBe(0);
        File.ReadAllText(Path.Combine(folder.Path, "new.csv")).ShouldBe(File.ReadAllText(Path.Combine(folder.Path, "run", "features.csv")));

        LatentProgram.Run(folder.Path, "reconstruct", "run", "good.csv", "--label", "kind", "--out", "back.npy").ExitCode.ShouldBe(0);
        new FileInfo(Path.Combine(folder.Path, "back.npy")).Length.ShouldBe(128 + (8 * 2 * 4));

        using var learned = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder.Path, "run", "metrics.json")));
        using var measured = JsonDocument.Parse(
            LatentProgram.Run(folder.Path, "evaluate", "run", "good.csv", "--label", "kind", "--json").Output);
        measured.RootElement.GetProperty("learnedSamples").GetInt32().ShouldBe(6);
        measured.RootElement.GetProperty("groups").EnumerateArray().Last().GetProperty("reconstructionMse").GetDouble()
            .ShouldBe(learned.RootElement.GetProperty("reconstructionMse").GetDouble(), 1e-9);
    }

    [Theory]
    [InlineData("conv-autoencoder", "--filters", "3,4")]
    [InlineData("recurrent-autoencoder", "--cell", "gru")]
    public void SequencesOfUnequalLengthsAreLearnedAndServed(string model, string option, string value)
    {
        var run = "walks-" + model;
        var outcome = LatentProgram.Run(
            folder.Path, "learn", "walks.ts", "--model", model, option, value, "--latent", "2", "--epochs", "4", "--out", run);
        outcome.ExitCode.ShouldBe(0, outcome.Error);
        outcome.Output.ShouldContain("walks: 12 sequences of 3 to 6 steps, 2 classes");
        outcome.Output.ShouldContain($"{model} ");

        LatentProgram.Run(folder.Path, "features", run, "walks.ts", "--out", model + ".csv").ExitCode.ShouldBe(0);
        File.ReadAllText(Path.Combine(folder.Path, model + ".csv")).ShouldBe(
            File.ReadAllText(Path.Combine(folder.Path, run, "features.csv")));
        LatentProgram.Run(folder.Path, "reconstruct", run, "walks.ts", "--out", model + ".npy").ExitCode.ShouldBe(0);
        new FileInfo(Path.Combine(folder.Path, model + ".npy")).Length.ShouldBe(128 + (12 * 6 * 4));
        // The twelve are four sequences three times each, so that those held out were learned from in other places.
        using var measured = JsonDocument.Parse(LatentProgram.Run(folder.Path, "evaluate", run, "walks.ts", "--json").Output);
        measured.RootElement.GetProperty("learnedSamples").GetInt32().ShouldBe(12);
        measured.RootElement.GetProperty("reconstructionMse").GetDouble().ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public void ASignalEndsTheTrainingAndLeavesARun(string signal, int exitCode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals of this kind");
        string[] arguments =
        [
            "learn", "good.csv", "--label", "kind", "--latent", "1", "--hidden", "8", "--epochs", "100000000", "--out", signal,
        ];

        var outcome = LatentProgram.RunWithSignal(folder.Path, signal, "Epoch ", arguments);

        outcome.ExitCode.ShouldBe(exitCode, outcome.Error);
        using var metrics = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder.Path, signal, "metrics.json")));
        metrics.RootElement.GetProperty("stoppedEarly").GetBoolean().ShouldBeTrue();
        LatentProgram.Run(folder.Path, "evaluate", signal, "good.csv", "--label", "kind").ExitCode.ShouldBe(0);
    }
}
