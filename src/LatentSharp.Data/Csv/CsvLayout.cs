using System.Globalization;
using System.Text;

namespace LatentSharp;

/// <summary>What the first two records of a table say about it.</summary>
/// <param name="Separator">What stands between two cells.</param>
/// <param name="HasHeader">Whether the first record holds names.</param>
/// <param name="Columns">A name for every column: the header's, or its number.</param>
/// <param name="Label">The column of the classes, from 0; -1 for none.</param>
internal sealed record CsvLayout(char Separator, bool HasHeader, IReadOnlyList<string> Columns, int Label)
{
    private const int NamesToList = 20, RowsBelowHeader = 100;

    /// <summary>The columns that are numbers to learn from.</summary>
    internal int SampleSize => Columns.Count - (Label >= 0 ? 1 : 0);

    internal static CsvLayout Find(InputSource source, CsvOptions options)
    {
        if (options.Separator is { } given && given is not (',' or ';' or '\t'))
            throw new BadArgumentException($"'{given}' cannot stand between cells; a comma, a semicolon or a tab can.");
        using var scanner = new CsvScanner(source, options.Separator);
        if (!scanner.Next()) throw new BadFileException($"{source.Name}: the file has no lines with text.");
        var first = Cells(scanner);
        var hasHeader = options.HasHeader
            ?? (NamesLabel(first, options.Label) || (options.Encoding is { } encoding && ColumnMatch.IsHeader(first, encoding)) || LooksLikeHeader(first, scanner));
        var columns = new string[first.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            var header = hasHeader ? first[i].Trim() : "";
            columns[i] = header.Length > 0 ? header : string.Create(CultureInfo.InvariantCulture, $"column {i + 1}");
        }
        var label = options.Label is null ? -1 : FindLabel(source.Name, options.Label, columns, hasHeader);
        if (label >= 0 && columns.Length == 1) throw new BadFileException($"{source.Name}: besides the label there is no column to learn from.");
        return new CsvLayout(scanner.Separator, hasHeader, columns, label);
    }

    /// <summary>Where a cell is, for a message.</summary>
    internal string Place(int line, int column)
    {
        var name = HasHeader ? $" ('{Shorten(Columns[column])}')" : "";
        return string.Create(CultureInfo.InvariantCulture, $"line {line}, column {column + 1}{name}");
    }

    /// <summary>What to give as label for a column: its name, or its number when it has none.</summary>
    internal string LabelFor(int column) => HasHeader ? Columns[column] : (column + 1).ToString(CultureInfo.InvariantCulture);

    internal static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "…";

    private static string[] Cells(CsvScanner scanner)
    {
        var cells = new string[scanner.CellCount];
        for (var i = 0; i < cells.Length; i++) cells[i] = Encoding.UTF8.GetString(scanner.Cell(i));
        return cells;
    }

    /// <summary>Whether a cell is the label's name; a number is no name, for it stands among the numbers of any line.</summary>
    private static bool NamesLabel(string[] first, string? label) =>
        label is not null && CsvNumber.Parse(Encoding.UTF8.GetBytes(label), out _) == CsvCell.Text && Array.Exists(first, cell => cell.Trim() == label);

    /// <summary>Whether a text stands above a number, with nothing between them but missing values.</summary>
    private static bool LooksLikeHeader(string[] first, CsvScanner scanner)
    {
        var open = Enumerable.Range(0, first.Length).Where(i => CsvNumber.Parse(Encoding.UTF8.GetBytes(first[i]), out _) == CsvCell.Text).ToList();
        for (var row = 0; row < RowsBelowHeader && open.Count > 0 && scanner.Next(); row++)
        {
            foreach (var i in open.Where(i => i < scanner.CellCount).ToArray())
            {
                var below = CsvNumber.Parse(scanner.Cell(i), out _);
                if (below == CsvCell.Number) return true;
                if (below != CsvCell.Missing) open.Remove(i);
            }
        }
        return false;
    }

    /// <summary>The place of a column that is given as a label is.</summary>
    internal int FindColumn(string file, string wanted) => FindLabel(file, wanted, [.. Columns], HasHeader);

    private static int FindLabel(string file, string wanted, string[] columns, bool hasHeader)
    {
        var named = hasHeader ? Array.IndexOf(columns, wanted) : -1;
        if (named >= 0)
        {
            if (Array.IndexOf(columns, wanted, named + 1) >= 0)
                throw new BadArgumentException($"{file} has several columns named '{wanted}'; give the label by its number, from 1 to {columns.Length}.");
            return named;
        }
        if (int.TryParse(wanted, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            if (number >= 1 && number <= columns.Length) return number - 1;
            if (number < 0 && number >= -columns.Length) return columns.Length + number;
            throw new BadArgumentException($"{file} has no column {number}; its columns are 1 to {columns.Length}, or -1 to -{columns.Length} from the end.");
        }
        if (!hasHeader) throw new BadArgumentException($"{file} has no header with a column '{Shorten(wanted)}'; give the label by its number, from 1 to {columns.Length}.");
        var list = string.Join(", ", columns.Take(NamesToList).Select(Shorten));
        throw new BadArgumentException($"{file} has no column '{Shorten(wanted)}'; its columns are {list}{(columns.Length > NamesToList ? ", …" : "")}.");
    }
}
