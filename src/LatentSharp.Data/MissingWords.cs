using System.Text;

namespace LatentSharp;

/// <summary>
/// The one list of words that stand for a missing value, in tables, in JSON and in sequences, for values and for labels alike.
/// </summary>
internal static class MissingWords
{
    private const int LongestInBytes = 10;

    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "", "?", "-", "--", "–", "—", "na", "n/a", "#n/a", "#na", "<na>", "nan", "+nan", "-nan", "nat", "null", "none",
    };

    /// <summary>Whether a text, without the blanks around it, stands for nothing.</summary>
    internal static bool Contains(string text) => Words.Contains(CellText.TrimBlanks(text));

    /// <inheritdoc cref="Contains(string)"/>
    internal static bool Contains(ReadOnlySpan<byte> text)
    {
        text = CellText.TrimBlanks(text);
        if (text.Length > LongestInBytes) return false;
        Span<char> word = stackalloc char[LongestInBytes];
        return Words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word[..Encoding.UTF8.GetChars(text, word)]);
    }
}
