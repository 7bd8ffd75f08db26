using System.Globalization;

namespace LatentSharp;

/// <summary>
/// Finds out, while it goes down a column, whether 32 bits lose what its numbers differ by, as those of time stamps of one hour in seconds
/// since 1970 do.
/// </summary>
internal sealed class RoundedColumn
{
    // From here on 32 bits hold not every whole number.
    private const float FirstRounded = 1 << 24;
    private const double LeastShare = 0.001;

    private double least = double.PositiveInfinity, most = double.NegativeInfinity, error;
    private string example = "";

    /// <summary>
    /// What is lost, in words that follow the column's name; null where it is less than a thousandth of what the numbers span.
    /// </summary>
    internal string? Note => most > least && error > LeastShare * (most - least)
        ? $"holds large numbers that differ by little: 32 bits round {example}. Take a number off all of them that brings them near 0."
        : null;

    /// <summary>Notes a number.</summary>
    /// <param name="cell">As it is written.</param>
    /// <param name="value">As it is read.</param>
    internal void Add(ReadOnlySpan<byte> cell, float value)
    {
        var exact = (double)value;
        if (Math.Abs(value) >= FirstRounded
            && double.TryParse(CellText.TrimBlanks(cell), NumberStyles.Float, CultureInfo.InvariantCulture, out exact)
            && Math.Abs(exact - value) > error)
        {
            error = Math.Abs(exact - value);
            example = string.Create(CultureInfo.InvariantCulture, $"{exact:0.#######} to {(double)value:0}");
        }
        if (exact < least) least = exact;
        if (exact > most) most = exact;
    }
}
