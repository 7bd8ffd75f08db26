namespace LatentSharp;

/// <summary>
/// A table whose values have types, as those of Parquet, Arrow and databases: it lies in memory and is read as one of text is.
/// </summary>
/// <param name="source">What to call it in messages.</param>
/// <param name="names">The names of its columns.</param>
internal sealed class RecordTable(string source, IReadOnlyList<string> names)
{
    private readonly CellColumn[] columns = [.. names.Select(_ => new CellColumn())];

    /// <summary>Adds a value to a column.</summary>
    /// <exception cref="BadFileException">Tables have no such values.</exception>
    internal void Add(int column, object? value)
    {
        if (!TryAdd(column, value)) throw Unreadable(source, names[column], value!.GetType().Name);
    }

    /// <summary>The same; false where tables have no such values.</summary>
    internal bool TryAdd(int column, object? value) => columns[column].Add(value);

    /// <summary>Refuses a column of a type that tables do not have.</summary>
    internal static BadFileException Unreadable(string source, string column, string type) =>
        new(
            $"{source}: the column '{CsvLayout.Shorten(column)}' holds values of type {type}; numbers, texts, dates and booleans are "
            + "read.");

    /// <summary>Reads the samples.</summary>
    internal Dataset Read(string name, DataOptions options)
    {
        if (names.Count == 0) throw new BadFileException($"{source}: there are no columns.");
        var layout = new CsvLayout(',', true, [.. names.Select((column, i) => column.Length > 0 ? column : CsvLayout.NumberName(i))], -1)
        {
            Record = "row",
        };
        if (options.Label is { } label) layout = layout with { Label = layout.FindColumn(source, label) };
        if (layout.Label >= 0 && names.Count == 1)
            throw new BadFileException($"{source}: besides the label there is no column to learn from.");
        return TableReader.Read(
            new TableText(source, layout, options.Format, () => new Scanner(columns)) { TakesEmptyColumns = options.TakesEmptyColumns },
            name, options.Missing, options.Encoding, options.HashSize);
    }

    private sealed class Scanner(CellColumn[] columns) : ITableScanner
    {
        public int Line { get; private set; }

        public int CellCount => columns.Length;

        public ReadOnlySpan<byte> Cell(int index) => columns[index][Line - 1];

        public bool Next()
        {
            if (Line == columns[0].Count) return false;
            Line++;
            return true;
        }

        public void Dispose()
        {
        }
    }
}
