using System.Buffers.Binary;
using System.Numerics;

namespace LatentSharp;

/// <summary>
/// Reads decimals of at most 18 digits whose power of ten a double holds exactly: one division or product then gives the nearest double
/// (Clinger 1990), or with more than 15 digits one beside it, and that the nearest float where it is not too near the middle between two
/// floats. Eight characters are read at once, without a branch for each.
/// </summary>
internal static class PlainDecimal
{
    /// <summary>More digits may be beyond 64 bits.</summary>
    private const int MostDigits = 18;

    /// <summary>More are left to be read otherwise, since the power of ten is too large anyhow.</summary>
    private const int MostInExponent = 3;

    /// <summary>A float has 29 bits fewer than a double; where these are so, the number may lie in the middle between two floats.</summary>
    private const long LostBits = (1L << 29) - 1, Middle = 1L << 28;

    /// <summary>Twice the last bit is what two roundings, of the digits and of the result, are off by at most.</summary>
    private const long Doubt = 4;

    private const ulong Zeros = 0x3030303030303030, HighHalves = 0xF0F0F0F0F0F0F0F0;

    private static ReadOnlySpan<double> Powers =>
    [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    /// <summary>The float nearest to a cell that is such a decimal; false leaves it to be read otherwise.</summary>
    internal static bool TryParse(ReadOnlySpan<byte> cell, out float value)
    {
        value = 0;
        if (cell.IsEmpty) return false;
        // No branch on the sign, which is as good as drawn by lot in many columns.
        var isNegative = cell[0] == '-' ? 1 : 0;
        var text = cell[(isNegative | (cell[0] == '+' ? 1 : 0))..];
        if (!(text.Length <= sizeof(ulong) && TryShort(text, out var digits, out var power)) && !TryLong(text, out digits, out power))
            return false;
        if (Math.Abs(power) >= Powers.Length) return false;
        var exact = BitConverter.DoubleToInt64Bits(power <= 0 ? digits / Powers[-power] : digits * Powers[power]);
        if ((ulong)((exact & LostBits) - Middle + Doubt) <= 2 * Doubt) return false;
        value = (float)BitConverter.Int64BitsToDouble(exact | ((long)isNegative << 63));
        return float.IsFinite(value);
    }

    /// <summary>The characters as the bytes of one number, the first of them the lowest; the point is taken out of it.</summary>
    private static bool TryShort(ReadOnlySpan<byte> text, out long digits, out int power)
    {
        (digits, power) = (0, 0);
        var (bytes, count) = (Load(text), text.Length);
        var point = BitOperations.TrailingZeroCount(Zeroes(bytes ^ 0x2E2E2E2E2E2E2E2E)) / 8;
        if (point < sizeof(ulong))
        {
            var before = (1UL << (8 * point)) - 1;
            bytes = (bytes & before) | ((bytes >> 8) & ~before);
            count--;
            power = point - count;
        }
        if (count <= 0) return false;
        // Zeros before the digits make them eight.
        var missing = 8 * (sizeof(ulong) - count);
        return TryEight((bytes << missing) | (Zeros & ((1UL << missing) - 1)), out digits);
    }

    /// <summary>Digits, a point among them or not, and perhaps an exponent.</summary>
    private static bool TryLong(ReadOnlySpan<byte> text, out long digits, out int power)
    {
        (digits, power) = (0, 0);
        var i = TakeDigits(text, ref digits);
        var count = i;
        if (i < text.Length && text[i] == '.')
        {
            var decimals = TakeDigits(text[++i..], ref digits);
            i += decimals;
            count += decimals;
            power = -decimals;
        }
        if (count == 0 || (count > MostDigits && count - ZerosBefore(text) > MostDigits)) return false;
        if (i == text.Length) return true;
        if (text[i] is not ((byte)'e' or (byte)'E') || ++i == text.Length) return false;
        var isNegative = text[i] == '-';
        if (isNegative || text[i] == '+') i++;
        var exponent = 0L;
        var taken = TakeDigits(text[i..], ref exponent);
        power += (int)(isNegative ? -exponent : exponent);
        return taken is > 0 and <= MostInExponent && i + taken == text.Length;
    }

    /// <summary>Appends the digits that a text begins with, and says how many they are.</summary>
    private static int TakeDigits(ReadOnlySpan<byte> text, ref long digits)
    {
        var i = 0;
        for (; text.Length - i >= sizeof(ulong) && TryEight(BinaryPrimitives.ReadUInt64LittleEndian(text[i..]), out var eight); i += 8)
            digits = (digits * 100_000_000) + eight;
        for (; i < text.Length && (uint)(text[i] - '0') is <= 9 and var digit; i++) digits = (digits * 10) + digit;
        return i;
    }

    private static int ZerosBefore(ReadOnlySpan<byte> text)
    {
        var zeros = 0;
        foreach (var b in text)
        {
            if (b == '0') zeros++;
            else if (b != '.') break;
        }
        return zeros;
    }

    /// <summary>The number of eight digits, the first of which is the lowest byte.</summary>
    private static bool TryEight(ulong bytes, out long number)
    {
        number = 0;
        if (((bytes & HighHalves) | (((bytes + 0x0606060606060606) & HighHalves) >> 4)) != 0x3333333333333333) return false;
        // Neighbours make numbers of two digits, those of four, and those of eight.
        bytes = ((bytes - Zeros) * ((10 << 8) + 1)) >> 8;
        bytes = ((bytes & 0x00FF00FF00FF00FF) * ((100 << 16) + 1)) >> 16;
        number = (long)(((bytes & 0x0000FFFF0000FFFF) * ((10000UL << 32) + 1)) >> 32);
        return true;
    }

    /// <summary>The highest bit of the lowest byte that is 0, perhaps of higher ones.</summary>
    private static ulong Zeroes(ulong bytes) => (bytes - 0x0101010101010101) & ~bytes & 0x8080808080808080;

    /// <summary>The bytes of a text of at most eight, without reading beyond it.</summary>
    private static ulong Load(ReadOnlySpan<byte> text)
    {
        if (text.Length >= sizeof(uint))
        {
            var high = (ulong)BinaryPrimitives.ReadUInt32LittleEndian(text[^sizeof(uint)..]);
            return BinaryPrimitives.ReadUInt32LittleEndian(text) | (high << (8 * (text.Length - sizeof(uint))));
        }
        var bytes = 0UL;
        for (var i = 0; i < text.Length; i++) bytes |= (ulong)text[i] << (8 * i);
        return bytes;
    }
}
