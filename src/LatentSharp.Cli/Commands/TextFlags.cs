using System.CommandLine;

namespace LatentSharp;

/// <summary>The options that say how texts are read.</summary>
internal sealed class TextFlags
{
    private readonly SpecOption<string?> source = new(TextReadingOptions.Source);
    private readonly SpecOption<Enum> encoding = new(TextReadingOptions.Encoding), tokens = new(TextReadingOptions.Tokens);
    private readonly SpecOption<char?> separator = new(TextReadingOptions.LabelSeparator), until = new(TextReadingOptions.LabelUntil);
    private readonly SpecOption<int?> vocabulary = new(TextReadingOptions.Vocabulary), count = new(TextReadingOptions.MinimumCount),
        length = new(TextReadingOptions.Length);
    private readonly SpecOption<bool?> lowercase = new(TextReadingOptions.Lowercase);

    /// <summary>Where texts are, and how they are written.</summary>
    public IEnumerable<Option> Places => [source, encoding, separator, until];

    public IEnumerable<Option> All => [.. Places, tokens, vocabulary, count, lowercase, length];

    /// <summary>What the user said; null where nothing was said of texts.</summary>
    public TextOptions? Value(ParseResult parsed)
    {
        var said = new TextOptions
        {
            Source = source.Value(parsed), Encoding = (CharacterSet)encoding.Value(parsed), LabelSeparator = separator.Value(parsed),
            LabelUntil = until.Value(parsed), Length = length.Value(parsed),
            Tokens = new()
            {
                Kind = tokens.IsGiven(parsed, out var kind) ? (TokenKind)kind : null,
                VocabularySize = vocabulary.Value(parsed), MinimumCount = count.Value(parsed),
                Lowercase = lowercase.Value(parsed),
            },
        };
        return said == new TextOptions() ? null : said;
    }
}
