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
    /// <summary>What <see cref="Missing.Impute"/> puts in for a missing value, for advice.</summary>
    internal string StandIn { get; init; } = "the column's mean or most frequent text";

    /// <summary>Whether its columns may hold nothing but missing values.</summary>
    internal bool TakesEmptyColumns { get; init; }

    /// <summary>Whether it may as well be a text that somebody wrote, by its ending.</summary>
    internal bool MayBeLines => Layout.Columns.Count == 1
        && (Name.EndsWith(".txt", StringComparison.OrdinalIgnoreCase) || Name.EndsWith(".txt.gz", StringComparison.OrdinalIgnoreCase));

    /// <summary>Goes to the next row, and refuses one of more or fewer cells than there are columns; false at the end.</summary>
    internal bool Next(ITableScanner scanner)
    {
        if (!scanner.Next()) return false;
        if (scanner.CellCount == Layout.Columns.Count) return true;
        throw BadFileException.At(Name, $"line {scanner.Line}", Layout.Columns.Count == 1
            ? $"expected 1 column, found {scanner.CellCount}; if what divides them belongs to the value, as a decimal comma, "
                + $"say --separator semicolon{(MayBeLines ? "; if the lines are texts, --text lines" : "")}."
            : $"expected {Layout.Columns.Count} columns, found {scanner.CellCount}.");
    }

    /// <summary>Refuses a cell.</summary>
    internal BadFileException Bad(int line, int column, string problem) => BadFileException.At(Name, Layout.Place(line, column), problem);

    /// <summary>Says why a cell cannot be read.</summary>
    /// <param name="line">Its line.</param>
    /// <param name="column">Its column.</param>
    /// <param name="cell">What is in it.</param>
    /// <param name="kind">What that is.</param>
    /// <param name="isLearned">Whether another table said what the column holds.</param>
    internal BadFileException BadCell(int line, int column, ReadOnlySpan<byte> cell, CsvCell kind, bool isLearned = false)
    {
        var impute = $"learn with --missing impute, so that {StandIn} stands in.";
        var text = CsvLayout.Shorten(Encoding.UTF8.GetString(cell)).Replace('\n', ' ');
        return Bad(line, column, kind switch
        {
            CsvCell.Missing when CellText.TrimBlanks(cell).IsEmpty => "the cell is empty; fill it, remove the row, or " + impute,
            CsvCell.Missing => $"the value is missing ('{text}'); fill it, remove the row, or " + impute,
            CsvCell.NotFinite => $"'{text}' is not a finite 32-bit number.",
            _ when NumberReadings.Advice(cell) is { } advice => advice,
            _ when line == 1 && !Layout.HasHeader =>
                $"'{text}' is not a number, as {(isLearned ? "the column held in learning" : "others in this column are")}; if the first "
                + "line holds the names of the columns, say so with --header yes.",
            _ when isLearned => $"'{text}' is not a number, as the column held in learning; correct it, or remove the row.",
            _ when Layout.Label >= 0 =>
                $"'{text}' is not a number, as others in this column are; all columns but the "
                + $"label must hold numbers alone or texts alone.",
            _ =>
                $"'{text}' is not a number, as others in this column are; if this column holds the classes, "
                + $"say so with --label {CsvLayout.Shorten(Layout.LabelFor(column))}.",
        });
    }
}
