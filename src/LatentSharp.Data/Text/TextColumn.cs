using System.Text;
using System.Text.Json;

namespace LatentSharp;

/// <summary>Finds texts in one column of a table or under one key of a .jsonl file; another holds the labels.</summary>
internal static class TextColumn
{
    private static readonly string[] UsualNames =
        ["text", "texts", "sentence", "message", "review", "question", "comment", "document", "content", "body", "tweet", "headline"];

    internal static FoundTexts ReadTable(InputSource source, CsvOptions options, TextOptions texts)
    {
        source = TextFile.AsUtf8(source, texts.Encoding);
        options.Check();
        var layout = CsvLayout.Find(source, options);
        var table = new TableText(source.Name, layout, options, () => CsvFile.Open(source, layout));
        var found = new FoundTexts { Refuse = (line, problem) => table.Bad(line, layout.Label, problem) };
        found.Notes.AddRange(layout.Notes);
        var column = texts.Source is { } said
            ? layout.FindColumn(source.Name, said, "the column of texts")
            : Guess(source.Name, layout.Columns, layout.Label, texts.Learned?.Column, found.Notes);
        found.Column = layout.HasHeader ? layout.Columns[column] : null;
        if (column == layout.Label)
            throw new BadArgumentException($"{source.Name}: '{layout.Columns[column]}' cannot hold both the texts and the labels.");
        using var scanner = table.Open();
        while (table.Next(scanner))
        {
            if (layout.Label >= 0) found.Labels.Add((Encoding.UTF8.GetString(scanner.Cell(layout.Label)), scanner.Line));
            found.Texts.Add(Encoding.UTF8.GetString(scanner.Cell(column)));
        }
        return found;
    }

    internal static FoundTexts ReadJsonLines(InputSource source, string? label, TextOptions texts)
    {
        source = TextFile.AsUtf8(source, texts.Encoding);
        using var scanner = new JsonLinesScanner(source);
        var found = new FoundTexts { Refuse = (line, problem) => BadFileException.At(source.Name, $"line {line}", problem) };
        var key = texts.Source == TextOptions.Lines ? null : texts.Source;
        while (scanner.Next())
        {
            if (scanner.Value.ValueKind == JsonValueKind.String && key is null && label is null)
            {
                found.Texts.Add(JsonLinesTable.Text(scanner, scanner.Value));
                continue;
            }
            if (scanner.Value.ValueKind != JsonValueKind.Object) throw scanner.Bad("an object with a text is expected on every line.");
            found.Column = key ??= GuessKey(source.Name, scanner, label, texts.Learned?.Column, found.Notes);
            found.Texts.Add(Value(scanner, key, "text"));
            if (label is not null) found.Labels.Add((Value(scanner, label, "label"), scanner.Line));
        }
        return found;
    }

    private static string Value(JsonLinesScanner scanner, string key, string what)
    {
        foreach (var property in scanner.Value.EnumerateObject())
        {
            if (JsonLinesTable.Name(scanner, property) != key) continue;
            return property.Value.ValueKind switch
            {
                JsonValueKind.String => JsonLinesTable.Text(scanner, property.Value),
                JsonValueKind.Number => property.Value.GetRawText(),
                JsonValueKind.True => "1",
                JsonValueKind.False => "0",
                JsonValueKind.Null => "",
                _ => throw scanner.Bad($"'{CsvLayout.Shorten(key)}' is no {what}."),
            };
        }
        throw scanner.Bad($"there is no key '{CsvLayout.Shorten(key)}' with a {what}.");
    }

    private static string GuessKey(string file, JsonLinesScanner scanner, string? label, string? learned, List<string> notes)
    {
        string[] keys =
        [
            .. scanner.Value.EnumerateObject().Where(property => property.Value.ValueKind == JsonValueKind.String)
                .Select(property => JsonLinesTable.Name(scanner, property)),
        ];
        return keys[Guess(file, keys, label is null ? -1 : Array.IndexOf(keys, label), learned, notes)];
    }

    /// <summary>The column that was learned from, or else the one that can be meant.</summary>
    private static int Guess(string file, IReadOnlyList<string> names, int label, string? learned, List<string> notes)
    {
        for (var column = 0; column < names.Count; column++)
            if (names[column] == learned && column != label) return column;
        int[] others = [.. Enumerable.Range(0, names.Count).Where(column => column != label)];
        int[] usual = [.. others.Where(column => UsualNames.Contains(names[column], StringComparer.OrdinalIgnoreCase))];
        var one = others.Length == 1 ? others[0] : usual.Length == 1 ? usual[0] : -1;
        if (one < 0)
        {
            throw new BadArgumentException(
                $"{file}: which column holds the texts is not clear; name it with --text. There are "
                + $"{string.Join(", ", names.Take(20).Select(CsvLayout.Shorten))}.");
        }
        if (names.Count > 1) notes.Add($"the texts were taken from '{CsvLayout.Shorten(names[one])}'; --text names another column.");
        return one;
    }
}
