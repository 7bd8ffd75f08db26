using System.Text.Json;

namespace LatentSharp.Tests;

/// <summary>Classifiers from learning to predictions, in processes of their own.</summary>
public sealed class ClassifierCommandTests(WorkingFolder folder) : IClassFixture<WorkingFolder>
{
    [Theory]
    [InlineData("cnn", "--filters", "8")]
    [InlineData("rnn", "--units", "16")]
    [InlineData("mlp", "--class-weights", "balanced")]
    public void AClassifierServesFromLearningToPredictions(string model, string option, string value)
    {
        var learned = LatentProgram.Run(
            folder.Path, "learn", "digits", "--model", model, option, value, "--epochs", "3", "--out", model, "--json");
        learned.ExitCode.ShouldBe(0, learned.Error);
        using var metrics = JsonDocument.Parse(learned.Output);
        var confusion = metrics.RootElement.GetProperty("confusionMatrix");
        confusion.GetProperty("classes").GetArrayLength().ShouldBe(10);
        var total = confusion.GetProperty("counts").EnumerateArray().Sum(row => row.EnumerateArray().Sum(count => count.GetInt32()));
        total.ShouldBe(metrics.RootElement.GetProperty("heldOutSamples").GetInt32());
        File.ReadAllText(Path.Combine(folder.Path, model, "report.html")).ShouldContain("What was taken for what");

        var measured = LatentProgram.Run(folder.Path, "evaluate", model, "digits", "--json");
        using var again = JsonDocument.Parse(measured.Output);
        again.RootElement.GetProperty("learnedSamples").GetInt32().ShouldBe(1437);
        var others = again.RootElement.GetProperty("groups").EnumerateArray()
            .Single(group => group.GetProperty("name").GetString() == "others");
        others.GetProperty("samples").GetInt32().ShouldBe(360);
        foreach (var name in new[] { "accuracy", "macroF1", "balancedAccuracy" })
            others.GetProperty(name).GetDouble().ShouldBe(metrics.RootElement.GetProperty(name).GetDouble());

        var predicted = LatentProgram.Run(folder.Path, "predict", model, "digits", "--out", model + ".csv");
        predicted.ExitCode.ShouldBe(0, predicted.Error);
        predicted.Output.ShouldContain("accuracy ↑, others, 360 rows");
        predicted.Output.ShouldContain("of which 1,437 are rows that the model learned from");
        var lines = File.ReadAllLines(Path.Combine(folder.Path, model + ".csv"));
        lines.Length.ShouldBe(1798);
        lines[0].ShouldBe("row,class,probability," + string.Join(',', Enumerable.Range(0, 10).Select(digit => $"probability_{digit}")));
        LatentProgram.Run(folder.Path, "predict", model, "digits", "--out", model + ".npy").ExitCode.ShouldBe(0);
        new FileInfo(Path.Combine(folder.Path, model + ".npy")).Length.ShouldBe(128 + (1797 * 10 * 4));
    }

    [Fact]
    public void WithoutLabelsAClassifierSaysWhatToDo()
    {
        var outcome = LatentProgram.Run(folder.Path, "learn", "good.npy", "--model", "cnn", "--out", "none");
        outcome.ExitCode.ShouldBe(2);
        outcome.Error.ShouldContain("--label");
        Directory.Exists(Path.Combine(folder.Path, "none")).ShouldBeFalse();
    }

    [Fact]
    public void AModelThatTellsNoClassesApartIsRefused()
    {
        var outcome = LatentProgram.Run(folder.Path, "predict", "run", "good.csv", "--label", "kind", "--out", "no.csv");
        outcome.ExitCode.ShouldBe(2);
        outcome.Error.ShouldContain("a model of the kind cnn, rnn, mlp or text-classifier does");
        File.Exists(Path.Combine(folder.Path, "no.csv")).ShouldBeFalse();
    }
}
