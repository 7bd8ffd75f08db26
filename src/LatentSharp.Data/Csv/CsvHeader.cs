using System.Globalization;
using System.Text;

namespace LatentSharp;

/// <summary>Finds out whether the first record of a table holds the names of its columns.</summary>
internal static class CsvHeader
{
    private const int RowsToLookAt = 100, NamesToList = 5;
    private const int FirstYear = 1800, LastYear = 2200;

    /// <summary>Whether it does, and a sentence that says so unless it is sure.</summary>
    /// <param name="first">The first record.</param>
    /// <param name="scanner">Stands at it; goes on to some rows below.</param>
    /// <param name="options">What is known.</param>
    internal static (bool IsThere, string? Note) Find(string[] first, CsvScanner scanner, CsvOptions options)
    {
        if (options.HasHeader is { } said) return (said, null);
        if (NamesLabel(first, options.Label) || (options.Encoding is { } known && ColumnMatch.IsHeader(first, known))) return (true, null);
        var columns = Look(first, scanner);
        var isHeader = HasTextAboveNumber(columns) || AreNewTexts(columns, options.Encoding) || IsCount(columns) || AreYears(columns);
        var list = string.Join(
            ", ",
            first.Take(NamesToList).Select(cell => $"'{CsvLayout.Shorten(cell.Trim())}'")) + (first.Length > NamesToList ? ", …" : "");
        if (isHeader)
            return (true, $"the first line ({list}) was taken for the names of the columns; if it holds values, say so with --header no.");
        var mayBe = options.Encoding is null && columns.Length > 1
            && Array.TrueForAll(columns, column => column.Kind is Kind.Text or Kind.Missing || column.Whole is not null)
            && columns.DistinctBy(column => column.Name, StringComparer.Ordinal).Count() == columns.Length;
        return (
            false,
            mayBe ? $"the first line ({list}) was read as values; if it holds the names of the columns, say so with --header yes." : null);
    }

    /// <summary>Whether a cell is the label's name; a number is no name, for it stands among the numbers of any line.</summary>
    private static bool NamesLabel(string[] first, string? label) =>
        label is not null && KindOf(Encoding.UTF8.GetBytes(label)) == Kind.Text && Array.Exists(first, cell => cell.Trim() == label);

    /// <summary>
    /// Whether a text stands above a number or a date, or a date above a number, with nothing between them but missing values.
    /// </summary>
    private static bool HasTextAboveNumber(Column[] columns) =>
        Array.Exists(
            columns, column => column is { Kind: Kind.Text, Below: Kind.Number or Kind.Date } or { Kind: Kind.Date, Below: Kind.Number });

    /// <summary>Whether all are texts above texts or above missing values alone, and none of them is among those below.</summary>
    private static bool AreNewTexts(Column[] columns, TableEncoding? encoding) =>
        encoding is null && Array.Exists(columns, column => column.Below is not null)
        && Array.TrueForAll(columns, column => column is { Kind: Kind.Text, Below: Kind.Text or null, ComesAgain: false });

    /// <summary>
    /// Whether the columns are counted from 0 or 1, as programs do where there are no names: above an index without a name, or above
    /// numbers that all have decimals.
    /// </summary>
    private static bool IsCount(Column[] columns)
    {
        var counted = Counted(columns);
        if (counted.Length == 0 || counted[0] is not (0 or 1) || !Rises(counted, 1)) return false;
        return (columns[0].Kind == Kind.Missing && columns.Length == counted.Length + 1 && counted[0] == 0 && columns[0].Below is not null)
            || columns.Count(column => column.Whole is not null && column.HasDecimals) > 1;
    }

    /// <summary>Whether years in even steps stand above numbers that are no years.</summary>
    private static bool AreYears(Column[] columns)
    {
        var years = Counted(columns);
        return years.Length > 1 && Array.TrueForAll(years, IsYear) && years[1] != years[0] && Rises(years, years[1] - years[0])
            && Array.TrueForAll(columns, column => column.Whole is null || (column.Below is null or Kind.Number && !column.HasYears));
    }

    /// <summary>The whole numbers of the first record; none when there is something else in it than these and texts.</summary>
    private static int[] Counted(Column[] columns) =>
        Array.TrueForAll(columns, column => column.Whole is not null || column.Kind is Kind.Text or Kind.Missing)
        ? [.. columns.Select(column => column.Whole).OfType<int>()]
        : [];

    private static bool Rises(int[] values, int step)
    {
        for (var i = 1; i < values.Length; i++)
            if (values[i] != values[i - 1] + step) return false;
        return true;
    }

    private static bool IsYear(int value) => value is >= FirstYear and <= LastYear;

    private static Column[] Look(string[] first, CsvScanner scanner)
    {
        var columns = Array.ConvertAll(first, cell => new Column(cell.Trim()));
        for (var row = 0; row < RowsToLookAt && scanner.Next(); row++)
            for (var i = 0; i < Math.Min(columns.Length, scanner.CellCount); i++) columns[i].Add(scanner.Cell(i));
        return columns;
    }

    private static Kind KindOf(ReadOnlySpan<byte> cell) => CsvNumber.Parse(cell, out _) switch
    {
        CsvCell.Missing => Kind.Missing,
        CsvCell.Number or CsvCell.NotFinite => Kind.Number,
        _ when NumberReadings.IsNumber(cell) => Kind.Number,
        _ => DateColumn.IsDate(cell) ? Kind.Date : Kind.Text,
    };

    private enum Kind
    {
        Missing,
        Number,
        Date,
        Text,
    }

    /// <summary>A cell of the first record and what stands below.</summary>
    private sealed class Column(string name)
    {
        private bool sawWhole;

        internal string Name => name;

        internal Kind Kind { get; } = KindOf(Encoding.UTF8.GetBytes(name));

        /// <summary>The number that the cell is, when it is digits alone.</summary>
        internal int? Whole { get; } = name.Length < 10
            && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;

        /// <summary>The kind of the first cell below that is not missing.</summary>
        internal Kind? Below { get; private set; }

        internal bool ComesAgain { get; private set; }

        internal bool HasYears { get; private set; }

        /// <summary>Whether there are numbers below, each with decimals.</summary>
        internal bool HasDecimals => Below == Kind.Number && !sawWhole;

        internal void Add(ReadOnlySpan<byte> cell)
        {
            var kind = KindOf(cell);
            if (kind == Kind.Missing) return;
            Below ??= kind;
            if (Kind == Kind.Text) ComesAgain |= CellText.Of(cell) == name;
            sawWhole |= cell.IndexOfAny(".,eE"u8) < 0;
            HasYears |= CsvNumber.Parse(cell, out var value) == CsvCell.Number && value is >= FirstYear and <= LastYear;
        }
    }
}
