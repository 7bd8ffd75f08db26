using System.Text;

namespace LatentSharp;

/// <summary>
/// Reads tables of numbers from text: UTF-8, cells divided by commas, semicolons or tabs, quotes after RFC 4180, numbers with a decimal point, gzip
/// accepted. The file is gone through twice: the first time only checks, so that a bad one costs no memory.
/// </summary>
public static class CsvFile
{
    /// <summary>
    /// Reads a table of at least two rows into samples of shape (rows, columns). With <see cref="CsvOptions.Label"/>, that column gives the
    /// classes instead: any texts, sorted by number when all are numbers.
    /// </summary>
    /// <exception cref="BadFileException">There is no such file, or a cell of it is no finite number; the message names line and column.</exception>
    /// <exception cref="BadArgumentException">There is no such label column, or no such separator.</exception>
    public static Dataset Read(string path, CsvOptions? options = null) => Read(InputSource.File(path), options ?? new CsvOptions());

    internal static Dataset Read(InputSource source, CsvOptions options)
    {
        var layout = CsvLayout.Find(source, options);
        var classes = layout.Label >= 0 ? new CsvClasses() : null;
        var rows = ReadRows(source, layout, classes, [], []);
        if (rows < 2) throw new BadFileException($"{source.Name}: there {(rows == 1 ? "is 1 row" : "are no rows")} of numbers; at least 2 are needed.");
        if ((long)rows * layout.SampleSize * sizeof(float) > int.MaxValue - 128)
            throw new BadFileException($"{source.Name}: {rows} rows of {layout.SampleSize} numbers are too many; at most 2 GiB of them fit.");
        classes?.Sort();
        var labels = classes is null ? [] : new int[rows];
        var samples = Tensor.Create<float, int[]>([rows, layout.SampleSize], labels, (elements, indices) => ReadRows(source, layout, classes, elements, indices));
        return new Dataset(
            NameOf(source.Name),
            samples,
            classes is null ? null : Tensor.From(labels),
            classes?.Names,
            [.. layout.Columns.Where((_, i) => i != layout.Label)]);
    }

    /// <summary>Checks every cell and counts the rows; with places for them, also fills in samples and labels.</summary>
    private static int ReadRows(InputSource source, CsvLayout layout, CsvClasses? classes, Span<float> samples, Span<int> labels)
    {
        using var scanner = new CsvScanner(source, layout.Separator);
        var (rows, next, filling) = (0, 0, !samples.IsEmpty);
        var expectedRows = filling ? samples.Length / layout.SampleSize : int.MaxValue;
        if (layout.HasHeader) scanner.Next();
        while (scanner.Next())
        {
            if (scanner.CellCount != layout.Columns.Count)
                throw BadFileException.At(source.Name, $"line {scanner.Line}", $"expected {layout.Columns.Count} columns, found {scanner.CellCount}.");
            if (rows == expectedRows) throw Changed(source);
            for (var column = 0; column < layout.Columns.Count; column++)
            {
                var cell = scanner.Cell(column);
                if (column == layout.Label)
                {
                    var index = ReadLabel(source, layout, scanner.Line, cell, classes!, filling);
                    if (filling) labels[rows] = index;
                    continue;
                }
                var kind = CsvNumber.Parse(cell, out var value);
                if (kind != CsvCell.Number) throw BadCell(source, layout, scanner.Line, column, cell, kind);
                if (filling) samples[next++] = value;
            }
            rows++;
        }
        return filling && rows != expectedRows ? throw Changed(source) : rows;
    }

    private static int ReadLabel(InputSource source, CsvLayout layout, int line, ReadOnlySpan<byte> cell, CsvClasses classes, bool filling)
    {
        if (filling)
        {
            var index = classes.IndexOf(cell);
            return index >= 0 ? index : throw Changed(source);
        }
        if (cell.Trim(" \t"u8).IsEmpty) throw BadFileException.At(source.Name, layout.Place(line, layout.Label), "the label is empty.");
        if (!classes.Add(cell))
            throw BadFileException.At(source.Name, layout.Place(line, layout.Label), $"this column has more than {CsvClasses.Most} different values, too many for classes.");
        return -1;
    }

    private static BadFileException BadCell(InputSource source, CsvLayout layout, int line, int column, ReadOnlySpan<byte> cell, CsvCell kind)
    {
        var text = CsvLayout.Shorten(Encoding.UTF8.GetString(cell)).Replace('\n', ' ');
        var problem = kind switch
        {
            CsvCell.Missing when cell.Trim(" \t"u8).IsEmpty => "the cell is empty; fill it or remove the row.",
            CsvCell.Missing => $"the value is missing ('{text}'); fill it or remove the row.",
            CsvCell.NotFinite => $"'{text}' is not a finite 32-bit number.",
            _ when text.Contains(',', StringComparison.Ordinal) && CsvNumber.Parse(Encoding.UTF8.GetBytes(text.Replace(',', '.')), out _) == CsvCell.Number => $"'{text}' is not a number; decimals are written with a point.",
            _ when layout.Label >= 0 => $"'{text}' is not a number; all columns but the label must hold numbers.",
            _ => $"'{text}' is not a number; if this column holds the classes, say so with --label {CsvLayout.Shorten(layout.LabelFor(column))}.",
        };
        return BadFileException.At(source.Name, layout.Place(line, column), problem);
    }

    private static BadFileException Changed(InputSource source) => new($"{source.Name}: the file changed while it was read.");

    private static string NameOf(string path)
    {
        var name = Path.GetFileName(path);
        if (name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)) name = name[..^3];
        return Path.GetFileNameWithoutExtension(name) is { Length: > 0 } stem ? stem : name;
    }
}
