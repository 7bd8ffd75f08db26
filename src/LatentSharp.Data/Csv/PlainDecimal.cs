using System.Buffers.Binary;
using System.Numerics;

namespace LatentSharp;

/// <summary>
/// Reads decimals without an exponent, whose digits a double holds exactly: one division by an exact power of ten then rounds them to the
/// nearest double (Clinger 1990), and that to the nearest float where it is not too near the middle between two floats. Eight characters
/// or fewer are read at once, without a branch for each.
/// </summary>
internal static class PlainDecimal
{
    /// <summary>More digits may be beyond what a double holds exactly.</summary>
    private const int MostDigits = 15;

    /// <summary>A float has 29 bits fewer than a double; where these are so, the number may lie in the middle between two floats.</summary>
    private const long LostBits = (1L << 29) - 1, Middle = 1L << 28;

    private const ulong Zeros = 0x3030303030303030, HighHalves = 0xF0F0F0F0F0F0F0F0;

    private static ReadOnlySpan<double> Powers => [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    /// <summary>The float nearest to a cell that is such a decimal; false leaves it to be read otherwise.</summary>
    internal static bool TryParse(ReadOnlySpan<byte> cell, out float value)
    {
        value = 0;
        if (cell.IsEmpty) return false;
        // No branch on the sign, which is as good as drawn by lot in many columns.
        var isNegative = cell[0] == '-' ? 1 : 0;
        var text = cell[(isNegative | (cell[0] == '+' ? 1 : 0))..];
        if (!(text.Length <= sizeof(ulong) ? TryShort(text, out var digits, out var decimals) : TryLong(text, out digits, out decimals)))
            return false;
        var exact = BitConverter.DoubleToInt64Bits(digits / Powers[decimals]);
        if ((ulong)((exact & LostBits) - Middle + 1) <= 2) return false;
        value = (float)BitConverter.Int64BitsToDouble(exact | ((long)isNegative << 63));
        return true;
    }

    /// <summary>The characters as the bytes of one number, the first of them the lowest; the point is taken out of it.</summary>
    private static bool TryShort(ReadOnlySpan<byte> text, out long digits, out int decimals)
    {
        (digits, decimals) = (0, 0);
        var (bytes, count) = (Load(text), text.Length);
        var point = BitOperations.TrailingZeroCount(Zeroes(bytes ^ 0x2E2E2E2E2E2E2E2E)) / 8;
        if (point < sizeof(ulong))
        {
            var before = (1UL << (8 * point)) - 1;
            bytes = (bytes & before) | ((bytes >> 8) & ~before);
            count--;
            decimals = count - point;
        }
        if (count <= 0) return false;
        // Zeros before the digits make them eight.
        var missing = 8 * (sizeof(ulong) - count);
        bytes = (bytes << missing) | (Zeros & ((1UL << missing) - 1));
        if (((bytes & HighHalves) | (((bytes + 0x0606060606060606) & HighHalves) >> 4)) != 0x3333333333333333) return false;
        // Neighbours make numbers of two digits, those of four, and those of eight.
        bytes = ((bytes - Zeros) * ((10 << 8) + 1)) >> 8;
        bytes = ((bytes & 0x00FF00FF00FF00FF) * ((100 << 16) + 1)) >> 16;
        digits = (long)(((bytes & 0x0000FFFF0000FFFF) * ((10000UL << 32) + 1)) >> 32);
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

    private static bool TryLong(ReadOnlySpan<byte> text, out long digits, out int decimals)
    {
        (digits, decimals) = (0, 0);
        if (text.Length > MostDigits + 1) return false;
        var point = -1;
        for (var i = 0; i < text.Length; i++)
        {
            var digit = (uint)(text[i] - '0');
            if (digit <= 9)
            {
                digits = (digits * 10) + digit;
                continue;
            }
            if (text[i] != '.' || point >= 0) return false;
            point = i;
        }
        if (point < 0) return text.Length <= MostDigits;
        decimals = text.Length - 1 - point;
        return true;
    }
}
