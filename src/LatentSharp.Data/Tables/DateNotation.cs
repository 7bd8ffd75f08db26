using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace LatentSharp;

/// <summary>In which order a date is written.</summary>
public enum DateOrder
{
    /// <summary><c>2013-12-02</c>, with <c>/</c> or <c>.</c> too, with or without a time; <c>2013-12</c>.</summary>
    YearFirst,

    /// <summary><c>2.12.2013</c>, <c>2/12/2013</c>, <c>2-12-2013</c>, with or without a time.</summary>
    DayFirst,

    /// <summary><c>12/2/2013</c>, <c>12-2-2013</c>, with or without a time.</summary>
    MonthFirst,

    /// <summary><c>2 Dec 2013</c>, <c>2-Dec-2013</c>, <c>Dec 2, 2013</c>, with or without a time; English names, short or long.</summary>
    NamedMonth,

    /// <summary>A time of the day alone: <c>13:45</c>, <c>13:45:30.5</c>.</summary>
    TimeOfDay,
}

/// <summary>
/// How the dates of a column are written and become numbers: days since a first one where all are dates alone, otherwise seconds since it.
/// A time zone is taken off, so that times are those of UTC; without one they are read as they are.
/// </summary>
/// <param name="Order">In which order a date is written.</param>
/// <param name="Origin">
/// The date whose number is 0: the earliest of the column that was learned from; for times of the day midnight.
/// </param>
/// <param name="InDays">Whether the numbers are days; otherwise they are seconds.</param>
public sealed record DateNotation(DateOrder Order, DateTime Origin, bool InDays)
{
    private const int Longest = 40, MostFraction = 7;

    private static readonly string[] Times = ["", " H:m", " H:m:s", " H:m:s.FFFFFFF", " h:m tt", " h:m:s tt"];

    private static readonly ImmutableArray<string>[] Formats =
    [
        [
            .. With(["yyyy-M-d", "yyyy/M/d", "yyyy.M.d"], Times),
            .. With(["yyyy-M-d'T'H:m", "yyyy-M-d'T'H:m:s.FFFFFFF", "yyyy-M-d H:m", "yyyy-M-d H:m:s.FFFFFFF"], ["K"]), "yyyy-MM", "yyyy/MM"],
        [.. With(["d.M.yyyy", "d/M/yyyy", "d-M-yyyy"], Times)],
        [.. With(["M/d/yyyy", "M-d-yyyy"], Times)],
        [.. With(["d MMM yyyy", "d-MMM-yyyy", "MMM d, yyyy", "MMM d yyyy", "d MMMM yyyy", "MMMM d, yyyy"], Times)],
        ["H:m", "H:m:s", "H:m:s.FFFFFFF"],
    ];

    /// <summary>How many orders there are.</summary>
    internal static int Orders => Formats.Length;

    /// <summary>A sentence's end: <c>days since 2013-12-02</c>.</summary>
    public string Words =>
        Order == DateOrder.TimeOfDay ? "seconds since midnight" : $"{(InDays ? "days" : "seconds")} since {Show(Origin)}";

    /// <summary>The number of a cell; false when it is no such date.</summary>
    internal bool TryRead(ReadOnlySpan<byte> cell, out float value)
    {
        var fits = TryParse(cell, Order, out var date);
        value = fits ? Number(date) : 0;
        return fits;
    }

    /// <summary>The number of a date.</summary>
    internal float Number(DateTime date) => (float)(InDays ? (date - Origin).TotalDays : (date - Origin).TotalSeconds);

    /// <summary>
    /// The date of a number, to whole days or seconds; one that no date has as the number it is, with <see cref="Words"/>.
    /// </summary>
    internal string Show(float value)
    {
        var seconds = Math.Round((double)value) * (InDays ? 86400 : 1);
        if (Order == DateOrder.TimeOfDay && seconds is >= 0 and < 86400)
            return TimeSpan.FromSeconds(seconds).ToString("c", CultureInfo.InvariantCulture);
        return Order != DateOrder.TimeOfDay && seconds >= (DateTime.MinValue - Origin).TotalSeconds
            && seconds <= (DateTime.MaxValue - Origin).TotalSeconds - 1
            ? Show(Origin.AddSeconds(seconds))
            : string.Create(CultureInfo.InvariantCulture, $"{value:G6} {Words}");
    }

    /// <summary>A date as the first notation writes it.</summary>
    internal static string Show(DateTime date) =>
        date.ToString(date.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);

    /// <summary>Reads a date in an order.</summary>
    internal static bool TryParse(ReadOnlySpan<byte> cell, DateOrder order, out DateTime date)
    {
        date = default;
        cell = CellText.TrimBlanks(cell);
        // Whatever is a date has a digit, and a sign that stands between its parts.
        if (cell.Length is < 4 or > Longest || cell.IndexOfAnyInRange((byte)'0', (byte)'9') < 0 || cell.IndexOfAny("-/.: "u8) <= 0
            || cell.IndexOfAnyInRange((byte)0x7F, (byte)0xFF) >= 0)
            return false;
        Span<char> text = stackalloc char[Longest];
        var length = CutFraction(text, Encoding.ASCII.GetChars(cell, text));
        const DateTimeStyles utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.NoCurrentDateDefault;
        var colons = text[..length].Count(':');
        foreach (var format in Formats[(int)order])
            if ((format.EndsWith('K') || format.AsSpan().Count(':') == colons)
                && DateTime.TryParseExact(text[..length], format, CultureInfo.InvariantCulture, utc, out date))
                return true;
        return false;
    }

    /// <summary>Nanoseconds lose their last digits, which a date does not hold.</summary>
    private static int CutFraction(Span<char> text, int length)
    {
        var colon = text[..length].LastIndexOf(':');
        var point = colon < 0 ? -1 : text[colon..length].IndexOf('.');
        if (point < 0) return length;
        var from = colon + point + 1 + MostFraction;
        var to = colon + point + 1;
        while (to < length && char.IsAsciiDigit(text[to])) to++;
        if (to <= from) return length;
        text[to..length].CopyTo(text[from..]);
        return length - (to - from);
    }

    private static IEnumerable<string> With(string[] dates, string[] times) => dates.SelectMany(date => times.Select(time => date + time));
}
