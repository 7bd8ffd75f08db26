using System.Globalization;
using System.Text.RegularExpressions;
using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>Lines fit the width that .editorconfig states.</summary>
public partial class LineLengthTests
{
    public static TheoryData<string> Folders => ["src", "tests", "bench", "samples", "eng"];

    [Theory]
    [MemberData(nameof(Folders))]
    public void No_line_is_longer_than_editorconfig_says(string folder)
    {
        var most = int.Parse(
            MaxLineLength().Match(File.ReadAllText(Path.Combine(Repository.Root, ".editorconfig"))).Groups["columns"].Value,
            CultureInfo.InvariantCulture);
        var files = Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal)).ToList();
        files.ShouldNotBeEmpty();
        files.SelectMany(file => File.ReadLines(Path.Combine(Repository.Root, file))
                .Select((line, i) => (Place: $"{file}:{i + 1}", Columns: new StringInfo(line).LengthInTextElements)))
            .Where(line => line.Columns > most).Select(line => $"{line.Place} has {line.Columns} columns of {most}").ShouldBeEmpty();
    }

    [GeneratedRegex(@"^max_line_length = (?<columns>\d+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex MaxLineLength();
}
