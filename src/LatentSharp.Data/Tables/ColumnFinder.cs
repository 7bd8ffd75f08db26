using System.Runtime.InteropServices;
using System.Text;

namespace LatentSharp;

/// <summary>Goes down one column of a table once and finds out what it holds. What all cells fit is what the column is.</summary>
internal sealed class ColumnFinder(TableText table, int column, Missing mode, int? hashSize)
{
    private const int LongestOnStack = 256;

    private readonly Dictionary<string, int> texts = new(StringComparer.Ordinal);
    private readonly NumberColumn numbers = new(table.Format);
    private readonly DateColumn dates = new();
    private readonly RoundedColumn rounded = new();
    private readonly string name = CsvLayout.Shorten(table.Layout.Columns[column]);
    private SeenCell? firstText, firstNumber, firstOdd, firstInfinite;
    private bool isCount = true;
    private int lineOfTooMany, lastMissing;
    private int plain, odd, written, dated, digits, infinite, missing;

    /// <summary>Of a column of numbers a cell that is read otherwise than it looks, and its value.</summary>
    internal (SeenCell Cell, float Value)? Example => numbers.Fits ? numbers.Example : null;

    /// <summary>Whether a number of the column can only have a decimal point.</summary>
    internal bool ProvesPoint => numbers.ProvesPoint;

    private int Present => plain + odd;

    private bool IsEmpty => Present == 0 && missing > 0;

    /// <summary>Whether the column held nothing but numbers with a decimal point and missing values so far.</summary>
    internal bool IsPlain => odd == 0;

    /// <summary>Notes a cell, and refuses what no column may hold; gives the number that it is, NaN for others.</summary>
    internal float Add(ReadOnlySpan<byte> cell, int line)
    {
        var kind = CsvNumber.Parse(cell, out var value);
        switch (kind)
        {
            case CsvCell.Number:
                isCount = isCount && value == plain;
                plain++;
                firstNumber ??= SeenCell.Of(cell, line);
                numbers.AddPlain(cell, value, line);
                rounded.Add(cell, value);
                return value;
            case CsvCell.Missing when mode != Missing.Refuse:
                missing++;
                lastMissing = line;
                break;
            case CsvCell.Text:
                AddOther(cell, line);
                break;
            case CsvCell.NotFinite:
                // Among texts it is one of them.
                firstInfinite ??= SeenCell.Of(cell, line);
                infinite++;
                AddOther(cell, line);
                break;
            default:
                throw table.BadCell(line, column, cell, kind);
        }
        return float.NaN;
    }

    /// <summary>The column as it will be read, or what is wrong with it.</summary>
    /// <param name="notes">Gets sentences on what was taken for granted.</param>
    internal (ColumnEncoding? Encoding, ColumnProblem? Problem) Find(List<string> notes)
    {
        var encoding = new ColumnEncoding(table.Layout.Columns[column], [], null)
        {
            MissingCount = missing, HasIndicator = mode == Missing.Indicator && missing > 0, IsEmpty = IsEmpty,
        };
        if (Problem() is { } problem) return (null, problem);
        return (numbers.Fits ? FindNumbers(encoding, notes) : AreDates ? FindDates(encoding, notes) : FindTexts(encoding, notes), null);
    }

    /// <summary>
    /// What to know of a column that is read with a decimal point and could have points between thousands; null for others.
    /// </summary>
    internal string? MayBeThousands() => numbers.OfTwoReadings is { } cell
        ? $"the column '{name}' is read with a decimal point, but {NumberReadings.Two(cell.Bytes)}"
        : null;

    /// <summary>
    /// What is wrong with a plain column that could be read with a decimal comma, as another of the table is; null for others.
    /// </summary>
    internal ColumnProblem? ContradictsComma() => numbers.OfTwoReadings is { } cell
        ? Bad(cell, "other numbers of this table have a decimal comma, so " + NumberReadings.Two(cell.Bytes))
        : null;

    private bool AreDates => plain == 0 && odd > 0 && dates.Fits;

    private void AddOther(ReadOnlySpan<byte> cell, int line)
    {
        odd++;
        firstText ??= SeenCell.Of(cell, line);
        var isWritten = numbers.Add(cell, line) || (table.Format.SaysNumbers && NumberReadings.IsNumber(cell));
        var isDate = dates.Add(cell, line);
        if (isWritten) written++;
        if (isDate) dated++;
        if (cell.TrimStart(" \t+-$"u8) is [>= (byte)'0' and <= (byte)'9', ..]) digits++;
        if (!isWritten && !isDate) firstOdd ??= SeenCell.Of(cell, line);
        // The texts of a column that turns out to be numbers or dates are not kept beyond what a column of texts may have.
        if (lineOfTooMany > 0) return;
        CountText(cell);
        if (texts.Count > ColumnEncoding.MaxCategories) lineOfTooMany = line;
    }

    private void CountText(ReadOnlySpan<byte> cell)
    {
        var room = cell.Length <= LongestOnStack ? stackalloc char[LongestOnStack] : new char[cell.Length];
        var text = room[..Encoding.UTF8.GetChars(cell.Trim(" \t"u8), room)];
        CollectionsMarshal.GetValueRefOrAddDefault(texts.GetAlternateLookup<ReadOnlySpan<char>>(), text, out _)++;
    }

