using System.Text.Json;
using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary><c>latent data describe</c> and <c>latent data get</c>; downloads are tested with the library.</summary>
public sealed class DataCommandTests(WorkingFolder folder) : IClassFixture<WorkingFolder>
{
    [Fact]
    public void DescribesATableWithGaps()
    {
        var plain = LatentProgram.Run(folder.Path, "data", "describe", "gaps.csv", "--label", "kind");
        plain.ExitCode.ShouldBe(0, plain.Error);
        plain.Output.ShouldContain("missing   2 values");
        plain.Output.ShouldContain("labels    2 classes");

        using var json = JsonDocument.Parse(
            LatentProgram.Run(folder.Path, "data", "describe", "gaps.csv", "--label", "kind", "--json").Output);
        json.RootElement.GetProperty("count").GetInt32().ShouldBe(6);
        json.RootElement.GetProperty("missingValues").GetInt32().ShouldBe(2);
        var size = json.RootElement.GetProperty("columns")[0];
        size.GetProperty("name").GetString().ShouldBe("size");
        size.GetProperty("missing").GetInt32().ShouldBe(1);
        size.GetProperty("values").GetProperty("maximum").GetDouble().ShouldBe(9);
    }

    [Theory]
    [InlineData("uncompressed.parquet")]
    [InlineData("table.arrow")]
    public void DescribesATableOfTypedValues(string name)
    {
        File.WriteAllBytes(Path.Combine(folder.Path, name), ReferenceArchive.Read("Records", "records.zip")[name]);

        var plain = LatentProgram.Run(folder.Path, "data", "describe", name);

        plain.ExitCode.ShouldBe(0, plain.Error);
        plain.Output.ShouldContain("samples   4");
        plain.Output.ShouldContain("missing   5 values");
        plain.Output.ShouldContain("whole    1 to 40000");
    }

    [Fact]
    public void OneIsToldAsOne()
    {
        Directory.CreateDirectory(Path.Combine(folder.Path, "even"));
        foreach (var part in new[] { "TRAIN", "TEST" })
            File.WriteAllText(
                Path.Combine(folder.Path, "even", $"even_{part}.ts"), "@univariate true\n@classLabel true a\n@data\n1,2,3:a\n2,3,4:a\n");

        var output = LatentProgram.Run(folder.Path, "data", "describe", "even").Output;

        output.ShouldContain("sequences 3 steps of 1 channel" + Environment.NewLine);
        output.ShouldContain("labels    1 class" + Environment.NewLine);
    }

    [Fact]
    public void ACommandWithinACommandIsNamedWhole() =>
        LatentProgram.Run(folder.Path, "data", "describe", "good.csv", "--nosuch").Error
            .ShouldContain("--nosuch: latent data describe has no such option; see 'latent data describe --help'.");

    [Fact]
    public void DescribesAnArray()
    {
        var outcome = LatentProgram.Run(folder.Path, "data", "describe", "good.npy");
        outcome.ExitCode.ShouldBe(0, outcome.Error);
        outcome.Output.ShouldContain("samples   4");
        outcome.Output.ShouldContain("a sample  3 of float32");
        // 0 to 11: the mean is 5.5, the deviation the root of 143 / 12.
        outcome.Output.ShouldContain("values    0 to 11, mean 5.5, sd 3.4521");
        outcome.Output.ShouldContain("missing   none");
    }

