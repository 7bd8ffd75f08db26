namespace LatentSharp;

/// <summary>
/// How the numbers of a column are written. In every notation the minus may be U+2212, and no-break and thin blanks are blanks.
/// </summary>
/// <param name="Decimal">The decimal sign: <c>.</c> or <c>,</c>.</param>
/// <param name="Thousands">What may group the digits before it by three: <c>,</c> <c>.</c> a blank or <c>'</c>; null for nothing.</param>
/// <param name="Unit">
/// What stands before or after every number and does not change it: <c>%</c>, or a currency's sign; null for nothing.
/// </param>
public sealed record NumberNotation(char Decimal, char? Thousands, char? Unit)
{
    /// <summary>The characters that may be a <see cref="Unit"/>.</summary>
    internal const string Units = "%$€£¥₹";

    /// <summary>A decimal point and nothing else, as most files have it.</summary>
    public static NumberNotation Plain { get; } = new('.', null, null);

    /// <summary>The notations without a unit that are looked for, the likeliest first.</summary>
    internal static NumberNotation[] Known { get; } =
        [
            Plain, new('.', ',', null), new('.', ' ', null), new('.', '\'', null), new(',', null, null), new(',', '.', null),
            new(',', ' ', null), new(',', '\'', null)];

    /// <summary>Whether numbers can be written so.</summary>
    public bool IsValid =>
        Decimal is '.' or ',' && Thousands is null or '.' or ',' or ' ' or '\'' && Thousands != Decimal
            && (Unit is not { } unit || Units.Contains(unit, StringComparison.Ordinal));

    /// <summary>Those of <see cref="Known"/> that fit, a bit for each.</summary>
    internal static int Mask(Func<NumberNotation, bool> fits)
    {
        var mask = 0;
        for (var i = 0; i < Known.Length; i++)
            if (fits(Known[i])) mask |= 1 << i;
        return mask;
    }

    /// <summary>Whether it fits what is known of a file.</summary>
    internal bool Fits(TableFormat format) => (format.Decimal is { } sign ? Decimal == sign : Decimal != format.Thousands)
        && (format.Thousands is not { } group || Thousands is not { } own || own == group);

    /// <summary>The same notation where a format says otherwise: its decimal sign and what stands between thousands win.</summary>
    public NumberNotation In(TableFormat format)
    {
        var sign = format.Decimal ?? (format.Thousands == Decimal ? (Decimal == '.' ? ',' : '.') : Decimal);
        var group = format.Thousands ?? (Thousands == sign ? null : Thousands);
        return this with { Decimal = sign, Thousands = group };
    }

    /// <summary>Reads a cell that is written so; a missing value is none.</summary>
    internal CsvCell Read(ReadOnlySpan<byte> cell, out float value)
    {
        if (Decimal == '.' && Unit is null)
        {
            var plain = CsvNumber.Parse(cell, out value);
            if (plain != CsvCell.Text) return plain;
        }
        else if (MissingWords.Contains(cell))
        {
            value = 0;
            return CsvCell.Missing;
        }
        return new NumberText(cell, stackalloc char[NumberText.Longest]) is { IsNumber: true } text && text.Unit == Unit
            ? text.Read(this, out value)
            : Nothing(out value);
    }

    private static CsvCell Nothing(out float value)
    {
        value = 0;
        return CsvCell.Text;
    }
}
