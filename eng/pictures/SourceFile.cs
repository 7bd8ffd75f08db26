using System.Text.RegularExpressions;

namespace LatentSharp.Pictures;

/// <summary>A file of the sources without comments and strings.</summary>
internal sealed partial record SourceFile(string Room, string Code, IReadOnlySet<string> Words)
{
    internal static SourceFile Read(string room, string path)
    {
        var code = CommentsAndStrings().Replace(File.ReadAllText(path), "");
        return new SourceFile(room, code, Word().Matches(code).Select(match => match.Value).ToHashSet(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"//.*|""(\\.|[^""\\])*""", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex CommentsAndStrings();

    [GeneratedRegex(@"[A-Za-z_]\w*", RegexOptions.None, 10_000)]
    private static partial Regex Word();
}
