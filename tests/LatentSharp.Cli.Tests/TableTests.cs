using System.Text.Json;
using System.Text.RegularExpressions;

namespace LatentSharp.Tests;

/// <summary>A table with texts and gaps, from learning to use. Means and places by hand.</summary>
public sealed class TableTests(WorkingFolder folder) : IClassFixture<WorkingFolder>
{
    [Fact]
    public void ATableWithTextsAndGapsIsLearnedAndUsed()
    {
        var learned = LatentProgram.Run(
            folder.Path, "learn", "gaps.csv", "--label", "kind", "--missing", "impute", "--model", "pca", "--latent", "3", "--out", "gaps");
        learned.ExitCode.ShouldBe(0, learned.Error);
        learned.Output.ShouldContain(
            "colour (2 texts) became one number for each text (one-hot); missing values were replaced by "
            + "the column's mean or most frequent text in size (1), colour (1)");
        using var metrics = JsonDocument.Parse(Text("gaps/metrics.json"));
        metrics.RootElement.GetProperty("oneHotColumns").GetProperty("colour").GetInt32().ShouldBe(2);
        metrics.RootElement.GetProperty("imputedColumns").EnumerateObject().Select(column => (column.Name, column.Value.GetInt32()))
            .ShouldBe([("colour", 1), ("size", 1)]);
        using var config = JsonDocument.Parse(Text("gaps/model/config.json"));
        var encoding = config.RootElement.GetProperty("encoding");
        encoding.GetProperty("label").GetString().ShouldBe("kind");
        // (1 + 3 + 5 + 7 + 9) / 5 = 5; red is there three times, blue twice.
        encoding.GetProperty("columns").EnumerateArray().Select(column => column.GetProperty("fill").GetDouble()).ShouldBe([5, 1]);
        Text("gaps/report.html").ShouldContain("<h2>Data</h2>");
        Regex.Replace(Text("gaps/report.html"), "<[^>]*>", "").ShouldContain("--missing impute");

        // Three components of three numbers lose nothing, so what comes back is what was read.
        File.WriteAllText(Place("new.csv"), "id,colour,kind,size\n1,green,x,2\n2,blue,y,\n3,?,x,4\n");
        var used = LatentProgram.Run(folder.Path, "reconstruct", "gaps", "new.csv", "--out", "back.csv");
        used.ExitCode.ShouldBe(0, used.Error);
        used.Output.ShouldNotContain("note");
        used.Error.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).ShouldBe(
        [
            "note: new.csv: the column 'id' was not learned from and is passed over.",
            "note: new.csv: the column 'kind' holds labels and is passed over; to use them, name it with --label.",
            "note: new.csv: the column 'size' misses 1 value; the mean, 5, stands in.",
            "note: new.csv: the column 'colour' has 1 value that was not there in learning ('green'); all its numbers are 0 there.",
            "note: new.csv: the column 'colour' misses 1 value; the most frequent text, 'red', stands in.",
        ]);
        var lines = Text("back.csv").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines[0].TrimEnd().ShouldBe("size,colour=blue,colour=red");
        var values = lines.Skip(1).SelectMany(line => line.Split(','))
            .Select(cell => double.Parse(cell, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        double[] expected = [5, 1, 0, 4, 0, 1];
        for (var i = 0; i < expected.Length; i++) values[i + 3].ShouldBe(expected[i], 1e-4);
        values[0].ShouldBe(2, 1e-4);

        File.WriteAllText(Place("narrow.csv"), "size,kind\n1,x\n");
        var refused = LatentProgram.Run(folder.Path, "features", "gaps", "narrow.csv", "--out", "never.csv");
        refused.ExitCode.ShouldBe(2);
        refused.Error.Trim().ShouldBe("narrow.csv: the column 'colour' that was learned from is missing; there are 'size', 'kind'.");
        File.Exists(Place("never.csv")).ShouldBeFalse();
    }

    [Fact]
    public void WithoutImputationAGapInNewDataIsRefused()
    {
        File.WriteAllText(Place("gap.csv"), "b,a\n1,2\n,3\n");

        var refused = LatentProgram.Run(folder.Path, "features", "run", "gap.csv", "--out", "never.npy");

        refused.ExitCode.ShouldBe(2);
        refused.Error.ShouldStartWith("gap.csv: line 3, column 1 ('b'): the cell is empty; fill it");
    }

    private string Place(string name) => Path.Combine(folder.Path, name);

    private string Text(string name) => File.ReadAllText(Place(name));
}
