using System.Collections.Immutable;

namespace LatentSharp;

/// <summary>
/// Turns texts into numbers of tokens and back. It is learned from texts, says the same of the same texts always, never changes and is
/// safe for use by many threads at once. Ids 0 to 3 are special: <see cref="Padding"/>, <see cref="Unknown"/>, <see cref="Begin"/> and
/// <see cref="End"/>.
/// </summary>
public abstract class Tokenizer
{
    /// <summary>The id behind the end of a text that is shorter than others.</summary>
    public const int Padding = 0;

    /// <summary>The id of what the vocabulary does not have.</summary>
    public const int Unknown = 1;

    /// <summary>The id before the first token of a text, for models that need one.</summary>
    public const int Begin = 2;

    /// <summary>The id behind the last token of a text, for models that need one.</summary>
    public const int End = 3;

    /// <summary>How many ids are special; they are the first ones.</summary>
    public const int SpecialCount = 4;

    /// <summary>What stands in a decoded text for <see cref="Unknown"/>: U+FFFD, the replacement character.</summary>
    public const string UnknownText = "\uFFFD";

    private protected Tokenizer(TokenizerOptions options) => Options = options;

    /// <summary>How it was learned, with everything filled in.</summary>
    public TokenizerOptions Options { get; }

    /// <summary>How many ids there are, with the special ones: ids are from 0 to one less.</summary>
    public abstract int VocabularySize { get; }

    /// <summary>
    /// What it has learned, one text a token after the special ones: words or characters as they are; of byte pairs each join as the ids of
    /// its two parts with a blank between them. With <see cref="Options"/> it makes the same tokenizer again (<see cref="FromTokens"/>).
    /// </summary>
    public abstract ImmutableArray<string> Tokens { get; }

    /// <summary>Learns a vocabulary from texts.</summary>
    /// <param name="texts">The texts, gone through once.</param>
    /// <param name="options">What texts are taken apart into; null for words.</param>
    /// <exception cref="BadArgumentException">An option does not fit.</exception>
    public static Tokenizer Fit(IEnumerable<string> texts, TokenizerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var complete = (options ?? new TokenizerOptions()).Complete();
        return complete.Kind switch
        {
            TokenKind.Words => WordTokenizer.Learn(texts, complete),
            TokenKind.Characters => CharacterTokenizer.Learn(texts, complete),
            _ => BytePairTokenizer.Learn(texts, complete),
        };
    }

    /// <summary>Puts together again what was learned.</summary>
    /// <param name="options">As <see cref="Options"/> gave them.</param>
    /// <param name="tokens">As <see cref="Tokens"/> gave them.</param>
    /// <exception cref="BadArgumentException">An option does not fit, or a token is damaged or there twice.</exception>
    public static Tokenizer FromTokens(TokenizerOptions options, IReadOnlyList<string> tokens)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(tokens);
        var complete = options.Complete();
        return complete.Kind switch
        {
            TokenKind.Words => new WordTokenizer(complete, [.. tokens]),
            TokenKind.Characters => new CharacterTokenizer(complete, [.. tokens]),
            _ => new BytePairTokenizer(complete, BytePairTokenizer.ReadMerges(tokens)),
        };
    }

    /// <summary>The ids of a text's tokens, without begin and end; what is not in the vocabulary is <see cref="Unknown"/>.</summary>
    public int[] Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var ids = new List<int>();
        Encode(Options.Lowercase == true ? text.ToLowerInvariant() : text, ids);
        return [.. ids];
    }

    /// <summary>
    /// A text of ids; padding, begin and end are left out. Of characters and byte pairs exactly the text that was encoded, where all of it
    /// was known and no capital was read as a small letter; of words with one blank between two.
    /// </summary>
    /// <exception cref="BadArgumentException">An id is no token's.</exception>
    public string Decode(ReadOnlySpan<int> ids)
    {
        foreach (var id in ids) CheckId(id);
        return Join(ids);
    }

    /// <summary>One token as people read it; of byte pairs that are no whole characters their bytes, as <c>&lt;C3&gt;</c>.</summary>
    /// <exception cref="BadArgumentException">The id is no token's.</exception>
    public string TextOf(int id)
    {
        CheckId(id);
        return id switch { Padding => "<padding>", Unknown => "<unknown>", Begin => "<begin>", End => "<end>", _ => Show(id) };
    }

    private protected abstract void Encode(string text, List<int> ids);

    private protected abstract string Join(ReadOnlySpan<int> ids);

    private protected abstract string Show(int id);

    private void CheckId(int id)
    {
        if ((uint)id >= (uint)VocabularySize)
            throw new BadArgumentException($"Tokenizer: {id} is the id of no token; there are 0 to {VocabularySize - 1}.");
    }
}
