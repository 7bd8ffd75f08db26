namespace LatentSharp.Tests;

/// <summary>Few labels and explanations, in processes of their own.</summary>
public sealed class ExplainCommandTests(WorkingFolder folder) : IClassFixture<WorkingFolder>
{
    [Fact]
    public void FewLabelsServePredictionsAndARowIsExplained()
    {
        var learned = LatentProgram.Run(folder.Path, "learn", "digits", "--labels-for", "50", "--epochs", "2", "--out", "few");
        learned.ExitCode.ShouldBe(0, learned.Error);
        learned.Output.ShouldContain("1,437 to learn from (50 with labels, drawn by class, seed 0), 360 held out");
        learned.Output.ShouldContain("fitted on the 50 samples to learn from that have labels");
        LatentProgram.Run(folder.Path, "predict", "few", "digits", "--out", "few.csv").ExitCode.ShouldBe(0);

        var explained = LatentProgram.Run(folder.Path, "explain", "few", "digits", "--row", "7", "--out", "why.html");
        explained.ExitCode.ShouldBe(0, explained.Error);
        explained.Output.ShouldContain("All contributions sum up to");
        explained.Output.ShouldEndWith("why.html\n");
        File.ReadAllText(Path.Combine(folder.Path, "why.html")).ShouldContain("Integrated gradients");
    }

    [Theory]
    [InlineData("--row", "0", "--row: '0' does not fit; it must be a whole number of 1 or more.")]
    [InlineData("--of", "class", "--of: 'class' does not fit; ")]
    [InlineData("--out", "why.png", "--out: 'why.png' does not fit; it must be a path that ends in .html.")]
    public void WhatDoesNotFitIsSaidInASentence(string option, string value, string sentence)
    {
        string[] arguments = ["explain", "run", "good.csv", "--label", "kind", option, value];
        var outcome = LatentProgram.Run(folder.Path, option == "--out" ? arguments : [.. arguments, "--out", "no.html"]);
        outcome.ExitCode.ShouldBe(2);
        outcome.Error.ShouldStartWith(sentence);
        outcome.Error.Trim().ShouldNotContain("\n");
    }
}
