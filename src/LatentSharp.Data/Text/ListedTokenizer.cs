using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace LatentSharp;

/// <summary>
/// A tokenizer whose vocabulary is a list of texts: the most frequent first, of equal ones the first by their characters' codes.
/// </summary>
public abstract class ListedTokenizer : Tokenizer
{
    private readonly ImmutableArray<string> tokens;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> ids;

    private protected ListedTokenizer(TokenizerOptions options, ImmutableArray<string> tokens) : base(options)
    {
        this.tokens = tokens;
        var known = new Dictionary<string, int>(tokens.Length, StringComparer.Ordinal);
        for (var place = 0; place < tokens.Length; place++)
        {
            if (string.IsNullOrEmpty(tokens[place]))
                throw new BadArgumentException($"Tokenizer: token {place + 1} is empty; each has one character at least.");
            if (!known.TryAdd(tokens[place], SpecialCount + place))
                throw new BadArgumentException($"Tokenizer: the token '{tokens[place]}' is there twice.");
        }
        ids = known.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <inheritdoc/>
    public sealed override int VocabularySize => SpecialCount + tokens.Length;

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> Tokens => tokens;

    private protected int IdOf(ReadOnlySpan<char> token) => ids.TryGetValue(token, out var id) ? id : Unknown;

    private protected sealed override string Show(int id) => tokens[id - SpecialCount];

    /// <summary>The text of an id in a decoded text; null for one that is left out.</summary>
    private protected string? Decoded(int id) => id switch { Unknown => UnknownText, < SpecialCount => null, _ => Show(id) };

    /// <summary>The vocabulary of counted tokens.</summary>
    private protected static ImmutableArray<string> Choose(Dictionary<string, long> counts, TokenizerOptions options) =>
    [
        .. counts.Where(pair => pair.Value >= options.MinimumCount).OrderByDescending(pair => pair.Value)
            .ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(options.VocabularySize!.Value - SpecialCount).Select(pair => pair.Key),
    ];

    private protected static void Count(Dictionary<string, long>.AlternateLookup<ReadOnlySpan<char>> counts, ReadOnlySpan<char> token) =>
        CollectionsMarshal.GetValueRefOrAddDefault(counts, token, out _)++;
}
