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
/// <param name="Format">What is known of how it is written.</param>
/// <param name="Open">Goes to before its first record of values.</param>
internal sealed record TableText(string Name, CsvLayout Layout, TableFormat Format, Func<ITableScanner> Open)
{
    private const string Impute = "learn with --missing impute, so that the column's mean or most frequent text stands in.";

    internal BadFileException Bad(int line, int column, string problem) => BadFileException.At(Name, Layout.Place(line, column), problem);

    /// <summary>Refuses a row of more or fewer cells than there are columns.</summary>
    internal BadFileException BadWidth(ITableScanner scanner) => BadFileException.At(Name, $"line {scanner.Line}", Layout.Columns.Count == 1
        ? $"expected 1 column, found {scanner.CellCount}; if what divides them belongs to the value, as a decimal comma, say --separator semicolon."
        : $"expected {Layout.Columns.Count} columns, found {scanner.CellCount}.");

    /// <summary>Says why a cell cannot be read.</summary>
    internal BadFileException BadCell(int line, int column, ReadOnlySpan<byte> cell, CsvCell kind)
    {
        var text = CsvLayout.Shorten(Encoding.UTF8.GetString(cell)).Replace('\n', ' ');
        return Bad(line, column, kind switch
        {
            CsvCell.Missing when CsvNumber.TrimBlanks(cell).IsEmpty => "the cell is empty; fill it, remove the row, or " + Impute,
            CsvCell.Missing => $"the value is missing ('{text}'); fill it, remove the row, or " + Impute,
            CsvCell.NotFinite => $"'{text}' is not a finite 32-bit number.",
            _ when OtherNotation(cell) is { } advice => advice,
            _ when line == 1 && !Layout.HasHeader => $"'{text}' is not a number, as others in this column are; if the first line holds the names of the columns, say so with --header yes.",
            _ when Layout.Label >= 0 => $"'{text}' is not a number, as others in this column are; all columns but the label must hold numbers alone or texts alone.",
            _ => $"'{text}' is not a number, as others in this column are; if this column holds the classes, say so with --label {CsvLayout.Shorten(Layout.LabelFor(column))}.",
        });
    }

    /// <summary>Refuses a row without a class.</summary>
    internal BadFileException BadLabel(int line, int column, ReadOnlySpan<byte> cell) => Bad(line, column, CsvNumber.TrimBlanks(cell).IsEmpty
        ? "the label is empty."
        : $"the label is missing ('{CsvLayout.Shorten(Encoding.UTF8.GetString(cell))}'), for this stands for nothing; fill it, or remove the row.");

    /// <summary>Whether a cell is <c>-</c>, which is a class only when <c>+</c> is one.</summary>
    internal static bool IsDash(ReadOnlySpan<byte> cell) => cell.Trim(" \t"u8) is [(byte)'-'];

    /// <summary>What a cell is with a decimal point and with a decimal comma, for one that is a number either way.</summary>
    internal static string TwoReadings(ReadOnlySpan<byte> cell)
    {
        var (point, comma) = Readings(cell);
        var text = Encoding.UTF8.GetString(cell.Trim(" \t"u8));
        var sign = text.Contains(',', StringComparison.Ordinal) ? "comma" : "point";
        var (thousands, fraction) = sign == "comma" ? (point!.Value, comma!.Value) : (comma!.Value, point!.Value);
        return $"'{text}' may be {NumberText.Show(thousands)}, with a {sign} between thousands, or {NumberText.Show(fraction)}, with a decimal {sign}; say which with --thousands {sign} or --decimal {sign}.";
    }

    /// <summary>Whether a cell is a number in any notation.</summary>
    internal static bool IsNumber(ReadOnlySpan<byte> cell) => Readings(cell) is not (null, null);

    /// <summary>What helps with a cell that would be a number in another notation; null for others.</summary>
    private static string? OtherNotation(ReadOnlySpan<byte> cell)
    {
        var text = new NumberText(cell, stackalloc char[NumberText.Longest]);
        if (!text.IsNumber) return null;
        var shown = Encoding.UTF8.GetString(cell.Trim(" \t"u8));
        var (point, comma) = Readings(cell);
        if (text.Unit is { } unit) return $"'{shown}' has the unit '{unit}'; in a table all numbers of a column must have it or none, and in sequences none.";
        if (point is { } a && comma is { } b && a != b) return TwoReadings(cell);
        foreach (var known in NumberNotation.Known)
        {
            if (text.Read(known, out var value) != CsvCell.Number) continue;
            // What stands in the cell is named, for what was said or learned may be otherwise in both.
            string?[] options = [text.Has(known.Decimal) ? "--decimal " + Sign(known.Decimal) : null, known.Thousands is { } group ? "--thousands " + Sign(group) : null];
            return $"'{shown}' is not a number as others in this column are; if it is {NumberText.Show(value)}, say so with {string.Join(' ', options.OfType<string>())}.";
        }
        return null;
    }

    private static string Sign(char sign) => sign switch { '.' => "point", ',' => "comma", '\'' => "apostrophe", _ => "blank" };

    private static (float? Point, float? Comma) Readings(ReadOnlySpan<byte> cell)
    {
        var text = new NumberText(cell, stackalloc char[NumberText.Longest]);
        (float? point, float? comma) = (null, null);
        foreach (var known in NumberNotation.Known)
        {
            if (!text.IsNumber || text.Read(known, out var value) != CsvCell.Number) continue;
            if (known.Decimal == '.') point ??= value;
            else comma ??= value;
        }
        return (point, comma);
    }
}
