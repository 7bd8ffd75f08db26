using System.Text.Json;

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

        using var json = JsonDocument.Parse(LatentProgram.Run(folder.Path, "data", "describe", "gaps.csv", "--label", "kind", "--json").Output);
        json.RootElement.GetProperty("count").GetInt32().ShouldBe(6);
        json.RootElement.GetProperty("missingValues").GetInt32().ShouldBe(2);
        var size = json.RootElement.GetProperty("columns")[0];
        size.GetProperty("name").GetString().ShouldBe("size");
        size.GetProperty("missing").GetInt32().ShouldBe(1);
        size.GetProperty("values").GetProperty("maximum").GetDouble().ShouldBe(9);
    }

    [Fact]
    public void OneIsToldAsOne()
    {
        Directory.CreateDirectory(Path.Combine(folder.Path, "even"));
        foreach (var part in new[] { "TRAIN", "TEST" })
            File.WriteAllText(Path.Combine(folder.Path, "even", $"even_{part}.ts"), "@univariate true\n@classLabel true a\n@data\n1,2,3:a\n2,3,4:a\n");

        var output = LatentProgram.Run(folder.Path, "data", "describe", "even").Output;

        output.ShouldContain("sequences 3 steps of 1 channel, to test on 3 steps");
        output.ShouldContain("labels    1 class" + Environment.NewLine);
    }

    [Fact]
    public void ACommandWithinACommandIsNamedWhole() =>
        LatentProgram.Run(folder.Path, "data", "describe", "good.csv", "--nosuch").Error.ShouldContain("--nosuch: latent data describe has no such option; see 'latent data describe --help'.");

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

        var outcome = LatentProgram.RunWith("LATENT_CACHE", Path.Combine(folder.Path, "cache"), folder.Path, "data", "get", "mnist", "--from", "others");

        outcome.ExitCode.ShouldBe(2);
        outcome.Error.ShouldContain("the file's SHA-256 is");
        (Directory.Exists(Path.Combine(folder.Path, "cache")) ? Directory.GetFiles(Path.Combine(folder.Path, "cache"), "*", SearchOption.AllDirectories) : []).ShouldBeEmpty();
    }

    [SkippableFact]
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
