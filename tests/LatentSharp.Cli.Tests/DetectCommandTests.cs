using System.Text.Json;

namespace LatentSharp.Tests;

/// <summary>Detecting, in processes of its own.</summary>
public sealed class DetectCommandTests(WorkingFolder folder) : IClassFixture<WorkingFolder>
{
    [Fact]
    public void ATableIsLearnedAndNewRowsAreJudged()
    {
        var rows = Enumerable.Range(0, 60)
            .Select(i => i == 30 ? "1,70,2" : FormattableString.Invariant($"{1 + (i % 7)},{2 + (i % 5)},{i % 3}"));
        File.WriteAllText(Path.Combine(folder.Path, "rows.csv"), "a,b,c\n" + string.Join('\n', rows) + "\n");

        var learned = LatentProgram.Run(folder.Path, "detect", "rows.csv", "--model", "iforest", "--out", "found", "--json");
        learned.ExitCode.ShouldBe(0, learned.Error);
        using var metrics = JsonDocument.Parse(learned.Output);
        metrics.RootElement.GetProperty("samples").GetInt32().ShouldBe(60);
        learned.Error.ShouldContain("row 31 ");
        learned.Error.ShouldContain("b 70 (usually ");
        foreach (var file in new[] { "report.html", "scores.csv", "metrics.json", "model/config.json", "model/detection.json" })
            File.Exists(Path.Combine(folder.Path, "found", file)).ShouldBeTrue(file);

        var judged = LatentProgram.Run(folder.Path, "detect", "found", "rows.csv", "--out", "judged");
        judged.ExitCode.ShouldBe(0, judged.Error);
        judged.Output.ShouldContain("rows are abnormal");
        File.ReadAllText(Path.Combine(folder.Path, "judged", "scores.csv")).ShouldBe(
            File.ReadAllText(Path.Combine(folder.Path, "found", "scores.csv")));
    }

    [Theory]
    [InlineData("--trees: says how to learn", "nowhere", "digits", "--trees", "5")]
    [InlineData("--neighbors: means nothing to iforest", "digits", "--model", "iforest", "--neighbors", "3")]
    [InlineData("--contamination: '2' does not fit", "digits", "--contamination", "2")]
    public void WhatDoesNotFitIsRefused(string because, params string[] arguments)
    {
        var refused = LatentProgram.Run(folder.Path, ["detect", .. arguments]);
        refused.ExitCode.ShouldBe(2);
        refused.Error.ShouldContain(because);
    }
}
