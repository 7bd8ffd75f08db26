using System.Globalization;

namespace LatentSharp;

/// <summary>Reads texts into samples of token ids, whatever holds them.</summary>
internal static class TextData
{
    /// <param name="path">A file or folder.</param>
    /// <param name="options">With <see cref="DataOptions.Text"/>.</param>
    /// <param name="isTable">Whether its ending is that of a table, .txt not among them.</param>
    internal static Dataset Read(string path, DataOptions options, bool isTable)
    {
        var texts = options.Text ?? new();
        if (texts.Window is not null)
        {
            var whole = Find(path, options, texts with { Source = texts.Source ?? (isTable ? null : TextOptions.Whole) }, isTable);
            return TextWindows.Build(path, CsvFile.NameOf(Path.TrimEndingDirectorySeparator(path)), whole, texts);
        }
        var found = Find(path, options, texts, isTable);
        var least = options.TakesOne || texts.Source == TextOptions.Whole ? 1 : 2;
        if (found.Texts.Count < least)
            throw new BadFileException(
                $"{path}: there {(found.Texts.Count == 1 ? "is 1 text" : "are no texts")}; at least "
                + $"{(least == 1 ? "1 is" : "2 are")} needed{string.Concat(found.Notes.Select(note => "; " + note.TrimEnd('.')))}.");
        return Build(CsvFile.NameOf(Path.TrimEndingDirectorySeparator(path)), found, texts);
    }

    /// <summary>Puts samples together; the vocabulary is learned from the texts that are no test part.</summary>
    internal static Dataset Build(string name, FoundTexts found, TextOptions options)
    {
        var classes = found.Labels.Count == 0 ? null : new ClassTable(found.Refuse, found.HasNames);
        foreach (var (label, place) in found.Labels.Concat(found.TestPart?.Labels ?? [])) classes!.Add(label, place);
        classes?.Sort();
        var encoding = options.Learned ?? TextEncoding.Learn(found.Texts, options) with
        {
            Column = found.Column,
            Labels = options.LabelSeparator is { } sign ? new LineLabels(sign, options.LabelUntil, [.. classes?.Names ?? []]) : null,
        };
        var test = found.TestPart is { } part ? Part(part, null, []) : null;
        string[] notes = [.. found.Notes, .. classes?.Note is { } note ? [note] : Array.Empty<string>()];
        return Part(found, test, notes);

        Dataset Part(FoundTexts own, Dataset? second, IReadOnlyList<string> said)
        {
            var (samples, sequences, counts) = encoding.Encode(name, own.Texts);
            return new Dataset(
                name, samples, classes is null ? null : Tensor.From([.. own.Labels.Select(label => classes.IndexOf(label.Label))]),
                classes?.Names, testPart: second, sequences: sequences)
            {
                Text = encoding, Texts = own.Texts, Notes = [.. said, .. Notes(counts, encoding, options)],
            };
        }
    }

    private static FoundTexts Find(string path, DataOptions options, TextOptions texts, bool isTable)
    {
        var isPlain = texts.Source is null or TextOptions.Lines or TextOptions.Whole;
        if (Directory.Exists(path)) return Refusing(TextFolder.Read(path, texts));
        var source = InputSource.File(path);
        if (IsJsonLines(path)) return TextColumn.ReadJsonLines(source, options.Label, texts);
        if (isTable || !isPlain)
        {
            return TextColumn.ReadTable(
                source,
                new CsvOptions(options.Format)
                {
                    Label = options.Label,
                    Separator = options.Format.Separator ?? (IsTabbed(path) ? '\t' : null),
                },
                texts);
        }
        return Refusing(TextLines.Read(source, texts));

        FoundTexts Refusing(FoundTexts found) => options.Label is null
            ? found
            : throw new BadArgumentException(
                $"{path}: there are no columns, so '{options.Label}' cannot be the label; --label-separator says what stands behind a "
                + "label at the beginning of each line, and folders name the classes of the texts in them.");
    }

    private static bool IsTabbed(string path) =>
        path.EndsWith(".tsv", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".tsv.gz", StringComparison.OrdinalIgnoreCase);

    private static bool IsJsonLines(string path) =>
        path.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".jsonl.gz", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> Notes(TextEncoding.Counts counts, TextEncoding encoding, TextOptions options)
    {
        if (counts.Unknown > 0)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{Counted.Of(counts.Unknown, "token")} of {counts.Tokens} ({100.0 * counts.Unknown / counts.Tokens:0.0} %) "
                + $"{(counts.Unknown == 1 ? "is" : "are")} not in the vocabulary of {encoding.Tokenizer.VocabularySize} and read as "
                + $"unknown.");
        if (counts.Cut > 0)
            yield return $"{Counted.Of(counts.Cut, "text")} of more than {encoding.Length} tokens {(counts.Cut == 1 ? "was" : "were")} cut "
                + $"there{(options.Learned is null ? "; --text-length says it otherwise" : ", as the model learned from no longer ones")}.";
        if (counts.Empty > 0)
            yield return $"{Counted.Of(counts.Empty, "text")} without a token {(counts.Empty == 1 ? "is" : "are")} read as one unknown "
                + "token.";
    }
}
