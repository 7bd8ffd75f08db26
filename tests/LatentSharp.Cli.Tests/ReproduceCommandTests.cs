namespace LatentSharp.Tests;

/// <summary>Measuring published figures anew, in processes of their own.</summary>
public sealed class ReproduceCommandTests(WorkingFolder folder) : IClassFixture<WorkingFolder>
{
    [Fact]
    public void TheListSaysWhatEachFigureIsAndWhichDataAreMissing()
    {
        var outcome = LatentProgram.Run(folder.Path, "reproduce", "--list", "--data-folder", folder.Path);
        outcome.ExitCode.ShouldBe(0, outcome.Error);
        outcome.Output.ShouldContain("digits_2_mse");
        outcome.Output.ShouldContain("published: 0.052 (PCA of as many features");
        outcome.Output.ShouldContain("takes about 5 seconds; data: built in");
        outcome.Output.ShouldContain("needs 14_glass.npz in adbench (ADBench");
    }

    [Fact]
    public void AFigureStandsBesideThePublishedOne()
    {
        var outcome = LatentProgram.Run(folder.Path, "reproduce", "digits_2_knn", "--quick", "--out", "figures.json");
        outcome.ExitCode.ShouldBe(0, outcome.Error);
        outcome.Output.ShouldContain("| figure | ours | goal |");
        outcome.Output.ShouldContain("| ≥ 0.84 |  | 0.613 | PCA of as many features");
        outcome.Error.ShouldContain("compare with nothing");
        File.ReadAllText(Path.Combine(folder.Path, "figures.json")).ShouldContain("\"quick\": true");
    }

    [Fact]
    public void WhatCannotBeMeasuredIsRefused()
    {
        Refused("digits_2_kmm").ShouldContain("perhaps digits_2_knn is meant");
        Refused("detect_glass_lof", "--data-folder", folder.Path).ShouldContain("detect_glass_lof needs 14_glass.npz in adbench");
        Refused().ShouldContain("--list");
        Refused("--list", "--data-folder", "nowhere").ShouldContain("--data-folder: nowhere is no folder.");
    }

    private string Refused(params string[] arguments)
    {
        var outcome = LatentProgram.Run(folder.Path, ["reproduce", .. arguments]);
        outcome.ExitCode.ShouldBe(2);
        outcome.Error.Trim().Split('\n').Length.ShouldBe(1, outcome.Error);
        return outcome.Error;
    }
}
