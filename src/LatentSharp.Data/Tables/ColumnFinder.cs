using System.Text;

namespace LatentSharp;

/// <summary>Goes down one column of a table once and finds out what it holds. What all cells fit is what the column is.</summary>
internal sealed class ColumnFinder(TableText table, int column, Missing mode)
{
    private readonly Dictionary<string, int> texts = new(StringComparer.Ordinal);
    private readonly NumberColumn numbers = new(table.Format);
    private readonly DateColumn dates = new();
    private readonly RoundedColumn rounded = new();
    private (int Line, string Cell) firstText, firstNumber, firstOdd, firstInfinite;
    private bool isCount = true;
    private int lineOfTooMany, lastMissing;
    private int plain, odd, written, dated, digits, missing, infinite;

    /// <summary>Of a column of numbers a cell that is read otherwise than it looks.</summary>
    internal (string Cell, float Value)? Example { get; private set; }

    private int Present => plain + odd;

    /// <summary>Notes a cell, and refuses what no column may hold.</summary>
    internal void Add(ReadOnlySpan<byte> cell, int line)
    {
        var kind = CsvNumber.Parse(cell, out var value);
        switch (kind)
        {
            case CsvCell.Number:
                isCount &= value == plain;
                if (plain++ == 0) firstNumber = (line, Text(cell));
                numbers.AddPlain(cell, value, line);
                rounded.Add(cell, value);
                break;
            case CsvCell.Missing when mode == Missing.Impute:
                missing++;
                lastMissing = line;
                break;
            case CsvCell.Text:
                AddOther(cell, line);
                break;
            case CsvCell.NotFinite:
                // Among texts it is one of them.
                if (infinite++ == 0) firstInfinite = (line, Text(cell));
                AddOther(cell, line);
                break;
            default:
                throw table.BadCell(line, column, cell, kind);
        }
    }

    /// <summary>The column as it will be read; what is wrong with it, and where, when it cannot be.</summary>
    internal ColumnEncoding? Find(List<string> notes, out (int Line, BadFileException Error)? problem)
    {
        problem = null;
        var encoding = new ColumnEncoding(table.Layout.Columns[column], [], null) { MissingCount = missing };
        if (Present == 0 && missing > 0) problem = (lastMissing, table.Bad(lastMissing, column, "the column holds no value at all; leave it out."));
        else if (numbers.Fits) return FindNumbers(encoding, notes, out problem);
        else if (infinite > 0 && (plain > 0 || 2 * (written + infinite) > Present))
            problem = (firstInfinite.Line, table.BadCell(firstInfinite.Line, column, Encoding.UTF8.GetBytes(firstInfinite.Cell), CsvCell.NotFinite));
        else if (plain == 0 && dates.Fits && odd > 0) return FindDates(encoding, notes, out problem);
        else if (plain > 0 || 2 * written > Present || 2 * dated > Present) problem = Mixed();
        else if (lineOfTooMany > 0) problem = (lineOfTooMany, TooMany());
        else return FindTexts(encoding, notes);
        return null;
    }

    /// <summary>Whether a number of the column can only have a decimal point.</summary>
    internal bool ProvesPoint => numbers.ProvesPoint;

    /// <summary>What to know of a column that is read with a decimal point and could have points between thousands; null for others.</summary>
    internal string? MayBeThousands() => numbers.HasTwoReadings(out _, out var cell)
        ? $"the column '{CsvLayout.Shorten(table.Layout.Columns[column])}' is read with a decimal point, but {TableText.TwoReadings(Encoding.UTF8.GetBytes(cell))}"
        : null;

    /// <summary>Whether the column, a plain one, could also be read with a decimal comma like another one of the table.</summary>
    internal (int Line, BadFileException Error)? ContradictsComma()
    {
        if (!numbers.HasTwoReadings(out var line, out var cell)) return null;
        return (line, table.Bad(line, column, "other numbers of this table have a decimal comma, so " + TableText.TwoReadings(Encoding.UTF8.GetBytes(cell))));
    }

    private void AddOther(ReadOnlySpan<byte> cell, int line)
    {
        if (odd++ == 0) firstText = (line, Text(cell));
        var isWritten = numbers.Add(cell, line) || (table.Format.SaysNumbers && TableText.IsNumber(cell));
        var isDate = dates.Add(cell, line);
        if (isWritten) written++;
        if (isDate) dated++;
        if (cell.TrimStart(" \t+-$"u8) is [>= (byte)'0' and <= (byte)'9', ..]) digits++;
        if (!isWritten && !isDate && firstOdd.Line == 0) firstOdd = (line, Text(cell));
        // The texts of a column that turns out to be numbers or dates are not kept beyond what a column of texts may have.
        if (lineOfTooMany > 0) return;
        var text = Text(cell);
        texts[text] = texts.GetValueOrDefault(text) + 1;
        if (texts.Count > ColumnEncoding.MaxCategories) lineOfTooMany = line;
    }

