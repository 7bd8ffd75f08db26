using System.Text.RegularExpressions;
using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>Every C# fence of README and docs stands, word for word, in a sample that is compiled and run.</summary>
public partial class FenceTests
{
    public static TheoryData<string> Pages =>
        [
            .. Directory.GetFiles(Repository.Root, "*.md").Concat(Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md"))
            .Select(path => Path.GetRelativePath(Repository.Root, path))];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Fences_stand_in_samples(string page)
    {
        var samples = Directory.GetFiles(Path.Combine(Repository.Root, "samples"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains("obj", StringComparison.Ordinal)).Select(path => Unindented(File.ReadAllText(path))).ToList();
        samples.ShouldNotBeEmpty();
        foreach (Match fence in Fence().Matches(File.ReadAllText(Path.Combine(Repository.Root, page))))
        {
            var code = Unindented(fence.Groups["code"].Value);
            samples.ShouldContain(
                sample => sample.Contains(code, StringComparison.Ordinal), $"{page} shows code that no sample has:\n{code}");
        }
    }

    [Fact]
    public void The_readme_has_fences() => Fence().Matches(File.ReadAllText(Path.Combine(Repository.Root, "README.md"))).ShouldNotBeEmpty();

    private static string Unindented(string code) => string.Join('\n', code.Split('\n').Select(line => line.Trim())).Trim();

    [GeneratedRegex("```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fence();
}
