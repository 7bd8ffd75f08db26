namespace LatentSharp;

/// <summary>
/// One long text in windows of tokens, each of which begins with the last token of the one before, so that every token but the first of all
/// is told once from those before it in its window. What is left at the end is no window.
/// </summary>
internal static class TextWindows
{
    private const long MostNumbers = (int.MaxValue - 128) / sizeof(float);

    /// <summary>Texts that were found, one after the other with a line break between two.</summary>
    internal static Dataset Build(string path, string name, FoundTexts found, TextOptions options)
    {
        var window = options.Window!.Value;
        if (window < 2) throw new BadArgumentException($"{nameof(TextOptions.Window)}: {window} does not fit; it must be 2 or more.");
        if (options.HeldShare is not (>= 0 and < 1))
            throw new BadArgumentException(FormattableString.Invariant(
                $"{nameof(TextOptions.HeldShare)}: {options.HeldShare} does not fit; it must be 0 or more and below 1."));
        var text = string.Join('\n', found.Texts);
        var rest = found.TestPart is { } part ? string.Join('\n', part.Texts) : null;
        if (rest is null && options.HeldShare > 0)
        {
            var cut = (int)((1 - options.HeldShare) * text.Length);
            // Half of a character is none.
            if (cut > 0 && cut < text.Length && char.IsLowSurrogate(text[cut])) cut--;
            (text, rest) = (text[..cut], text[cut..]);
        }
        var tokens = options.Tokens with { Kind = options.Tokens.Kind ?? TokenKind.Characters };
        var encoding = (options.Learned ?? new TextEncoding(Tokenizer.Fit([text], tokens), window)) with { IsContinuous = true };
        var notes = new List<string>(found.Notes);
        if (found.Labels.Count > 0) notes.Add("the classes that folders name are left out, since all texts are read as one.");
        var test = rest is null ? null : Windows(path, name, rest, encoding, window, "held out", null, []);
        return Windows(path, name, text, encoding, window, options.Learned is null ? "to learn from" : "read", test, notes);
    }

    private static Dataset Windows(
        string path, string name, string text, TextEncoding encoding, int window, string use, Dataset? test, List<string> notes)
    {
        var ids = encoding.Tokenizer.Encode(text);
        var count = (ids.Length - 1) / (window - 1);
        if (count < 1)
            throw new BadFileException(
                $"{path}: the text {use} has {Counted.Of(ids.Length, "token")}; windows of {window} tokens need as many at least. A "
                + "shorter context would fit, or a longer text.");
        if ((long)count * window > MostNumbers)
            throw new BadFileException($"{path}: {ids.Length} tokens are too many; at most 2 GiB of numbers fit.");
        var samples = Tensor.Create<float, int[]>([count, window, 1], ids, (elements, all) =>
        {
            for (var row = 0; row < count; row++)
                for (var i = 0; i < window; i++) elements[(row * window) + i] = all[(row * (window - 1)) + i];
        });
        if (ids.Count(id => id == Tokenizer.Unknown) is > 0 and var unknown)
            notes.Add(string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{Counted.Of(unknown, "token")} of the {ids.Length} {use} ({100.0 * unknown / ids.Length:0.000} %) "
                + $"{(unknown == 1 ? "is" : "are")} not in the vocabulary of {encoding.Tokenizer.VocabularySize} and read as unknown."));
        var lengths = new int[count];
        Array.Fill(lengths, window);
        return new Dataset(name, samples, testPart: test, sequences: new Sequences([.. lengths], [TextEncoding.Channel]))
        {
            Text = encoding, Notes = notes,
        };
    }
}