    private ColumnEncoding? FindNumbers(ColumnEncoding encoding, List<string> notes, out (int Line, BadFileException Error)? problem)
    {
        problem = null;
        if (numbers.Ambiguous(out var line, out var cell))
        {
            problem = (line, table.Bad(line, column, TableText.TwoReadings(Encoding.UTF8.GetBytes(cell))));
            return null;
        }
        if (isCount && plain > 1 && missing == 0 && table.Layout.IsUnnamed(column))
            notes.Add($"the {encoding.Name} has no name and counts the rows, as an index does; it is learned from like the others. Leave it out, for it says nothing of them.");
        if (numbers.Note(out var example)) Example = example;
        if (rounded.Note is { } lost) notes.Add($"the column '{CsvLayout.Shorten(encoding.Name)}' {lost}");
        return encoding with { Numbers = numbers.Notation, Fill = mode == Missing.Refuse || Present == 0 ? null : numbers.Sum / Present };
    }

    private ColumnEncoding? FindDates(ColumnEncoding encoding, List<string> notes, out (int Line, BadFileException Error)? problem)
    {
        problem = null;
        if (dates.Ambiguous(out var line, out var cell))
        {
            problem = (line, table.Bad(line, column, $"'{cell}' is a date whose day and month cannot be told apart, here and in all other lines; write dates as {DateNotation.Show(dates.Notation.Origin)}, year, month, day."));
            return null;
        }
        var notation = dates.Notation;
        notes.Add($"the column '{CsvLayout.Shorten(encoding.Name)}' holds {(notation.Order == DateOrder.TimeOfDay ? "times" : "dates")}, which became {notation.Words}; leave it out if time says nothing.");
        return encoding with { Dates = notation, Fill = mode == Missing.Refuse ? null : dates.Mean };
    }

    private ColumnEncoding FindTexts(ColumnEncoding encoding, List<string> notes)
    {
        var categories = texts.Keys.Order(StringComparer.Ordinal).ToArray();
        if (2 * digits > Present)
            notes.Add($"the column '{CsvLayout.Shorten(encoding.Name)}' holds texts with digits, as '{CsvLayout.Shorten(firstText.Cell)}', that are neither numbers nor dates as they stand; each became a number of 0 or 1. If they are meant as numbers or dates, write them as such, as 1204.5 or 2013-12-02.");
        double? fill = mode == Missing.Refuse || categories.Length == 0 ? null : Array.IndexOf(categories, categories.MaxBy(text => texts[text]));
        return encoding with { Categories = [.. categories], Fill = fill };
    }

    /// <summary>A column that is numbers or dates for a part.</summary>
    private (int Line, BadFileException Error) Mixed()
    {
        var (line, cell) = firstOdd.Line > 0 ? firstOdd : numbers.FirstUnlike.Line > 0 && written + plain >= dated ? numbers.FirstUnlike : dates.FirstUnlike.Line > 0 ? dates.FirstUnlike : firstText;
        if (firstOdd.Line > 0 && plain == 0)
        {
            var kind = written >= dated ? "numbers" : "dates";
            return (line, table.Bad(line, column, $"'{CsvLayout.Shorten(cell)}' is none of the {kind} that the column holds for the most part; mend it, or leave the column out."));
        }
        if (firstOdd.Line > 0) return (line, table.BadCell(line, column, Encoding.UTF8.GetBytes(cell), CsvCell.Text));
        var (otherLine, other) = plain > 0 && firstNumber.Line != line ? firstNumber : firstText;
        if (otherLine == 0 || otherLine == line) return (line, table.Bad(line, column, $"'{CsvLayout.Shorten(cell)}' is no number as --decimal and --thousands say that numbers are written."));
        return (line, table.Bad(
            line, column,
            $"'{CsvLayout.Shorten(cell)}' is written otherwise than '{CsvLayout.Shorten(other)}' in line {otherLine}; all of a column must be written in the same way{(dated > 0 ? "" : ". --decimal and --thousands say in which")}."));
    }

    private BadFileException TooMany()
    {
        var names = table.Layout.LabelFor(column);
        // Texts that hardly ever come again name or describe the rows; classes do come again.
        var advice = 2 * texts.Count > Present || table.Layout.Label >= 0
            ? "it names or describes the rows; leave it out."
            : $"leave it out, or, if it holds the classes, say so with --label {CsvLayout.Shorten(names)}.";
        return table.Bad(lineOfTooMany, column, $"the column holds more than {ColumnEncoding.MaxCategories} different texts, too many to learn from; {advice}");
    }

    private static string Text(ReadOnlySpan<byte> cell) => Encoding.UTF8.GetString(cell.Trim(" \t"u8));
}
