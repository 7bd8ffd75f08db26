using System.Text;

namespace LatentSharp;

/// <summary>Reads sequences from a table whose rows are their steps.</summary>
internal sealed class TableSequences
{
    private readonly TableText table;
    private readonly Missing missing;
    private readonly int[] channels;
    private readonly CsvClasses classes = new();
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
        var list = new SequenceList(table.Name, [.. channels.Select(c => table.Layout.Columns[c])]);
        foreach (var rows in reader.sequences.Values)
            list.Add([.. rows.Numbers], label < 0 ? -1 : reader.classes.IndexOf(Encoding.UTF8.GetBytes(rows.Label)), $"line {rows.Line}");
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
            throw table.Bad(scanner.Line, label, $"the label is '{CsvLayout.Shorten(text)}', but that of the same sequence in line {rows.Line} is '{CsvLayout.Shorten(rows.Label)}'; a sequence has one label.");
        foreach (var channel in channels) rows.Numbers.Add(Number(scanner, channel));
    }

    private Rows Begin(ITableScanner scanner, int label, string text)
    {
        if (label >= 0 && text.Length == 0) throw table.Bad(scanner.Line, label, "the label is empty.");
        if (label >= 0 && !classes.Add(scanner.Cell(label))) throw table.Bad(scanner.Line, label, $"this column has more than {CsvClasses.Most} different values, too many for classes.");
        return new Rows(scanner.Line, text, []);
    }

    /// <summary>A cell without the blanks that <see cref="CsvClasses"/> takes off as well, and no others.</summary>
    private static string Text(ReadOnlySpan<byte> cell) => Encoding.UTF8.GetString(cell.Trim(" \t"u8));

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
    private sealed record Rows(int Line, string Label, List<float> Numbers);
}
