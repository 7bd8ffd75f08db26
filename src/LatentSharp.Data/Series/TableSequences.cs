namespace LatentSharp;

/// <summary>Reads sequences from a table whose rows are their steps.</summary>
internal sealed class TableSequences
{
    private readonly TableText table;
    private readonly Missing missing;
    private readonly int[] channels;
    private readonly DateOrder?[] dates;
    private readonly NumberNotation notation;
    private readonly List<string> notes;
    private readonly ClassTable classes = new();
    private int firstDash;
    private readonly Dictionary<string, Rows> sequences = new(StringComparer.Ordinal);

    private TableSequences(TableText table, int[] channels, Missing missing)
    {
        (this.table, this.channels, this.missing) = (table, channels, missing);
        (dates, notes) = (new DateOrder?[channels.Length], [.. table.Layout.Notes]);
        // Of sequences no notation is kept for other files, so that none is guessed either.
        notation = NumberNotation.Plain.In(table.Format);
    }

    /// <summary>Rows with the same value in a column, in the order of the table, make a sequence; sequences are in the order of their first rows.</summary>
    internal static Dataset Read(TableText table, string name, int column, Missing missing)
    {
        var label = table.Layout.Label;
        if (column == label) throw new BadArgumentException($"{table.Name}: '{CsvLayout.Shorten(table.Layout.LabelFor(column))}' cannot both hold the label and say which rows are a sequence.");
        int[] channels = [.. Enumerable.Range(0, table.Layout.Columns.Count).Where(c => c != column && c != label)];
        if (channels.Length == 0) throw new BadFileException($"{table.Name}: besides the column of the sequence and the label there is no column to learn from.");
        var reader = new TableSequences(table, channels, missing);
        reader.FindDates();
        using (var scanner = table.Open())
            while (reader.Next(scanner)) reader.Add(scanner, column, label);
        reader.classes.Sort();
        if (reader.firstDash > 0 && !reader.classes.Names.Contains("+", StringComparer.Ordinal)) throw table.BadLabel(reader.firstDash, label, "-"u8);
        reader.CheckLabels(label);
        var list = new SequenceList(table.Name, [.. channels.Select(c => table.Layout.Columns[c])]);
        foreach (var rows in reader.sequences.Values)
            list.Add([.. rows.Numbers], label < 0 ? -1 : reader.classes.IndexOf(rows.Label), $"line {rows.Line}");
        return list.ToDataset(name, list.Steps, label < 0 ? null : reader.classes.Names, notes: reader.notes);
    }

    /// <summary>Goes through the channels once, for dates are told by the whole column.</summary>
    private void FindDates()
    {
        var finders = Array.ConvertAll(channels, channel => new ColumnFinder(table, channel, missing));
        using (var scanner = table.Open())
            while (Next(scanner))
                for (var i = 0; i < channels.Length; i++) finders[i].Add(scanner.Cell(channels[i]), scanner.Line);
        (int Line, BadFileException Error)? first = null;
        for (var i = 0; i < channels.Length; i++)
        {
            dates[i] = finders[i].Find([], out var problem)?.Dates?.Order;
            if (problem is { } found && (first is null || found.Line < first.Value.Line)) first = found;
            if (dates[i] is not null)
                notes.Add($"the column '{CsvLayout.Shorten(table.Layout.Columns[channels[i]])}' holds dates, which became seconds since the first step of their sequence; leave it out if time says nothing.");
        }
        if (first is { } bad) throw bad.Error;
    }

    private bool Next(ITableScanner scanner)
    {
        if (!scanner.Next()) return false;
        return scanner.CellCount == table.Layout.Columns.Count ? true : throw table.BadWidth(scanner);
    }

    private void Add(ITableScanner scanner, int column, int label)
    {
        var key = Text(scanner.Cell(column));
        if (key.Length == 0) throw table.Bad(scanner.Line, column, "the cell is empty; it must say to which sequence the row belongs.");
        var text = label < 0 ? "" : Text(scanner.Cell(label));
        if (!sequences.TryGetValue(key, out var rows)) sequences[key] = rows = Begin(scanner, label, text);
        if (rows.Label != text)
        {
            AddLabel(scanner, label);
            rows.Others.TryAdd(text, scanner.Line);
        }
        for (var i = 0; i < channels.Length; i++) rows.Numbers.Add(Number(scanner, i, ref rows.Origins[i]));
    }

    private Rows Begin(ITableScanner scanner, int label, string text)
    {
        if (label >= 0) AddLabel(scanner, label);
        return new Rows(scanner.Line, text, [], new DateTime?[channels.Length]);
    }

    private void AddLabel(ITableScanner scanner, int label)
    {
        var text = Text(scanner.Cell(label));
        if (ClassTable.IsMissing(text)) throw table.BadLabel(scanner.Line, label, scanner.Cell(label));
        if (firstDash == 0 && text == "-") firstDash = scanner.Line;
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

    private float Number(ITableScanner scanner, int place, ref DateTime? origin)
    {
        var cell = scanner.Cell(channels[place]);
        var (kind, value) = (CsvCell.Text, 0f);
        if (dates[place] is not { } order) kind = notation.Read(cell, out value);
        else if (MissingWords.Contains(cell)) kind = CsvCell.Missing;
        else if (DateNotation.TryParse(cell, order, out var date)) (kind, value) = (CsvCell.Number, new DateNotation(order, origin ??= date, false).Number(date));
        if (kind == CsvCell.Number) return value;
        return kind == CsvCell.Missing && missing == Missing.Impute ? float.NaN : throw table.BadCell(scanner.Line, channels[place], cell, kind);
    }

    /// <summary>The steps of a sequence so far.</summary>
    /// <param name="Line">That of its first row.</param>
    /// <param name="Label">The name of its class.</param>
    /// <param name="Numbers">Row by row.</param>
    /// <param name="Origins">For each channel of dates the first one.</param>
    private sealed record Rows(int Line, string Label, List<float> Numbers, DateTime?[] Origins)
    {
        /// <summary>Other spellings of the label in later rows, each with the first line of it.</summary>
        public Dictionary<string, int> Others { get; } = new(StringComparer.Ordinal);
    }
}
