using System.Globalization;
using System.Text;

namespace LatentSharp;

/// <summary>
/// Takes a text apart into pieces over which no byte pair reaches: a run of letters, of digits or of other signs, with the one blank
/// before it where there is one; or a run of other blanks and ends of lines. A run of more than 60 characters is several pieces. All pieces
/// together are the text.
/// </summary>
internal static class TextPieces
{
    // Joining takes a time that grows with the square of the length.
    private const int Longest = 60;

    /// <summary>The most bytes of UTF-8 that a piece has: a blank and three for each 16-bit half or whole character.</summary>
    internal const int LongestBytes = 3 * (Longest + 2);

    private enum Kind
    {
        Letters,
        Digits,
        Blanks,
        Signs,
    }

    /// <summary>Takes a piece off; false at the end.</summary>
    internal static bool Next(ref ReadOnlySpan<char> rest, out ReadOnlySpan<char> piece)
    {
        piece = default;
        if (rest.IsEmpty) return false;
        var start = rest[0] == ' ' && rest.Length > 1 && KindAt(rest, 1, out _) != Kind.Blanks ? 1 : 0;
        var kind = KindAt(rest, start, out var length);
        var end = start + length;
        while (end < rest.Length && end - start < Longest && KindAt(rest, end, out length) == kind) end += length;
        // The last of several blanks belongs to the word behind it.
        if (kind == Kind.Blanks && end > 1 && end < rest.Length && rest[end - 1] == ' ' && KindAt(rest, end, out _) != Kind.Blanks) end--;
        piece = rest[..end];
        rest = rest[end..];
        return true;
    }

    private static Kind KindAt(ReadOnlySpan<char> text, int place, out int length)
    {
        Rune.DecodeFromUtf16(text[place..], out var rune, out length);
        if (Rune.IsWhiteSpace(rune)) return Kind.Blanks;
        if (Rune.IsLetter(rune)) return Kind.Letters;
        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark => Kind.Letters,
            UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => Kind.Digits,
            _ => Kind.Signs,
        };
    }
}
