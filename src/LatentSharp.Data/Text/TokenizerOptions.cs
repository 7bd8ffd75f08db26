namespace LatentSharp;

/// <summary>How a <see cref="Tokenizer"/> takes texts apart, and how large its vocabulary may be.</summary>
public sealed record TokenizerOptions
{
    private const int MostWords = 20_000, MostCharacters = 10_000, MostBytePairs = 2_000;

    /// <summary>
    /// What texts are taken apart into. Default null: words; characters for one long text that is read in windows.
    /// </summary>
    public TokenKind? Kind { get; init; }

    /// <summary>
    /// The most tokens that the vocabulary has, with the <see cref="Tokenizer.SpecialCount"/> special ones, and with the 256 bytes that
    /// byte pairs begin with. Default null: 20,000 words, 10,000 characters, 2,000 byte pairs.
    /// </summary>
    public int? VocabularySize { get; init; }

    /// <summary>
    /// How often a token must occur to be in the vocabulary, 1 or more; the others are read as <see cref="Tokenizer.Unknown"/>. Of byte
    /// pairs, how often two parts must stand beside each other to be joined. Default null: 2 for words, so that there are unknown ones to
    /// learn from, and for byte pairs; 1 for characters.
    /// </summary>
    public int? MinimumCount { get; init; }

    /// <summary>Whether capitals are read as small letters. Default null: of words.</summary>
    public bool? Lowercase { get; init; }

    /// <summary>The same with everything filled in.</summary>
    /// <exception cref="BadArgumentException">A value is out of its range.</exception>
    internal TokenizerOptions Complete()
    {
        if (Kind is null) return (this with { Kind = TokenKind.Words }).Complete();
        if (!Enum.IsDefined(Kind.Value))
            throw new BadArgumentException($"{nameof(Kind)}: {Kind} does not fit; {nameof(TokenKind)} has {Names}.");
        var least = Kind == TokenKind.BytePairs ? Tokenizer.SpecialCount + BytePairTokenizer.Bytes : Tokenizer.SpecialCount + 1;
        if (VocabularySize is { } size && size < least)
            throw new BadArgumentException(
                $"{nameof(VocabularySize)}: {size} does not fit; {OptionName} need {least} or more, {Tokenizer.SpecialCount} of them "
                + $"special.");
        if (MinimumCount < 1)
            throw new BadArgumentException($"{nameof(MinimumCount)}: {MinimumCount} does not fit; it must be 1 or more.");
        return this with
        {
            VocabularySize = VocabularySize
                ?? Kind switch { TokenKind.Words => MostWords, TokenKind.Characters => MostCharacters, _ => MostBytePairs },
            MinimumCount = MinimumCount ?? (Kind == TokenKind.Characters ? 1 : 2),
            Lowercase = Lowercase ?? Kind == TokenKind.Words,
        };
    }

    private static string Names => string.Join(", ", Enum.GetNames<TokenKind>());

    private string OptionName => Kind switch { TokenKind.Words => "words", TokenKind.Characters => "characters", _ => "byte pairs" };
}
