namespace LatentSharp;

/// <summary>Reads sequences from a table whose rows are their steps.</summary>
internal sealed class TableSequences
{
    private readonly TableText table;
    private readonly Missing missing;
    private readonly int sequence;
    private readonly int label;
    private readonly int[] channels;
    private readonly DateOrder?[] dates;
    private readonly NumberNotation notation;
    private readonly List<string> notes;
    private readonly ClassTable? classes;
    private readonly Dictionary<string, Rows> sequences = new(StringComparer.Ordinal);

    private TableSequences(TableText table, int sequence, Missing missing)
    {
        (this.table, this.sequence, this.missing) = (table with { StandIn = "the value before in its sequence" }, sequence, missing);
        label = table.Layout.Label;
        if (sequence == label)
        {
            var name = CsvLayout.Shorten(table.Layout.LabelFor(sequence));
            throw new BadArgumentException($"{table.Name}: '{name}' cannot both hold the label and say which rows are a sequence.");
        }
        channels = [.. Enumerable.Range(0, table.Layout.Columns.Count).Where(column => column != sequence && column != label)];
        if (channels.Length == 0)
            throw new BadFileException($"{table.Name}: besides the column of the sequence and the label there is no column to learn from.");
        (dates, notes) = (new DateOrder?[channels.Length], [.. table.Layout.Notes]);
        // Of sequences no notation is kept for other files, so that none is guessed either.
        notation = NumberNotation.Plain.In(table.Format);
        if (label >= 0) classes = new ClassTable((line, problem) => table.Bad(line, label, problem));
    }

    /// <summary>
    /// Rows with the same value in a column, in the order of the table, make a sequence; sequences are in the order of their first rows.
    /// </summary>
    internal static Dataset Read(TableText table, string name, int column, Missing missing, bool takesOne)
    {
        var reader = new TableSequences(table, column, missing);
        reader.FindDates();
        using (var scanner = table.Open())
            while (table.Next(scanner)) reader.Add(scanner);
        reader.SortClasses();
        var list = new SequenceList(table.Name, [.. reader.channels.Select(channel => table.Layout.Columns[channel])]);
        foreach (var rows in reader.sequences.Values)
            list.Add([.. rows.Numbers], reader.classes?.IndexOf(rows.Label) ?? -1, $"line {rows.Line}");
        return list.ToDataset(name, list.Steps, reader.classes?.Names, notes: reader.notes, takesOne: takesOne);
    }

    /// <summary>Goes through the channels once, for dates are told by the whole column.</summary>
    private void FindDates()
    {
        var finders = Array.ConvertAll(channels, channel => new ColumnFinder(table, channel, missing, null));
        using (var scanner = table.Open())
            while (table.Next(scanner))
                for (var i = 0; i < channels.Length; i++) finders[i].Add(scanner.Cell(channels[i]), scanner.Line);
        var problems = new List<ColumnProblem?>();
        for (var i = 0; i < channels.Length; i++)
        {
            var found = new List<string>();
            var (column, problem) = finders[i].Find(found);
            problems.Add(problem);
            dates[i] = column?.Dates?.Order;
            // A sequence has a first step of its own, from which its dates count.
            var name = CsvLayout.Shorten(table.Layout.Columns[channels[i]]);
            if (dates[i] is null) notes.AddRange(found);
            else
            {
                notes.Add(
                    $"the column '{name}' holds dates, which became seconds since the first step of their sequence; "
                    + "leave it out if time says nothing.");
            }
        }
        ColumnProblem.ThrowFirst(problems);
    }

    private void Add(ITableScanner scanner)
    {
        var key = CellText.Of(scanner.Cell(sequence));
        if (key.Length == 0) throw table.Bad(scanner.Line, sequence, "the cell is empty; it must say to which sequence the row belongs.");
        var text = label < 0 ? "" : CellText.Of(scanner.Cell(label));
        if (!sequences.TryGetValue(key, out var rows))
            sequences[key] = rows = new Rows(scanner.Line, text, [], new DateTime?[channels.Length]);
        classes?.Add(text, scanner.Line);
        if (rows.Label != text) rows.Others.TryAdd(text, scanner.Line);
        for (var i = 0; i < channels.Length; i++) rows.Numbers.Add(Number(scanner, i, ref rows.Origins[i]));
    }

    /// <summary>
    /// Ends collecting labels, and refuses sequences of several classes, now that it is known which spellings are the same.
    /// </summary>
    private void SortClasses()
    {
        if (classes is null) return;
        classes.Sort();
        if (classes.Note is { } note) notes.Add(note);
        foreach (var rows in sequences.Values)
        {
            foreach (var (text, line) in rows.Others)
            {
                if (classes.IndexOf(text) == classes.IndexOf(rows.Label)) continue;
                throw table.Bad(
                    line,
                    label,
                    $"the label is '{CsvLayout.Shorten(text)}', but that of the same sequence in line {rows.Line} is "
                    + $"'{CsvLayout.Shorten(rows.Label)}'; a sequence has one label.");
            }
        }
    }

    private float Number(ITableScanner scanner, int place, ref DateTime? origin)
    {
        var cell = scanner.Cell(channels[place]);
        var (kind, value) = (CsvCell.Text, 0f);
        if (dates[place] is not { } order) kind = notation.Read(cell, out value);
        else if (MissingWords.Contains(cell)) kind = CsvCell.Missing;
        else if (DateNotation.TryParse(cell, order, out var date))
            (kind, value) = (CsvCell.Number, new DateNotation(order, origin ??= date, false).Number(date));
        if (kind == CsvCell.Number) return value;
        return kind == CsvCell.Missing && missing == Missing.Impute
            ? float.NaN
            : throw table.BadCell(scanner.Line, channels[place], cell, kind);
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
