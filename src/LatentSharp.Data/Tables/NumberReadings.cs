namespace LatentSharp;

/// <summary>What a cell is in all the notations that are looked for, and what to say to a user of it.</summary>
internal static class NumberReadings
{
    /// <summary>Whether a cell is a number in any notation.</summary>
    internal static bool IsNumber(ReadOnlySpan<byte> cell) => Of(cell) is not (null, null);

    /// <summary>What a cell is with a decimal point and with a decimal comma, for one that is a number either way.</summary>
    internal static string Two(ReadOnlySpan<byte> cell)
    {
        var (point, comma) = Of(cell);
        var text = CellText.Of(cell);
        var sign = text.Contains(',', StringComparison.Ordinal) ? "comma" : "point";
        var (thousands, fraction) = sign == "comma" ? (point!.Value, comma!.Value) : (comma!.Value, point!.Value);
        return $"'{text}' may be {NumberText.Show(thousands)}, with a {sign} between thousands, "
            + $"or {NumberText.Show(fraction)}, with a decimal {sign}; say which with --thousands {sign} or --decimal {sign}.";
    }

    /// <summary>What helps with a cell that would be a number in another notation; null for others.</summary>
    internal static string? Advice(ReadOnlySpan<byte> cell)
    {
        var text = new NumberText(cell, stackalloc char[NumberText.Longest]);
        if (!text.IsNumber) return null;
        var shown = CellText.Of(cell);
        if (text.Unit is { } unit)
            return $"'{shown}' has the unit '{unit}'; in a table all numbers of a column must have it or none, and in sequences none.";
        if (Of(cell) is ({ } point, { } comma) && point != comma) return Two(cell);
        foreach (var known in NumberNotation.Known)
        {
            if (text.Read(known, out var value) != CsvCell.Number) continue;
            // What stands in the cell is named, for what was said or learned may be otherwise in both.
            string?[] options =
            [
                text.Has(known.Decimal) ? "--decimal " + Sign(known.Decimal) : null,
                known.Thousands is { } group ? "--thousands " + Sign(group) : null,
            ];
            return $"'{shown}' is not a number as others in this column are; "
                + $"if it is {NumberText.Show(value)}, say so with {string.Join(' ', options.OfType<string>())}.";
        }
        return null;
    }

    private static string Sign(char sign) => sign switch { '.' => "point", ',' => "comma", '\'' => "apostrophe", _ => "blank" };

    private static (float? Point, float? Comma) Of(ReadOnlySpan<byte> cell)
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