    [Theory]
    [InlineData("1,2,3\n4,5,6", "3,2,1\n6,5,4", "3 steps of 1 channel")]
    [InlineData("1,2,3\n4,5", "3,2,1\n6,5,4", "2 to 3 steps of 1 channel, to test on 3 steps")]
    [InlineData("1,2,3\n4,5", "3\n4,5,6", "2 to 3 steps of 1 channel, to test on 1 to 3 steps")]
    [InlineData("1\n4", "3\n2", "1 step of 1 channel")]
    public void LengthsThatAreTheSameAreSaidOnce(string train, string test, string words)
    {
        var place = Directory.CreateDirectory(Path.Combine(folder.Path, Guid.NewGuid().ToString("N"))).FullName;
        foreach (var (part, lines) in new[] { ("TRAIN", train), ("TEST", test) })
            File.WriteAllText(
                Path.Combine(place, $"walk_{part}.ts"), $"@problemName walk\n@univariate true\n@classLabel false\n@data\n{lines}\n");

        var outcome = LatentProgram.Run(place, "data", "describe", "walk_TRAIN.ts");

        outcome.ExitCode.ShouldBe(0, outcome.Error);
        outcome.Output.Split('\n').ShouldContain($"sequences {words}");
    }

    [Fact]
    public void AdvisesWhatToDoAboutColumns()
    {
        File.WriteAllText(
            Path.Combine(folder.Path, "advice.csv"),
            "id,always,size,my kind\n"
                + string.Concat(
                    Enumerable.Range(1, 20).Select(i =>
                        FormattableString.Invariant($"{i},7,{(i * 7) % 13 / 2.0:0.0},{(i % 3 == 0 ? "oak" : "elm")}\n"))));

        var outcome = LatentProgram.Run(folder.Path, "data", "describe", "advice.csv");

        outcome.Output.Split('\n').Where(line => line.StartsWith("advice ", StringComparison.Ordinal)).ShouldBe(
        [
            "advice    'id' seems to count the rows, which says nothing of them; leave it out.",
            "advice    'always' is the same in all rows and says nothing; leave it out.",
            "advice    'my kind' has 2 different values; if these are classes and nothing to learn from, say so with --label \"my kind\".",
        ]);
        outcome.Output.ShouldContain("constant  1 of 5 values is the same in all samples");
        outcome.Output.ShouldContain("always    always 7");
        LatentProgram.Run(folder.Path, "data", "describe", "advice.csv", "--label", "my kind").Output.ShouldNotContain("--label");
    }

    [Fact]
    public void DescribesAFolderOfImages()
    {
        var outcome = LatentProgram.Run(folder.Path, "data", "describe", "pictures");
        outcome.ExitCode.ShouldBe(0, outcome.Error);
        outcome.Output.ShouldContain("samples   6, and 2 to test on");
        outcome.Output.ShouldContain("a sample  2 x 2 x 1 of float32");
        outcome.Output.ShouldContain("class0   3");
    }

    [Fact]
    public void RefusesASetWhoseFilesAreOthers()
    {
        var source = Directory.CreateDirectory(Path.Combine(folder.Path, "others")).FullName;
        foreach (var file in KnownSets.Find("mnist")!.Files) File.WriteAllBytes(Path.Combine(source, file.Name), new byte[file.Length]);

        var outcome = LatentProgram.RunWith(
            "LATENT_CACHE", Path.Combine(folder.Path, "cache"), folder.Path, "data", "get", "mnist", "--from", "others");

        outcome.ExitCode.ShouldBe(2);
        outcome.Error.ShouldContain("the file's SHA-256 is");
        (
            Directory.Exists(Path.Combine(folder.Path, "cache"))
                ? Directory.GetFiles(Path.Combine(folder.Path, "cache"), "*", SearchOption.AllDirectories)
                : []).ShouldBeEmpty();
    }

    [Fact]
    public void TakesASetFromAFolder()
    {
        var source = Path.GetDirectoryName(LatentSharp.Testing.DataSets.Require("mnist"))!;
        var cache = Path.Combine(folder.Path, "taken");

        var outcome = LatentProgram.RunWith("LATENT_CACHE", cache, folder.Path, "data", "get", "mnist", "--from", source);

        outcome.ExitCode.ShouldBe(0, outcome.Error);
        outcome.Output.ShouldContain("Next: latent learn mnist");
        Directory.GetFiles(Path.Combine(cache, "mnist")).Length.ShouldBe(4);
    }
}
