using System.Globalization;

namespace LatentSharp;

/// <summary>
/// A decimal number exactly as it is written, so that 1, 1.0 and 1e0 are the same and 16777216 and 16777217 are not, however many digits
/// there are: ±0.Digits · 10^Exponent.
/// </summary>
/// <param name="IsNegative">Whether it is below 0.</param>
/// <param name="Digits">Its digits without zeros at either end; none for 0.</param>
/// <param name="Exponent">Where the point stands; 0 for 0.</param>
internal readonly record struct LabelNumber(bool IsNegative, string Digits, int Exponent) : IComparable<LabelNumber>
{
    private const int LongestExponent = 6;

    /// <summary>Reads <c>-12.50</c>, <c>.5</c>, <c>3.</c> or <c>1e-3</c>; false for anything else.</summary>
    internal static bool TryParse(ReadOnlySpan<char> text, out LabelNumber number)
    {
        number = default;
        if (text.IsEmpty) return false;
        var negative = text[0] == '-';
        if (text[0] is '-' or '+') text = text[1..];
        var exponent = 0;
        if (text.IndexOfAny('e', 'E') is >= 0 and var at)
        {
            var digitsOfExponent = text[(at + 1)..];
            if (digitsOfExponent.Length > LongestExponent + 1
                || !int.TryParse(digitsOfExponent, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent)) return false;
            text = text[..at];
        }
        var point = text.IndexOf('.');
        var whole = point < 0 ? text : text[..point];
        var fraction = point < 0 ? [] : text[(point + 1)..];
        if (whole.Length + fraction.Length == 0 || whole.ContainsAnyExceptInRange('0', '9') || fraction.ContainsAnyExceptInRange('0', '9'))
            return false;
        var all = string.Concat(whole, fraction);
        var digits = all.TrimStart('0');
        number = digits.Length == 0
            ? new LabelNumber(false, "", 0)
            : new LabelNumber(negative, digits.TrimEnd('0'), whole.Length + exponent - (all.Length - digits.Length));
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(LabelNumber other)
    {
        if (Sign != other.Sign) return Sign.CompareTo(other.Sign);
        var size = Exponent != other.Exponent ? Exponent.CompareTo(other.Exponent) : string.CompareOrdinal(Digits, other.Digits);
        return IsNegative ? -size : size;
    }

    private int Sign => Digits.Length == 0 ? 0 : IsNegative ? -1 : 1;
}
