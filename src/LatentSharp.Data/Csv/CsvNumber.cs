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

    /// <summary>Reads the number nearest to the cell's decimal text.</summary>
    internal static CsvCell Parse(ReadOnlySpan<byte> cell, out float value)
    {
        if (PlainDecimal.TryParse(cell, out value)) return CsvCell.Number;
        cell = CellText.TrimBlanks(cell);
        if (cell.IsEmpty) return CsvCell.Missing;
        if (cell[^1] is >= (byte)'0' and <= (byte)'9' or (byte)'.'
            && float.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
            return float.IsFinite(value) ? CsvCell.Number : CsvCell.NotFinite;
        if (MissingWords.Contains(cell)) return CsvCell.Missing;
        return cell.Length <= LongestNotFinite && cell.TrimStart("+-"u8) is [(byte)'i' or (byte)'I', ..]
            && Array.IndexOf(NotFiniteWords, Encoding.UTF8.GetString(cell).ToLowerInvariant()) >= 0
            ? CsvCell.NotFinite
            : CsvCell.Text;
    }
}
