using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace LatentSharp;

/// <summary>
/// Words and signs: a run of letters, marks, digits and underscores is a token, with single apostrophes inside of it (<c>don't</c>); every
/// other character that is no blank is a token by itself.
/// </summary>
public sealed class WordTokenizer : ListedTokenizer
{
    internal WordTokenizer(TokenizerOptions options, ImmutableArray<string> tokens) : base(options, tokens)
    {
    }

    internal static WordTokenizer Learn(IEnumerable<string> texts, TokenizerOptions options)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        var lookup = counts.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var text in texts)
        {
            var rest = options.Lowercase == true ? text.ToLowerInvariant() : text.AsSpan();
            while (Next(ref rest, out var word)) Count(lookup, word);
        }
        return new WordTokenizer(options, Choose(counts, options));
    }

    private protected override void Encode(string text, List<int> ids)
    {
        var rest = text.AsSpan();
        while (Next(ref rest, out var word)) ids.Add(IdOf(word));
    }

    private protected override string Join(ReadOnlySpan<int> ids)
    {
        var text = new StringBuilder();
        foreach (var id in ids)
        {
            if (Decoded(id) is not { } word) continue;
            if (text.Length > 0) text.Append(' ');
            text.Append(word);
        }
        return text.ToString();
    }

    /// <summary>Takes blanks and a word or sign off; false at the end.</summary>
    private static bool Next(ref ReadOnlySpan<char> rest, out ReadOnlySpan<char> word)
    {
        var start = 0;
        int length;
        while (start < rest.Length && IsBlank(At(rest, start, out length))) start += length;
        rest = rest[start..];
        word = default;
        if (rest.IsEmpty) return false;
        var end = 0;
        while (end < rest.Length && IsInside(At(rest, end, out length))) end += length;
        // An apostrophe joins two parts of a word, but opens and closes nothing.
        while (end > 0 && end + 1 < rest.Length && rest[end] is '\'' or '\u2019' && IsInside(At(rest, end + 1, out length)))
        {
            end++;
            while (end < rest.Length && IsInside(At(rest, end, out length))) end += length;
        }
        if (end == 0) At(rest, 0, out end);
        word = rest[..end];
        rest = rest[end..];
        return true;
    }

    private static Rune At(ReadOnlySpan<char> text, int place, out int length)
    {
        // Half a character is read as U+FFFD.
        Rune.DecodeFromUtf16(text[place..], out var rune, out length);
        return rune;
    }

    private static bool IsBlank(Rune rune) => Rune.IsWhiteSpace(rune) || Rune.IsControl(rune);

    private static bool IsInside(Rune rune) =>
        Rune.IsLetterOrDigit(rune) || rune.Value == '_' || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark
            or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark or UnicodeCategory.LetterNumber
            or UnicodeCategory.OtherNumber;
}
