namespace LatentSharp.Tests;

/// <summary>What is said of how a table is written, and what the program says that it took.</summary>
public sealed class TableFormatTests(WorkingFolder folder) : IClassFixture<WorkingFolder>
{
    [Theory]
    [InlineData(
        "colour,size\nred,S\nblue,M\nred,L\n", "", "samples   3",
        "note: the first line ('colour', 'size') was taken for the names of the columns; if it holds values, say so with --header no.")]
    [InlineData("colour,size\nred,S\nblue,M\nred,L\n", "--header no", "samples   4", "")]
    [InlineData(
        "5,3\n4,2\n7,1\n", "", "samples   3",
        "note: the first line ('5', '3') was read as values; if it holds the names of the columns, say so with --header yes.")]
    [InlineData("5,3\n4,2\n7,1\n", "--header yes", "samples   2", "")]
    [InlineData("1,2 3,4\n5,6 7,8\n", "--separator blank --decimal ,", "values    1.2 to 7.8", "")]
    [InlineData("7\n\"1,204\"\n", "--thousands comma", "values    7 to 1204", "")]
    [InlineData("7%\n5.5%\n", "", "values    5.5 to 7", "note: the column 'column 1' holds numbers in another notation: '7%' is read as 7")]
    [InlineData(
        "when,v\n2013-12-02,1\n2013-12-05,2\n", "--header yes", "when became days since 2013-12-02",
        "note: the column 'when' holds dates, which became days since 2013-12-02")]
    public void DescribeTakesAndSaysTheFormat(string text, string arguments, string output, string note)
    {
        File.WriteAllText(Path.Combine(folder.Path, "table.csv"), text);

        var outcome = LatentProgram.Run(
            folder.Path, ["data", "describe", "table.csv", .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        outcome.ExitCode.ShouldBe(0, outcome.Error);
        outcome.Output.ShouldContain(output);
        if (note.Length == 0) outcome.Error.ShouldBeEmpty();
        else outcome.Error.ShouldContain(note);
    }

    [Fact]
    public void LearningAndUseSayWhatWasTaken()
    {
        File.WriteAllText(Path.Combine(folder.Path, "eu.csv"), "k;v;kind\n1;1.204,5;x\n2;2.500,25;y\n3;3.100,75;x\n4;4.100;y\n5;5.100;x\n");
        var learned = LatentProgram.Run(folder.Path, "learn", "eu.csv", "--label", "3", "--model", "pca", "--latent", "1", "--out", "eu");
        learned.ExitCode.ShouldBe(0, learned.Error);
        learned.Output.ShouldContain(
            "note: the first line ('k', 'v', 'kind') was taken for the names of the columns; if it holds values, say so with --header no.");
        learned.Output.ShouldContain(
            "note: the column 'v' holds numbers in another notation: '1.204,5' is read as "
            + "1204.5; --decimal and --thousands say it otherwise.");
        File.ReadAllText(Path.Combine(folder.Path, "eu", "report.html")).ShouldContain("is read as 1204.5");

        // Another file of the same columns, in another format.
        File.WriteAllText(Path.Combine(folder.Path, "us.csv"), "7|1,204.5\n8|2,000\n");
        var refused = LatentProgram.Run(folder.Path, "features", "eu", "us.csv", "--out", "us.npy");
        refused.ExitCode.ShouldBe(2);
        refused.Error.ShouldContain(
            "us.csv: line 1, column 2: '1,204.5' is not a number as others in this column are; if it "
            + "is 1204.5, say so with --decimal point --thousands comma.");
        foreach (var command in new[] { "features", "reconstruct" })
        {
            var used = LatentProgram.Run(
                folder.Path, command, "eu", "us.csv", "--decimal", "point", "--thousands", ",", "--separator", "|", "--header", "no",
                "--out", $"{command}.npy");
            used.ExitCode.ShouldBe(0, used.Error);
            used.Output.ShouldContain("(2, ");
        }
        LatentProgram.Run(folder.Path, "evaluate", "eu", "eu.csv", "--label", "3", "--header", "yes").ExitCode.ShouldBe(0);
    }

    [Theory]
    [InlineData("learn good.csv --header maybe", "--header: 'maybe' does not fit; it must be yes or no")]
    [InlineData(
        "learn good.csv --separator x",
        "--separator: 'x' does not fit; it must be comma, semicolon, bar, tab or blank, or the sign itself.")]
    [InlineData("learn good.csv --decimal , --thousands ,", "--thousands: comma does not fit, since it is the decimal sign too")]
    [InlineData("learn digits --header yes", "digits: only .csv, .tsv, .txt")]
    [InlineData("data describe good.npy --decimal ,", "good.npy: only .csv, .tsv, .txt")]
    public void WhatCannotBeIsRefused(string arguments, string because)
    {
        var outcome = LatentProgram.Run(folder.Path, arguments.Split(' '));

        outcome.ExitCode.ShouldBe(2);
        outcome.Error.ShouldContain(because);
    }
}
