using System.Globalization;
using System.Text;

namespace LatentSharp;

/// <summary>
/// The cells of one column as the text that tables are read from: numbers, dates and texts by the same rules as in a file of text.
/// </summary>
internal sealed class CellColumn
{
    private const int Longest = 64;

    private readonly List<int> ends = [0];
    private byte[] bytes = new byte[256];

    /// <summary>How many cells there are.</summary>
    internal int Count => ends.Count - 1;

    /// <summary>A cell.</summary>
    internal ReadOnlySpan<byte> this[int row] => bytes.AsSpan(ends[row], ends[row + 1] - ends[row]);

    /// <summary>Adds a value of a type that tables have; null and <see cref="DBNull"/> are missing.</summary>
    /// <returns>Whether there is such a type.</returns>
    internal bool Add(object? value)
    {
        switch (value)
        {
            case null or DBNull:
                ends.Add(ends[^1]);
                return true;
            case string text:
                AddText(text);
                return true;
            case bool flag:
                AddText(flag ? "1" : "0");
                return true;
            case DateTime time:
                AddText(DateNotation.Show(time));
                return true;
            case DateTimeOffset time:
                AddText(DateNotation.Show(time.UtcDateTime));
                return true;
            case DateOnly date:
                AddText(DateNotation.Show(date.ToDateTime(default)));
                return true;
            case TimeOnly time:
                AddText(time.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture));
                return true;
            case sbyte or byte or short or ushort or int or uint or long or ulong or Half or float or double or decimal or Guid:
                AddNumber((IUtf8SpanFormattable)value);
                return true;
            default:
                return false;
        }
    }

    private void AddNumber(IUtf8SpanFormattable value)
    {
        MakeRoom(Longest);
        value.TryFormat(bytes.AsSpan(ends[^1]), out var length, default, CultureInfo.InvariantCulture);
        ends.Add(ends[^1] + length);
    }

    private void AddText(string text)
    {
        MakeRoom(Encoding.UTF8.GetMaxByteCount(text.Length));
        ends.Add(ends[^1] + Encoding.UTF8.GetBytes(text, bytes.AsSpan(ends[^1])));
    }

    private void MakeRoom(int more)
    {
        var needed = ends[^1] + (long)more;
        if (needed > Array.MaxLength) throw new BadFileException("a column's text is more than 2 GiB.");
        if (needed > bytes.Length) Array.Resize(ref bytes, (int)Math.Min(Array.MaxLength, Math.Max(needed, 2L * bytes.Length)));
    }
}
