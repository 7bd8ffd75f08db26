using System.Collections.Immutable;
using System.Text;

namespace LatentSharp;

/// <summary>A token for each character, a Unicode scalar value; blanks and ends of lines are characters too.</summary>
public sealed class CharacterTokenizer : ListedTokenizer
{
    internal CharacterTokenizer(TokenizerOptions options, ImmutableArray<string> tokens) : base(options, tokens)
    {
        foreach (var token in tokens)
            if (Rune.DecodeFromUtf16(token, out _, out var length) != System.Buffers.OperationStatus.Done || length != token.Length)
                throw new BadArgumentException($"Tokenizer: the token '{token}' is not one character.");
    }

    internal static CharacterTokenizer Learn(IEnumerable<string> texts, TokenizerOptions options)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        var lookup = counts.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var text in texts)
            for (var rest = options.Lowercase == true ? text.ToLowerInvariant() : text.AsSpan(); !rest.IsEmpty;)
                if (Next(ref rest, out var character)) Count(lookup, character);
        return new CharacterTokenizer(options, Choose(counts, options));
    }

    private protected override void Encode(string text, List<int> ids)
    {
        for (var rest = text.AsSpan(); !rest.IsEmpty;) ids.Add(Next(ref rest, out var character) ? IdOf(character) : Unknown);
    }

    private protected override string Join(ReadOnlySpan<int> ids)
    {
        var text = new StringBuilder(ids.Length);
        foreach (var id in ids) text.Append(Decoded(id));
        return text.ToString();
    }

    /// <summary>Takes a character off; false for half of one, which no text in a file has.</summary>
    private static bool Next(ref ReadOnlySpan<char> rest, out ReadOnlySpan<char> character)
    {
        var isWhole = Rune.DecodeFromUtf16(rest, out _, out var length) == System.Buffers.OperationStatus.Done;
        character = rest[..length];
        rest = rest[length..];
        return isWhole;
    }
}
