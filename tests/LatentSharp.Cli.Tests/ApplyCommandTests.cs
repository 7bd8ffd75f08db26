using System.Globalization;
using System.Text.Json;

namespace LatentSharp.Tests;

/// <summary>What the program says of a model when it is used, in processes of their own.</summary>
public sealed class ApplyCommandTests(WorkingFolder folder) : IClassFixture<WorkingFolder>
{
    [Fact]
    public void EveryRowOfASetWithATestPartIsTakenAndFiguresAreToldByPart()
    {
        foreach (var (part, count) in new[] { ("TRAIN", 20), ("TEST", 8) })
        {
            Write(
                $"waves/waves_{part}.ts",
                "@univariate true\n@classLabel true flat steep\n@data\n" + string.Concat(Enumerable.Range(0, count).Select(
                i =>
                    string.Join(
                        ',',
                        Enumerable.Range(0, 8).Select(step =>
                            Text((step * (i % 2 == 0 ? 0.1 : 1)) + Math.Sin((part == "TEST" ? 100 : 0) + i + step)))) + (i % 2 == 0
                            ? ":flat\n"
                            : ":steep\n"))));
        }
        Succeed("learn", "waves", "--model", "cnn", "--filters", "4", "--epochs", "2", "--out", "waves-run");

        var predicted = Succeed("predict", "waves-run", "waves", "--out", "waves.csv");
        predicted.Error.ShouldContain("rows 1 to 20 are the part train, rows 21 to 28 are the part test.");
        foreach (var line in new[] { "accuracy ↑, 28 rows", "accuracy ↑, part train, 20 rows", "accuracy ↑, part test, 8 rows" })
            predicted.Output.ShouldContain(line);
        var lines = File.ReadAllLines(Place("waves.csv"));
        lines[0].ShouldBe("row,class,probability,probability_flat,probability_steep,part");
        lines.Length.ShouldBe(29);
        lines[20].ShouldEndWith(",train");
        lines[21].ShouldEndWith(",test");

        Succeed("predict", "waves-run", "waves", "--out", "test.csv", "--part", "test");
        File.ReadAllLines(Place("test.csv")).Length.ShouldBe(9);
        Succeed("features", "waves-run", "waves", "--out", "f.npy").Output.ShouldContain("f.npy: (28, ");
        Succeed("features", "waves-run", "waves", "--out", "f.csv", "--part", "train");
        File.ReadAllLines(Place("f.csv")).Length.ShouldBe(21);

        var measured = Succeed("evaluate", "waves-run", "waves").Output.Split(Environment.NewLine);
        measured[0].ShouldBe(
            "waves: measured on 28 rows, of which 20 are rows that the model learned from; "
            + "what it does on new ones is told by the 8 others");
        Squeezed(measured[1]).ShouldBe("all rows part train part test learned from others");
        Squeezed(measured[2]).ShouldBe("rows 28 20 8 20 8");

        var refused = LatentProgram.Run(folder.Path, "features", "run", "good.csv", "--label", "kind", "--part", "test", "--out", "no.csv");
        (refused.ExitCode, refused.Error.Trim()).ShouldBe(
            (2, "--part: good has no test part of its own, so there are no parts to choose from; leave it out."));
        LatentProgram.Run(folder.Path, "features", "run", "good.csv", "--part", "half", "--out", "no.csv").Error
            .ShouldContain("all, train or test");
    }

    [Fact]
    public void AResultIsNeverWrittenOverTheDataItComesFrom()
    {
        var text = "a,b,kind\n1,2,x\n2,4,y\n";
        Write("input.csv", text);
        var link = Place("link.csv");
        if (!OperatingSystem.IsWindows()) File.CreateSymbolicLink(link, "input.csv");
        foreach (
            var (data, output) in new[]
            {
                ("input.csv", "input.csv"),
                ("input.csv", $"..{Path.DirectorySeparatorChar}{Path.GetFileName(folder.Path)}/input.csv"),
                ("input.csv", "link.csv"),
                ("link.csv", "input.csv"),
            })
        {
            if (!File.Exists(link) && (data == "link.csv" || output == "link.csv")) continue;
            foreach (var command in new[] { "features", "reconstruct" })
            {
                var refused = LatentProgram.Run(folder.Path, command, "run", data, "--out", output);
                (refused.ExitCode, refused.Error.Trim()).ShouldBe(
                    (2, $"--out: '{output}' is a file of the data, which would be lost; name another."));
            }
        }
        File.ReadAllText(Place("input.csv")).ShouldBe(text);
        File.Delete(link);

        // What is there already and is none of the data is written anew.
        Write("result.csv", "old");
        Succeed("features", "run", "input.csv", "--out", "result.csv");
        File.ReadAllLines(Place("result.csv")).Length.ShouldBe(3);
    }

    [Fact]
    public void NothingIsReadFromFeaturesWhereNoClassComesTwice()
    {
        Write("pair.csv", "a,b,kind\n1,2.5,x\n2,4.5,y\n");
        Succeed("evaluate", "run", "pair.csv", "--label", "kind").Output.ShouldNotContain("cross-validated");
        Write("four.csv", "a,b,kind\n1,2.5,x\n2,4.5,y\n3,4.5,x\n4,4.5,y\n");
        Succeed("evaluate", "run", "four.csv", "--label", "kind").Output.ShouldContain("cross-validated in 4 parts on the 4 samples given");
    }

