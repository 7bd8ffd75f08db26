using System.Globalization;
using System.Text;

namespace LatentSharp;

/// <summary>What a cell of a table turned out to be.</summary>
internal enum CsvCell
{
    /// <summary>A finite number.</summary>
    Number,

    /// <summary>Nothing, or one of the <see cref="MissingWords"/>.</summary>
    Missing,

    /// <summary>Infinite, or beyond what 32 bits hold.</summary>
    NotFinite,

    /// <summary>Anything else.</summary>
    Text,
}

/// <summary>Reads numbers with a decimal point, whatever the culture.</summary>
internal static class CsvNumber
{
    private const int LongestNotFinite = 9;

    private static readonly string[] NotFiniteWords = ["inf", "+inf", "-inf", "infinity", "+infinity", "-infinity"];

    // The powers of ten that a float holds exactly.
    private static readonly float[] Powers = [1f, 1e1f, 1e2f, 1e3f, 1e4f, 1e5f, 1e6f, 1e7f, 1e8f, 1e9f, 1e10f];

    /// <summary>Reads the number nearest to the cell's decimal text.</summary>
    internal static CsvCell Parse(ReadOnlySpan<byte> cell, out float value)
    {
        if (TryShort(cell, out value)) return CsvCell.Number;
        cell = CellText.TrimBlanks(cell);
        if (cell.IsEmpty) return CsvCell.Missing;
        if (cell[^1] is >= (byte)'0' and <= (byte)'9' or (byte)'.'
            && float.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
            return float.IsFinite(value) ? CsvCell.Number : CsvCell.NotFinite;
        if (MissingWords.Contains(cell)) return CsvCell.Missing;
        return cell.Length <= LongestNotFinite && Array.IndexOf(NotFiniteWords, Encoding.UTF8.GetString(cell).ToLowerInvariant()) >= 0
            ? CsvCell.NotFinite
            : CsvCell.Text;
    }

    /// <summary>
    /// Short decimals without an exponent: both their digits and their power of ten are exact floats, so one division rounds correctly.
    /// </summary>
    private static bool TryShort(ReadOnlySpan<byte> cell, out float value)
    {
        value = 0;
        if (cell.Length is 0 or > 12) return false;
        var start = cell[0] is (byte)'-' or (byte)'+' ? 1 : 0;
        var (digits, count, decimals, point) = (0L, 0, 0, false);
        foreach (var b in cell[start..])
        {
            if (b == '.' && !point)
            {
                point = true;
                continue;
            }
            if (b is < (byte)'0' or > (byte)'9') return false;
            digits = (digits * 10) + (b - '0');
            count++;
            if (point) decimals++;
        }
        if (count == 0 || digits > 1 << 24 || decimals >= Powers.Length) return false;
        value = digits / Powers[decimals];
        if (cell[0] == '-') value = -value;
        return true;
    }
}
