using System.Text;

namespace LatentSharp;

/// <summary>Goes through the records of a table, one at a time.</summary>
internal interface ITableScanner : IDisposable
{
    /// <summary>The line, from 1, on which the current record begins.</summary>
    int Line { get; }

    /// <summary>The number of cells in the current record.</summary>
    int CellCount { get; }

    /// <summary>A cell of the current record.</summary>
    ReadOnlySpan<byte> Cell(int index);

    /// <summary>Goes to the next record; false at the end of the file.</summary>
    bool Next();
}

/// <summary>A table that can be gone through as often as needed.</summary>
/// <param name="Name">What to call it in messages.</param>
/// <param name="Layout">Its columns.</param>
/// <param name="Open">Goes to before its first record of values.</param>
internal sealed record TableText(string Name, CsvLayout Layout, Func<ITableScanner> Open)
{
    private const string Impute = "learn with --missing impute, so that the column's mean or most frequent text stands in.";

    internal BadFileException Bad(int line, int column, string problem) => BadFileException.At(Name, Layout.Place(line, column), problem);

    /// <summary>Says why a cell cannot be read.</summary>
    internal BadFileException BadCell(int line, int column, ReadOnlySpan<byte> cell, CsvCell kind)
    {
        var text = CsvLayout.Shorten(Encoding.UTF8.GetString(cell)).Replace('\n', ' ');
        return Bad(line, column, kind switch
        {
            CsvCell.Missing when cell.Trim(" \t"u8).IsEmpty => "the cell is empty; fill it, remove the row, or " + Impute,
            CsvCell.Missing => $"the value is missing ('{text}'); fill it, remove the row, or " + Impute,
            CsvCell.NotFinite => $"'{text}' is not a finite 32-bit number.",
            _ when IsDecimalComma(cell) => $"'{text}' is not a number; decimals are written with a point.",
            _ when Layout.Label >= 0 => $"'{text}' is not a number, as others in this column are; all columns but the label must hold numbers alone or texts alone.",
            _ => $"'{text}' is not a number, as others in this column are; if this column holds the classes, say so with --label {CsvLayout.Shorten(Layout.LabelFor(column))}.",
        });
    }

    /// <summary>Whether a cell would be a number if its comma were a point.</summary>
    internal static bool IsDecimalComma(ReadOnlySpan<byte> cell)
    {
        var comma = cell.IndexOf((byte)',');
        if (comma < 0 || cell.Length > 64) return false;
        var copy = cell.ToArray();
        copy[comma] = (byte)'.';
        return CsvNumber.Parse(copy, out _) == CsvCell.Number;
    }
}
