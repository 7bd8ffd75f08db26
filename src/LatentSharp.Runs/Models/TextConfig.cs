using System.Text.Json;

namespace LatentSharp;

/// <summary>
/// How texts became numbers, as it stands in a configuration: what takes them apart, the vocabulary, and the most tokens of a text.
/// </summary>
internal static class TextConfig
{
    private const string Kind = "tokens", Lowercase = "lowercase", Size = "vocabularySize", Count = "minimumCount", Length = "length",
        Column = "column", Vocabulary = "vocabulary", LabelSeparator = "labelSeparator", LabelUntil = "labelUntil";

    private static readonly string[] Keys = [Kind, Lowercase, Size, Count, Length, Column, Vocabulary, LabelSeparator, LabelUntil];

    public static void Write(Utf8JsonWriter json, TextEncoding encoding)
    {
        var options = encoding.Tokenizer.Options;
        json.WriteString(Kind, TextReadingOptions.Tokens.WriteValue(options.Kind!.Value));
        json.WriteBoolean(Lowercase, options.Lowercase!.Value);
        json.WriteNumber(Size, options.VocabularySize!.Value);
        json.WriteNumber(Count, options.MinimumCount!.Value);
        json.WriteNumber(Length, encoding.Length);
        json.WriteString(Column, encoding.Column);
        if (encoding.Labels is { } labels)
        {
            json.WriteString(LabelSeparator, TextReadingOptions.LabelSeparator.Write(labels.Separator));
            if (labels.Until is { } until) json.WriteString(LabelUntil, TextReadingOptions.LabelUntil.Write(until));
        }
        json.WriteStartArray(Vocabulary);
        foreach (var token in encoding.Tokenizer.Tokens) json.WriteStringValue(token);
        json.WriteEndArray();
    }

    /// <summary>Reads how texts became samples of a shape, and their labels classes.</summary>
    /// <exception cref="BadFileException">It is damaged, or does not fit the shape.</exception>
    public static TextEncoding Read(ConfigNode config, Shape sample, IReadOnlyList<string> classes)
    {
        config.Only(Keys);
        var length = config.Whole(Length, 1);
        if (sample.Rank != 2 || sample[0] != length || sample[1] != 1)
            throw config.Bad($"'{Length}' is {length}, which does not fit samples of shape {sample}");
        var options = new TokenizerOptions
        {
            Kind = (TokenKind)TextReadingOptions.Tokens.ReadValue(config.Text(Kind))!,
            Lowercase = config.Flag(Lowercase),
            VocabularySize = config.Whole(Size, 1),
            MinimumCount = config.Whole(Count, 1),
        };
        return new TextEncoding(Tokenizer.FromTokens(options, config.Texts(Vocabulary)), length)
        {
            Column = config.TextOrNull(Column),
            // A run from before labels at the beginning of lines were kept has none.
            Labels = config.Has(LabelSeparator)
                ? new(
                    TextReadingOptions.LabelSeparator.Read(config.Text(LabelSeparator))!.Value,
                    config.Has(LabelUntil) ? TextReadingOptions.LabelUntil.Read(config.Text(LabelUntil)) : null, classes)
                : null,
        };
    }
}
