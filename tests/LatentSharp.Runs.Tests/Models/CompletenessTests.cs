using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>Whatever kind of model lacks a saved sample or a word in the documentation is named.</summary>
public class CompletenessTests
{
    public static TheoryData<string> Kinds => [.. ModelKind.Names];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_has_a_saved_sample_that_a_test_reads(string kind)
    {
        var samples = Path.Combine(Repository.Root, "tests", "LatentSharp.Runs.Tests", "Samples", "format-1");
        Directory.GetDirectories(samples).Select(folder => SavedModel.Load(folder).Model.Name).ShouldContain(kind);
        File.ReadAllText(
            Path.Combine(
                Repository.Root, "tests", "LatentSharp.Runs.Tests", "Models", "SampleModelTests.cs")).ShouldContain($"\"format-1/{kind}");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_is_in_the_documentation(string kind)
    {
        File.ReadAllText(Path.Combine(Repository.Root, "README.md")).ShouldContain(
            kind.EndsWith("-autoencoder", StringComparison.Ordinal) ? "-autoencoder`" : $"`{kind}`");
        Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md").Select(File.ReadAllText).ShouldContain(page =>
            page.Contains($"`{kind}`", StringComparison.Ordinal) || page.Contains($"--model {kind}", StringComparison.Ordinal));
    }
}
