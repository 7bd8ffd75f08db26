namespace LatentSharp.Tests;

/// <summary>Comparing and tuning in processes of their own.</summary>
public sealed class CompareCommandTests(WorkingFolder folder) : IClassFixture<WorkingFolder>
{
    [Fact]
    public void AComparisonEndsWithASentenceAndAPage()
    {
        var outcome = LatentProgram.Run(folder.Path, "compare", "digits", "--goal", "reconstruct", "--budget", "2s", "--seeds", "1",
            "--out", "compared");
        outcome.ExitCode.ShouldBe(0, outcome.Error);
        outcome.Output.ShouldContain("less is better");
        outcome.Output.ShouldContain("rows that no choice has seen");
        outcome.Error.ShouldContain("the budget is 2s");
        File.Exists(Path.Combine(folder.Path, "compared", "report.html")).ShouldBeTrue();
        Refused("compare", "digits", "--goal", "sleep").ShouldContain("--goal");
        Refused("compare", "digits", "--budget", "soon").ShouldContain("90s, 5m or 1.5h");
        Refused("compare", "digits", "--label", "none", "--goal", "cluster").ShouldContain("needs labels");
    }

    [Fact]
    public void ASearchEndsWithTheCommandThatUsesWhatItFound()
    {
        string[] search = ["tune", "digits", "--hidden", "8", "--epochs", "3", "--trials", "2", "--budget", "60s", "--out", "tuned"];
        var outcome = LatentProgram.Run(folder.Path, search);
        outcome.ExitCode.ShouldBe(0, outcome.Error);
        outcome.Output.ShouldContain("latent learn digits ");
        outcome.Error.ShouldContain("searched are ");
        var again = LatentProgram.Run(folder.Path, search);
        again.ExitCode.ShouldBe(0, again.Error);
        again.Error.ShouldContain("goes on after 2 trainings");
        File.Exists(Path.Combine(folder.Path, "tuned", "tuning.json")).ShouldBeTrue();
        if (OperatingSystem.IsWindows()) return;
        // Killed as soon as the first training is written down, it ends with what the search that nobody stopped found.
        string[] killed = [.. search[..^1], "killed"];
        LatentProgram.Shell(
            folder.Path,
            $"{LatentProgram.InShell} {string.Join(' ', killed)} >out.txt 2>&1 & run=$!; "
            + "while [ \"$(cat killed/trials.jsonl 2>/dev/null | wc -l)\" -lt 2 ]; do sleep 0.02; done; "
            + "kill -KILL $run; wait $run").ExitCode.ShouldBe(137);
        var resumed = LatentProgram.Run(folder.Path, killed);
        resumed.ExitCode.ShouldBe(0, resumed.Error);
        resumed.Error.ShouldContain("goes on after ");
        File.ReadAllText(Path.Combine(folder.Path, "killed", "tuning.json"))
            .ShouldBe(File.ReadAllText(Path.Combine(folder.Path, "tuned", "tuning.json")));
        Refused("tune", "digits", "--model", "pca").ShouldContain("no option whose values are searched");
    }

    private string Refused(params string[] arguments)
    {
        var outcome = LatentProgram.Run(folder.Path, arguments);
        outcome.ExitCode.ShouldBe(2);
        outcome.Error.Trim().Split('\n').Length.ShouldBeLessThanOrEqualTo(3, outcome.Error);
        return outcome.Error;
    }
}
