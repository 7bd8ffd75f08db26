namespace LatentSharp;

/// <summary>
/// How a table of text is written. Whatever is null is found out from the file, and <see cref="Dataset.Notes"/> says what was taken.
/// </summary>
public record TableFormat
{
    /// <summary>
    /// What stands between two cells: <c>,</c> <c>;</c> <c>|</c> a tab, or a blank for any number of blanks and tabs. Null, the default:
    /// what a first line <c>sep=;</c> names, or else whichever divides the first lines evenly.
    /// </summary>
    public char? Separator { get; init; }

    /// <summary>
    /// Whether the first line holds the names of the columns. Null, the default: it does when one of its cells is the label's name; when
    /// one is a text above a number or a date, or a date above a number, with nothing but missing values between; when all of it are texts
    /// above texts, or above missing values alone, that none of them is among; when it counts columns, or years, above numbers of another
    /// kind.
    /// </summary>
    public bool? HasHeader { get; init; }

    /// <summary>
    /// The decimal sign of numbers: <c>.</c> or <c>,</c>. Null, the default: a point, or in a column that fits no other reading a comma.
    /// </summary>
    public char? Decimal { get; init; }

    /// <summary>
    /// What groups the digits of numbers by three: <c>,</c> <c>.</c> a blank or <c>'</c>. Null, the default: nothing, or in a column that
    /// fits no other reading one of these.
    /// </summary>
    public char? Thousands { get; init; }

    /// <summary>Whether it says how numbers are written.</summary>
    internal bool SaysNumbers => Decimal is not null || Thousands is not null;

    /// <summary>Refuses characters that cannot have their part.</summary>
    /// <exception cref="BadArgumentException">There is no such separator or sign, or two of them are the same.</exception>
    internal void Check()
    {
        if (Separator is { } separator && separator is not (',' or ';' or '|' or '\t' or ' '))
            throw new BadArgumentException($"'{separator}' cannot stand between cells; a comma, a semicolon, a bar, a tab or a blank can.");
        if (Decimal is { } sign && sign is not ('.' or ','))
            throw new BadArgumentException($"'{sign}' is no decimal sign; a point and a comma are.");
        if (Thousands is { } group && group is not (',' or '.' or ' ' or '\''))
            throw new BadArgumentException($"'{group}' does not stand between thousands; a comma, a point, a blank and ' do.");
        if (Decimal is not null && Decimal == Thousands)
            throw new BadArgumentException($"'{Decimal}' cannot be both the decimal sign and stand between thousands.");
    }
}
