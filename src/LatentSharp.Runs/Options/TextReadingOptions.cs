using System.Globalization;

namespace LatentSharp;

/// <summary>The options that say how texts are read, each declared here and nowhere else.</summary>
public static class TextReadingOptions
{
    /// <summary>Where the texts are.</summary>
    public static OptionSpec<string?> Source { get; } = OptionKinds.Text(
        "--text", "COLUMN|lines|whole",
        "Where texts are: a column of a table or a key of a .jsonl file, or of any other file its lines, or the whole of it.",
        "a column's name or its number from 1, a key, lines, or whole");

    /// <summary>How characters are written as bytes.</summary>
    public static OptionSpec<Enum> Encoding { get; } = OptionKinds.Choice(
        "--encoding", "How the characters of texts are written as bytes: utf8, or latin1, a byte each.", CharacterSet.Utf8);

    /// <summary>What stands behind a label at the beginning of each line.</summary>
    public static OptionSpec<char?> LabelSeparator { get; } = OptionKinds.Sign(
        "--label-separator", "The sign behind the label at the beginning of each line of texts.", "lines have no labels", ("tab", '\t'),
        ("blank", ' '), ("comma", ','), ("semicolon", ';'), ("bar", '|'), ("colon", ':'));

    /// <summary>The sign from which on such a label is left out.</summary>
    public static OptionSpec<char?> LabelUntil { get; } = OptionKinds.Sign(
        "--label-until", "The sign from which on a label at the beginning of a line is left out, as what follows the colon of DESC:manner.",
        "labels are whole", ("colon", ':'), ("point", '.'), ("dash", '-'), ("bar", '|'), ("slash", '/'), ("underscore", '_'));

    /// <summary>What texts are taken apart into.</summary>
    public static OptionSpec<Enum> Tokens { get; } = OptionKinds.Choice(
        "--tokens",
        "What texts are taken apart into: words and signs, characters, which a language-model reads when nothing is said, or parts of "
        + "words that are learned from the texts.",
        TokenKind.Words);

    /// <summary>The most tokens of the vocabulary.</summary>
    public static OptionSpec<int?> Vocabulary { get; } = OptionKinds.WholeOrAutomatic(
        "--vocabulary", "The most tokens that a vocabulary has, 4 special ones among them.", 5,
        "20,000 words, 10,000 characters, or 2,000 byte pairs");

    /// <summary>How often a token must occur to be in the vocabulary.</summary>
    public static OptionSpec<int?> MinimumCount { get; } = OptionKinds.WholeOrAutomatic(
        "--min-count", "How often a token must occur to be in the vocabulary; others are read as unknown.", 1, "2; characters 1");

    /// <summary>Whether capitals are read as small letters.</summary>
    public static OptionSpec<bool?> Lowercase { get; } = OptionKinds.YesNoOrAutomatic(
        "--lowercase", "Whether capitals of texts are read as small letters.", "yes for words, no for other tokens");

    /// <summary>The most tokens of a text.</summary>
    public static OptionSpec<int?> Length { get; } = OptionKinds.WholeOrAutomatic(
        "--text-length", "The most tokens of a text; what follows them is cut off.", 1,
        string.Create(CultureInfo.InvariantCulture, $"those of the longest, {TextOptions.UsualLength} at most"));

    /// <summary>All of them.</summary>
    public static IReadOnlyList<OptionSpec> All { get; } =
        [Source, Encoding, LabelSeparator, LabelUntil, Tokens, Vocabulary, MinimumCount, Lowercase, Length];

    /// <summary>Refuses a way of reading that cannot be.</summary>
    internal static void Check(TextOptions? texts)
    {
        if (texts is null) return;
        if (texts.Source is not null) Source.Check(texts.Source);
        Encoding.Check(texts.Encoding);
        LabelSeparator.Check(texts.LabelSeparator);
        LabelUntil.Check(texts.LabelUntil);
        if (texts.Tokens.Kind is { } kind) Tokens.Check(kind);
        Vocabulary.Check(texts.Tokens.VocabularySize);
        MinimumCount.Check(texts.Tokens.MinimumCount);
        Length.Check(texts.Length);
        if (texts is { LabelUntil: not null, LabelSeparator: null })
            throw new BadArgumentException(
                $"{LabelUntil.Name}: lines have no labels to leave a part of; say {LabelSeparator.Name} too.");
        // What fits a kind of tokens only.
        texts.Tokens.Complete();
    }

    /// <summary>Writes them as they stand on the command line.</summary>
    internal static CommandText AddTo(CommandText command, TextOptions? texts)
    {
        if (texts is null) return command;
        command.Add(Source, texts.Source).Add(Encoding, texts.Encoding).Add(LabelSeparator, texts.LabelSeparator)
            .Add(LabelUntil, texts.LabelUntil);
        if (texts.Tokens.Kind is { } kind) command.AddAlways(Tokens, Tokens.Write(kind));
        return command.Add(Vocabulary, texts.Tokens.VocabularySize).Add(MinimumCount, texts.Tokens.MinimumCount)
            .Add(Lowercase, texts.Tokens.Lowercase).Add(Length, texts.Length);
    }
}
