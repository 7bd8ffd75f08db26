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
    private const int NamesToList = 20;

    /// <summary>What was taken for what, where the file does not say it.</summary>
    internal IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What a record is called in messages.</summary>
    internal string Record { get; init; } = "line";

    /// <summary>The columns that are numbers to learn from.</summary>
    internal int SampleSize => Columns.Count - (Label >= 0 ? 1 : 0);

    internal static CsvLayout Find(InputSource source, CsvOptions options)
    {
        using var scanner = new CsvScanner(source, options.Separator);
        if (!scanner.Next()) throw new BadFileException($"{source.Name}: the file has no lines with text.");
        var first = Cells(scanner);
        var separator = scanner.Separator;
        var (hasHeader, note) = CsvHeader.Find(first, scanner, options);
        string?[] notes =
        [
            separator == ' ' && options.Separator is null ? "cells are divided by blanks; --separator says it otherwise." : null, note,
        ];
        var columns = new string[first.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            var header = hasHeader ? first[i].Trim() : "";
            columns[i] = header.Length > 0 ? header : NumberName(i);
        }
        var label = options.Label is null ? -1 : FindLabel(source.Name, options.Label, columns, hasHeader);
        if (label >= 0 && columns.Length == 1)
            throw new BadFileException($"{source.Name}: besides the label there is no column to learn from.");
        return new CsvLayout(separator, hasHeader, columns, label) { Notes = [.. notes.OfType<string>()] };
    }

    /// <summary>Where a cell is, for a message.</summary>
    internal string Place(int line, int column)
    {
        var name = HasHeader ? $" ('{Shorten(Columns[column])}')" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{Record} {line}, column {column + 1}{name}");
    }

    /// <summary>What to give as label for a column: its name, or its number when it has none.</summary>
    internal string LabelFor(int column) => HasHeader ? Columns[column] : (column + 1).ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether a column has no name although others have.</summary>
    internal bool IsUnnamed(int column) => HasHeader && Columns[column] == NumberName(column);

    /// <summary>What a column without a name is called.</summary>
    internal static string NumberName(int column) => string.Create(CultureInfo.InvariantCulture, $"column {column + 1}");

    internal static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "…";

    private static string[] Cells(CsvScanner scanner)
    {
        var cells = new string[scanner.CellCount];
        for (var i = 0; i < cells.Length; i++) cells[i] = Encoding.UTF8.GetString(scanner.Cell(i));
        return cells;
    }

    /// <summary>The place of a column that is given as a label is.</summary>
    internal int FindColumn(string file, string wanted, string what = "the label") =>
        FindLabel(file, wanted, [.. Columns], HasHeader, what);

    private static int FindLabel(string file, string wanted, string[] columns, bool hasHeader, string what = "the label")
    {
        var named = hasHeader ? Array.IndexOf(columns, wanted) : -1;
        if (named >= 0)
        {
            if (Array.IndexOf(columns, wanted, named + 1) >= 0)
                throw new BadArgumentException(
                    $"{file} has several columns named '{wanted}'; give {what} by its number, from 1 to {columns.Length}.");
            return named;
        }
        if (int.TryParse(wanted, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            if (number >= 1 && number <= columns.Length) return number - 1;
            if (number < 0 && number >= -columns.Length) return columns.Length + number;
            throw new BadArgumentException(
                $"{file} has no column {number}; its columns are 1 to {columns.Length}, or -1 to -{columns.Length} from the end.");
        }
        if (!hasHeader)
            throw new BadArgumentException(
                $"{file} has no header with a column '{Shorten(wanted)}'; give {what} by its number, from 1 to {columns.Length}.");
        var list = string.Join(", ", columns.Take(NamesToList).Select(Shorten));
        throw new BadArgumentException(
            $"{file} has no column '{Shorten(wanted)}'; its columns are {list}{(columns.Length > NamesToList ? ", …" : "")}.");
    }
}
