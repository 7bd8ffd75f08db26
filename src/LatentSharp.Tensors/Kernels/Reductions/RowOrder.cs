using System.Buffers;

namespace LatentSharp;

/// <summary>
/// Sorts each row by whole numbers that hold both a number's rank and its place, so that equal numbers stay in their order.
/// </summary>
internal static class RowOrder
{
    internal static void Sort(ReadOnlySpan<float> x, int cols, Span<int> places, bool descending)
    {
        if (places.IsEmpty) return;
        var rented = ArrayPool<ulong>.Shared.Rent(cols);
        var keys = rented.AsSpan(0, cols);
        for (var start = 0; start < x.Length; start += cols)
        {
            for (var i = 0; i < cols; i++) keys[i] = (ulong)(descending ? ~Rank(x[start + i]) : Rank(x[start + i])) << 32 | (uint)i;
            keys.Sort();
            for (var i = 0; i < cols; i++) places[start + i] = (int)(uint)keys[i];
        }
        ArrayPool<ulong>.Shared.Return(rented);
    }

    /// <summary>Rises with the number: bits of negative ones run the other way. NaN of any sign is the largest, and -0 is 0.</summary>
    private static uint Rank(float value)
    {
        if (float.IsNaN(value)) return uint.MaxValue;
        var bits = BitConverter.SingleToUInt32Bits(value == 0 ? 0 : value);
        return (bits & 0x80000000) != 0 ? ~bits : bits | 0x80000000;
    }
}
