using System.Reflection;
using System.Text.RegularExpressions;
using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>Whatever operation no case of the operations' contract calls is named.</summary>
public partial class CompletenessTests
{
    /// <summary>
    /// What a plain reference of numbers does not fit: results without a gradient, random numbers, and the sum over all paths of an
    /// alignment, which CtcTests enumerates. Their tests stand elsewhere.
    /// </summary>
    private static readonly string[] TestedElsewhere =
    [
        "ArgMax", "ArgMin", "ArgSort", "CtcLoss", "Dropout", "Equal", "Greater", "Less", "OneHot", "RandomNormal", "RandomUniform",
        "StopGradient", "ToFloat", "ToIndices",
    ];

    [Fact]
    public void Every_operation_has_a_case()
    {
        var folder = Path.Combine(Repository.Root, "tests", "LatentSharp.Tensors.Tests", "Ops");
        var cases = string.Concat(Directory.GetFiles(folder, "*Cases.cs").Select(File.ReadAllText));
        var called = Call().Matches(cases).Select(match => match.Groups["name"].Value);
        Operations.Except(called).Except(TestedElsewhere).ShouldBeEmpty();
    }

    [Fact]
    public void What_has_no_case_is_tested_all_the_same()
    {
        var tests = string.Concat(
            Directory.GetFiles(Path.Combine(Repository.Root, "tests"), "*.cs", SearchOption.AllDirectories)
                .Where(path =>
                    Path.GetFileName(path) != "CompletenessTests.cs"
                        && !path.Contains("/obj/", StringComparison.Ordinal)).Select(File.ReadAllText));
        var called = Call().Matches(tests).Select(match => match.Groups["name"].Value);
        TestedElsewhere.Except(called).ShouldBeEmpty();
        TestedElsewhere.Except(Operations).ShouldBeEmpty("a name in the list is no operation any more");
    }

    [Fact]
    public void Every_operation_is_in_the_documentation()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "operations.md"));
        Operations.Where(name => !Regex.IsMatch(page, $@"\b{name}\b", RegexOptions.None, TimeSpan.FromSeconds(10))).ShouldBeEmpty();
    }

    private static IEnumerable<string> Operations =>
        typeof(Ops).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).Where(method => !method.IsSpecialName)
            .Select(method => method.Name).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\bOps\.(?<name>[A-Z]\w*)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Call();
}