    /// <summary>Why the column cannot be read; null when it can.</summary>
    private ColumnProblem? Problem()
    {
        if (IsEmpty) return table.TakesEmptyColumns ? null : Bad(lastMissing, "the column holds no value at all; remove it from the file.");
        if (numbers.Fits) return numbers.Ambiguous is { } number ? Bad(number, NumberReadings.Two(number.Bytes)) : null;
        if (firstInfinite is not null && (plain > 0 || 2 * (written + infinite) > Present))
            return BadCell(firstInfinite, CsvCell.NotFinite);
        if (AreDates) return dates.Ambiguous is { } date ? Bad(date, TwoDates(date)) : null;
        if (plain > 0 || 2 * written > Present || 2 * dated > Present) return Mixed();
        return lineOfTooMany > 0 && hashSize is null ? TooMany() : null;
    }

    private ColumnEncoding FindNumbers(ColumnEncoding encoding, List<string> notes)
    {
        if (isCount && plain > 1 && missing == 0 && table.Layout.IsUnnamed(column))
        {
            notes.Add(
                $"the {encoding.Name} has no name and counts the rows, as an index does; it is learned from like the others. "
                + "Leave it out, for it says nothing of them.");
        }
        if (rounded.Note is { } lost) notes.Add($"the column '{name}' {lost}");
        return encoding with { Numbers = numbers.Notation, Fill = mode == Missing.Refuse ? null : IsEmpty ? 0 : numbers.Sum / Present };
    }

    private ColumnEncoding FindDates(ColumnEncoding encoding, List<string> notes)
    {
        var notation = dates.Notation;
        notes.Add(
            $"the column '{name}' holds {(notation.Order == DateOrder.TimeOfDay ? "times" : "dates")}, "
            + $"which became {notation.Words}; leave it out if time says nothing.");
        return encoding with { Dates = notation, Fill = mode == Missing.Refuse ? null : dates.Mean };
    }

    private ColumnEncoding FindTexts(ColumnEncoding encoding, List<string> notes)
    {
        var categories = texts.Keys.Order(StringComparer.Ordinal).ToArray();
        if (2 * digits > Present)
        {
            notes.Add(
                $"the column '{name}' holds texts with digits, as '{firstText!.Shown}', that are neither numbers nor dates as they stand; "
                + "each became a number of 0 or 1. If they are meant as numbers or dates, write them as such, as 1204.5 or 2013-12-02.");
        }
        if (lineOfTooMany > 0)
        {
            notes.Add($"the column '{name}' holds more than {ColumnEncoding.MaxCategories} different texts, which became "
                + $"{Counted.Of(hashSize!.Value, "number")} by hashing.");
            return encoding with { HashSize = hashSize.Value, Fill = mode == Missing.Refuse ? null : 0 };
        }
        double? fill = mode == Missing.Refuse || categories.Length == 0
            ? null
            : Array.IndexOf(categories, categories.MaxBy(text => texts[text]));
        return encoding with { Categories = [.. categories], Fill = fill };
    }

    /// <summary>What is wrong with a column that is numbers or dates for a part.</summary>
    private ColumnProblem Mixed()
    {
        if (firstOdd is not null && plain > 0) return BadCell(firstOdd, CsvCell.Text);
        if (firstOdd is not null)
        {
            var kind = written >= dated ? "numbers" : "dates";
            return Bad(
                firstOdd,
                $"'{firstOdd.Shown}' is none of the {kind} that the column holds for the most part; mend it, or leave the column out.");
        }
        var unlike = (written + plain >= dated ? numbers.FirstUnlike : null) ?? dates.FirstUnlike ?? firstText!;
        var other = firstNumber is not null && firstNumber.Line != unlike.Line ? firstNumber : firstText;
        if (other is null || other.Line == unlike.Line)
            return Bad(unlike, $"'{unlike.Shown}' is no number as --decimal and --thousands say that numbers are written.");
        var advice = dated > 0 ? "" : ". --decimal and --thousands say in which";
        return Bad(
            unlike,
            $"'{unlike.Shown}' is written otherwise than '{other.Shown}' in line {other.Line}; "
            + $"all of a column must be written in the same way{advice}.");
    }

    private ColumnProblem TooMany()
    {
        // Texts that hardly ever come again name or describe the rows; classes do come again.
        var advice = 2 * texts.Count > Present
            ? "it names or describes the rows; leave it out."
            : table.Layout.Label >= 0
                ? "it names or describes the rows; leave it out, or make numbers of its texts with --hash-size."
                : $"leave it out, or, if it holds the classes, say so with --label {CsvLayout.Shorten(table.Layout.LabelFor(column))}. "
                    + "--hash-size makes numbers of its texts.";
        return Bad(
            lineOfTooMany,
            $"the column holds more than {ColumnEncoding.MaxCategories} different texts, too many to learn from; {advice}{ToRead()}");
    }

    /// <summary>How texts of several words, or in the lines of a text, are read as such.</summary>
    private string ToRead() =>
        table.MayBeLines ? " If these are texts to learn from, say --text lines."
        : 2 * texts.Keys.Count(text => text.Contains(' ', StringComparison.Ordinal)) > texts.Count
            ? $" If these are texts to learn from, say --text {CsvLayout.Shorten(table.Layout.LabelFor(column))}."
        : "";

    private string TwoDates(SeenCell cell) =>
        $"'{cell.Text}' is a date whose day and month cannot be told apart, here and in all other lines; "
        + $"write dates as {DateNotation.Show(dates.Notation.Origin)}, year, month, day.";

    private ColumnProblem Bad(int line, string problem) => new(line, table.Bad(line, column, problem));

    private ColumnProblem Bad(SeenCell cell, string problem) => Bad(cell.Line, problem);

    private ColumnProblem BadCell(SeenCell cell, CsvCell kind) => new(cell.Line, table.BadCell(cell.Line, column, cell.Bytes, kind));
}