    [Fact]
    public void AColumnThatWasLearnedFromIsNoLabel()
    {
        var refused = LatentProgram.Run(folder.Path, "evaluate", "run", "good.csv", "--label", "a");
        (refused.ExitCode, refused.Error.Trim()).ShouldBe(
            (2, "good.csv: the column 'a' was learned from, so that it cannot hold the labels."));
    }

    [Fact]
    public void AClassOfTheTestPartAloneIsNamed()
    {
        foreach (var (part, other) in new[] { ("TRAIN", "steep"), ("TEST", "round") })
        {
            Write(
                $"lone/lone_{part}.ts",
                "@univariate true\n@classLabel true flat round steep\n@data\n" + string.Concat(Enumerable.Range(0, 6).Select(
                i => $"{i},{i + 1},{i * i}:{(i % 2 == 0 ? "flat" : other)}\n")));
        }

        Succeed("learn", "lone", "--model", "rnn", "--units", "4", "--epochs", "1", "--out", "lone-run").Output
            .ShouldContain(
                "note: the class 'round' is in the part held out alone (3 samples), so that it cannot be learned and counts as wrong.");
    }

    [Fact]
    public void ARareClassThatIsLostIsToldBesideTheAccuracy()
    {
        // One row in 25 is rare, and nothing but the third column tells it, which two components of three equal columns cannot keep.
        Write("rare.csv", "a,b,c,d,kind\n" + string.Concat(Enumerable.Range(0, 300).Select(
            i =>
                $"{Text(Wave(i, 1.7))},{Text(Wave(i, 2.3))},{Text(Wave(i, 3.1))}"
                + $",{Text(Wave(i, 4.3))},{(i % 25 == 0 ? "fraud" : "ok")}\n")));
        var learned = Succeed("learn", "rare.csv", "--label", "kind", "--latent", "2", "--hidden", "4", "--epochs", "2", "--out", "rare");

        learned.Output.ShouldContain("always “ok”: ");
        learned.Output.ShouldContain("  balanced accuracy ↑");
        learned.Output.ShouldContain("  recall of “fraud” ↑");
        learned.Output.ShouldContain("  average precision of “fraud” ↑");
        learned.Output.ShouldContain("Measured on the 60 samples held out; ↑ more is better, ↓ less is better.");
        learned.Output.Split(Environment.NewLine).Where(line =>
            line.StartsWith("Nearest neighbours ↑", StringComparison.Ordinal)
                || line.StartsWith("Linear probe ↑", StringComparison.Ordinal))
            .ShouldAllBe(line =>
                line.Contains("always “ok”: ", StringComparison.Ordinal) && !line.Contains("the same", StringComparison.Ordinal));
        using var metrics = JsonDocument.Parse(File.ReadAllText(Place("rare/metrics.json")));
        metrics.RootElement.GetProperty("classBalance").GetProperty("rarest").GetString().ShouldBe("fraud");
        foreach (var probe in new[] { "knn", "linearProbe", "pcaKnn", "pcaLinearProbe" })
            metrics.RootElement.GetProperty(probe).GetProperty("balancedAccuracy").GetDouble().ShouldBeInRange(0, 1);
        File.ReadAllText(Place("rare/report.html")).ShouldContain("recall of “fraud”");

        var measured = Succeed("evaluate", "rare", "rare.csv", "--label", "kind");
        measured.Output.ShouldContain(
            "read from the features, fitted on the 240 samples that the model learned from, measured on the 60 samples that it did not:");
        measured.Output.ShouldContain("  recall of the rarest class ↑");
    }

    [Fact]
    public void AsManyComponentsAsSamplesDoNotDrownTheProbe()
    {
        // Classes differ along one direction of 60; the last of 40 components of 40 samples is rounding.
        Write(
            "wide.csv",
            string.Join(',', Enumerable.Range(0, 60).Select(c => $"c{c}")) + ",kind\n" + string.Concat(Enumerable.Range(0, 50).Select(
            i =>
                string.Join(
                    ',',
                    Enumerable.Range(0, 60).Select(c => Text(Wave((i * 61) + c, 1.3) + (c % 2 == 0 && i % 2 == 0 ? 1.5 : 0)))) + (i % 2 == 0
                        ? ",x\n"
                        : ",y\n"))));
        Succeed("learn", "wide.csv", "--label", "kind", "--model", "pca", "--latent", "40", "--out", "wide");

        using var metrics = JsonDocument.Parse(File.ReadAllText(Place("wide/metrics.json")));
        metrics.RootElement.GetProperty("linearProbeAccuracy").GetDouble().ShouldBe(1);
    }

    private LatentProgram.Outcome Succeed(params string[] arguments)
    {
        var outcome = LatentProgram.Run(folder.Path, arguments);
        outcome.ExitCode.ShouldBe(0, outcome.Error);
        return outcome;
    }

    /// <summary>A number between -2 and 2 that looks drawn.</summary>
    private static double Wave(int i, double pace) => 2 * Math.Sin((i * i * pace) + (i * 7.77));

    private static string Text(double number) => Math.Round(number, 4).ToString(CultureInfo.InvariantCulture);

    private static string Squeezed(string line) => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private string Place(string name) => Path.Combine(folder.Path, name);

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Place(name))!);
        File.WriteAllText(Place(name), text);
    }
}
