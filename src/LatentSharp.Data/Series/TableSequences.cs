namespace LatentSharp;

/// <summary>Reads sequences from a table whose rows are their steps.</summary>
internal sealed class TableSequences
{
    private readonly TableText table;
    private readonly Missing missing;
    private readonly int[] channels;
    private readonly ClassTable classes = new();
    private readonly Dictionary<string, Rows> sequences = new(StringComparer.Ordinal);

    private TableSequences(TableText table, int[] channels, Missing missing) => (this.table, this.channels, this.missing) = (table, channels, missing);

    /// <summary>Rows with the same value in a column, in the order of the table, make a sequence; sequences are in the order of their first rows.</summary>
    internal static Dataset Read(TableText table, string name, int column, Missing missing)
    {
        var label = table.Layout.Label;
        if (column == label) throw new BadArgumentException($"{table.Name}: '{CsvLayout.Shorten(table.Layout.LabelFor(column))}' cannot both hold the label and say which rows are a sequence.");
        int[] channels = [.. Enumerable.Range(0, table.Layout.Columns.Count).Where(c => c != column && c != label)];
        if (channels.Length == 0) throw new BadFileException($"{table.Name}: besides the column of the sequence and the label there is no column to learn from.");
        var reader = new TableSequences(table, channels, missing);
        using (var scanner = table.Open())
            while (scanner.Next()) reader.Add(scanner, column, label);
        reader.classes.Sort();
        reader.CheckLabels(label);
        var list = new SequenceList(table.Name, [.. channels.Select(c => table.Layout.Columns[c])]);
        foreach (var rows in reader.sequences.Values)
            list.Add([.. rows.Numbers], label < 0 ? -1 : reader.classes.IndexOf(rows.Label), $"line {rows.Line}");
        return list.ToDataset(name, list.Steps, label < 0 ? null : reader.classes.Names);
    }

    private void Add(ITableScanner scanner, int column, int label)
    {
        if (scanner.CellCount != table.Layout.Columns.Count)
            throw BadFileException.At(table.Name, $"line {scanner.Line}", $"expected {table.Layout.Columns.Count} columns, found {scanner.CellCount}.");
        var key = Text(scanner.Cell(column));
        if (key.Length == 0) throw table.Bad(scanner.Line, column, "the cell is empty; it must say to which sequence the row belongs.");
        var text = label < 0 ? "" : Text(scanner.Cell(label));
        if (!sequences.TryGetValue(key, out var rows)) sequences[key] = rows = Begin(scanner, label, text);
        if (rows.Label != text)
        {
            AddLabel(scanner, label);
            rows.Others.TryAdd(text, scanner.Line);
        }
        foreach (var channel in channels) rows.Numbers.Add(Number(scanner, channel));
    }

    private Rows Begin(ITableScanner scanner, int label, string text)
    {
        if (label >= 0) AddLabel(scanner, label);
        return new Rows(scanner.Line, text, []);
    }

    private void AddLabel(ITableScanner scanner, int label)
    {
        var text = Text(scanner.Cell(label));
        if (text.Length == 0) throw table.Bad(scanner.Line, label, "the label is empty.");
        if (ClassTable.IsMissing(text)) throw table.Bad(scanner.Line, label, $"the label is missing ('{CsvLayout.Shorten(text)}').");
        if (!classes.Add(text)) throw table.Bad(scanner.Line, label, $"this column has more than {ClassTable.Most} different values, too many for classes.");
    }

    /// <summary>Refuses sequences of several classes, now that it is known which spellings are the same class.</summary>
    private void CheckLabels(int label)
    {
        foreach (var rows in sequences.Values)
        {
            foreach (var (text, line) in rows.Others)
            {
                if (classes.IndexOf(text) == classes.IndexOf(rows.Label)) continue;
                throw table.Bad(line, label, $"the label is '{CsvLayout.Shorten(text)}', but that of the same sequence in line {rows.Line} is '{CsvLayout.Shorten(rows.Label)}'; a sequence has one label.");
            }
        }
    }

    /// <summary>A cell without the blanks around it.</summary>
    private static string Text(ReadOnlySpan<byte> cell) => ClassTable.TextOf(cell);

    private float Number(ITableScanner scanner, int channel)
    {
        var cell = scanner.Cell(channel);
        var kind = CsvNumber.Parse(cell, out var value);
        if (kind == CsvCell.Number) return value;
        return kind == CsvCell.Missing && missing == Missing.Impute ? float.NaN : throw table.BadCell(scanner.Line, channel, cell, kind);
    }

    /// <summary>The steps of a sequence so far.</summary>
    /// <param name="Line">That of its first row.</param>
    /// <param name="Label">The name of its class.</param>
    /// <param name="Numbers">Row by row.</param>
    private sealed record Rows(int Line, string Label, List<float> Numbers)
    {
        /// <summary>Other spellings of the label in later rows, each with the first line of it.</summary>
        public Dictionary<string, int> Others { get; } = new(StringComparer.Ordinal);
    }
}
