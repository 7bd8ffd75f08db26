using System.Globalization;

namespace LatentSharp;

/// <summary>
/// Takes a text apart into sentences: each ends with a full stop, a question or an exclamation mark and the quotes and brackets behind it,
/// before a blank and what does not begin with a small letter; or with an empty line. A full stop behind a single capital letter or a usual
/// abbreviation of English or German ends none.
/// </summary>
public static class Sentences
{
    private const string Ends = ".!?…", Closing = "\"'”’»)]}", WideEnds = "。！？";

    private static readonly HashSet<string> Abbreviations = new(StringComparer.OrdinalIgnoreCase)
    {
        "mr", "mrs", "ms", "dr", "prof", "st", "jr", "sr", "vs", "etc", "e.g", "i.e", "cf", "no", "fig", "inc", "ltd", "co", "vol", "pp",
        "approx", "dept", "gen", "rev", "z.b", "bzw", "usw", "ca", "nr", "vgl", "evtl", "ggf", "d.h", "u.a", "hr", "fr",
    };

    /// <summary>The sentences in their order, without the blanks around them; ends of lines inside of them are blanks.</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var sentences = new List<string>();
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (EndOf(text, start, i) is not { } end) continue;
            Add(text[start..end]);
            start = end;
            i = Math.Max(i, end - 1);
        }
        Add(text[start..]);
        return sentences;

        void Add(string part)
        {
            var plain = string.Join(' ', part.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            if (plain.Any(char.IsLetterOrDigit)) sentences.Add(plain);
        }
    }

    /// <summary>Where the sentence ends that the character may end; null when it does not.</summary>
    private static int? EndOf(string text, int start, int i)
    {
        if (text[i] == '\n') return IsEmptyLine(text, i) ? i + 1 : null;
        if (WideEnds.Contains(text[i], StringComparison.Ordinal)) return i + 1;
        if (!Ends.Contains(text[i], StringComparison.Ordinal)) return null;
        var end = i + 1;
        while (end < text.Length && (Ends + Closing).Contains(text[end], StringComparison.Ordinal)) end++;
        if (end == text.Length) return end;
        if (!char.IsWhiteSpace(text[end])) return null;
        var next = end;
        while (next < text.Length && char.IsWhiteSpace(text[next])) next++;
        if (next < text.Length && char.GetUnicodeCategory(text[next]) == UnicodeCategory.LowercaseLetter) return null;
        return text[i] == '.' && end == i + 1 && IsAbbreviation(text.AsSpan(start, i - start)) ? null : end;
    }

    private static bool IsEmptyLine(string text, int i)
    {
        for (i++; i < text.Length && char.IsWhiteSpace(text[i]); i++)
            if (text[i] == '\n') return true;
        return false;
    }

    private static bool IsAbbreviation(ReadOnlySpan<char> before)
    {
        var at = before.Length;
        while (at > 0 && (char.IsLetter(before[at - 1]) || before[at - 1] == '.')) at--;
        var word = before[at..];
        return (word.Length == 1 && char.IsUpper(word[0])) || Abbreviations.Contains(word.ToString());
    }
}
