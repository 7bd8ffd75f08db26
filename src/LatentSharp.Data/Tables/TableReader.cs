using System.Text;

namespace LatentSharp;

/// <summary>
/// Reads a table into samples. It is gone through twice: the first time finds out what the columns hold and refuses a bad table, so that it costs no memory; the
/// second fills in.
/// </summary>
internal sealed class TableReader
{
    private readonly TableText table;
    private readonly ClassTable? classes;
    private readonly int label;
    private IReadOnlyList<string> notes = [];

    private TableReader(TableText table)
    {
        this.table = table;
        label = table.Layout.Label;
        classes = label >= 0 ? new ClassTable() : null;
    }

    /// <summary>Reads the table, by an encoding that is given or by one that is found.</summary>
    internal static Dataset Read(TableText table, string name, Missing mode, TableEncoding? given)
    {
        var reader = new TableReader(table);
        var (rows, encoding) = given is null ? reader.Find(mode) : (reader.Check(given), given);
        if (rows == 1 && given is null && !table.Layout.HasHeader && encoding.Columns.All(column => column.IsText))
            throw new BadFileException($"{table.Name}: there is one line of texts alone, which may be a header; at least 2 rows of values are needed.");
        if (rows < 2 && (given is null || rows == 0))
            throw new BadFileException($"{table.Name}: there {(rows == 1 ? "is 1 row" : "are no rows")} of numbers; at least {(given is null ? "2 are" : "1 is")} needed.");
        if ((long)rows * encoding.Width * sizeof(float) > int.MaxValue - 128)
            throw new BadFileException($"{table.Name}: {rows} rows of {encoding.Width} numbers are too many; at most 2 GiB of them fit.");
        reader.classes?.Sort();
        var labels = reader.classes is null ? [] : new int[rows];
        var samples = Tensor.Create<float, int[]>([rows, encoding.Width], labels, (elements, indices) => reader.Fill(encoding, rows, elements, indices));
        return new Dataset(
            name,
            samples,
            reader.classes is null ? null : Tensor.From(labels),
            reader.classes?.Names,
            [.. encoding.Columns.SelectMany(column => column.OutputNames)],
            encoding: encoding) { Notes = reader.notes };
    }

    private (int Rows, TableEncoding Encoding) Find(Missing mode)
    {
        var finders = new ColumnFinder?[table.Layout.Columns.Count];
        for (var column = 0; column < finders.Length; column++) finders[column] = column == label ? null : new ColumnFinder(table, column, mode);
        var rows = 0;
        using var scanner = table.Open();
        for (; Next(scanner); rows++)
        {
            for (var column = 0; column < finders.Length; column++)
            {
                if (finders[column] is { } finder) finder.Add(scanner.Cell(column), scanner.Line);
                else AddLabel(scanner);
            }
        }
        return (rows, new TableEncoding([.. finders.OfType<ColumnFinder>().Select(finder => finder.Find())]) { Label = label >= 0 ? table.Layout.Columns[label] : null });
    }

    /// <summary>Goes through a table that an encoding is given for.</summary>
    private int Check(TableEncoding encoding)
    {
        var match = ColumnMatch.Find(table, encoding);
        var seen = new ReadingNotes(encoding);
        var rows = 0;
        var places = new float[encoding.Width];
        using var scanner = table.Open();
        for (; Next(scanner); rows++)
        {
            if (label >= 0) AddLabel(scanner);
            Encode(scanner, encoding, match.Places, places, seen);
        }
        notes = seen.Say(match.Extra);
        return rows;
    }

    private void Fill(TableEncoding encoding, int rows, Span<float> samples, Span<int> labels)
    {
        var columns = ColumnMatch.Find(table, encoding).Places;
        using var scanner = table.Open();
        var row = 0;
        for (; Next(scanner); row++)
        {
            if (row == rows) throw Changed();
            Encode(scanner, encoding, columns, samples.Slice(row * encoding.Width, encoding.Width));
            if (label < 0) continue;
            labels[row] = classes!.IndexOf(scanner.Cell(label));
            if (labels[row] < 0) throw Changed();
        }
        if (row != rows) throw Changed();
    }

    private void Encode(ITableScanner scanner, TableEncoding encoding, int[] columns, Span<float> sample, ReadingNotes? seen = null)
    {
        var at = 0;
        for (var i = 0; i < columns.Length; i++)
        {
            var (how, column) = (encoding.Columns[i], columns[i]);
            var cell = scanner.Cell(column);
            var kind = CsvNumber.Parse(cell, out var value);
            var isMissing = kind == CsvCell.Missing && how.Fill is not null;
            if (isMissing) seen?.AddMissing(i);
            if (how.IsText)
            {
                var part = sample.Slice(at, how.Width);
                part.Clear();
                var index = isMissing ? (int)how.Fill! : IndexOf(how, cell, kind, scanner.Line, column);
                if (index >= 0) part[index] = 1;
                else seen?.AddUnseen(i, Text(cell));
            }
            else
            {
                if (kind != CsvCell.Number && !isMissing) throw table.BadCell(scanner.Line, column, cell, kind);
                sample[at] = isMissing ? (float)how.Fill! : value;
            }
            at += how.Width;
        }
    }

    /// <summary>The place of a cell's text among those of its column; -1 of one that was not there in learning.</summary>
    private int IndexOf(ColumnEncoding how, ReadOnlySpan<byte> cell, CsvCell kind, int line, int column)
    {
        if (kind is CsvCell.Missing or CsvCell.NotFinite) throw table.BadCell(line, column, cell, kind);
        return how.Categories.IndexOf(Text(cell));
    }

    private static string Text(ReadOnlySpan<byte> cell) => Encoding.UTF8.GetString(cell.Trim(" \t"u8));

    private bool Next(ITableScanner scanner)
    {
        if (!scanner.Next()) return false;
        return scanner.CellCount == table.Layout.Columns.Count
            ? true
            : throw BadFileException.At(table.Name, $"line {scanner.Line}", $"expected {table.Layout.Columns.Count} columns, found {scanner.CellCount}.");
    }

    private void AddLabel(ITableScanner scanner)
    {
        var cell = scanner.Cell(label);
        if (cell.Trim(" \t"u8).IsEmpty) throw table.Bad(scanner.Line, label, "the label is empty.");
        if (!classes!.Add(cell)) throw table.Bad(scanner.Line, label, $"this column has more than {ClassTable.Most} different values, too many for classes.");
    }

    private BadFileException Changed() => new($"{table.Name}: the file changed while it was read.");
}
