using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>What the functions around eˣ share: x = n·ln 2 + r with |r| at most ln 2 / 2, and scaling by 2ⁿ.</summary>
internal static class ExpParts
{
    // Adding 1.5·2²³ rounds to an integer, which then stands in the lowest bits.
    private const float Rounder = 12582912f;
    private const int RounderBits = 0x4B400000;
    private const float Log2E = 1.442695f;

    // The upper part has 15 bits, so that n times it is exact.
    private const float Ln2High = 0.69314575f;
    private const float Ln2Low = 1.4286068e-06f;

    /// <summary>x = n·ln 2 + (r + rest); n as integer bits. |x| is less than 200, or NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Reduce<V>(V x, out V r, out V rest) where V : unmanaged, ILanes<V>
    {
        var rounded = V.FusedMultiplyAdd(x, V.Create(Log2E), V.Create(Rounder));
        var n = rounded - V.Create(Rounder);
        var high = V.FusedMultiplyAdd(n, V.Create(-Ln2High), x);
        r = V.FusedMultiplyAdd(n, V.Create(-Ln2Low), high);
        rest = V.FusedMultiplyAdd(n, V.Create(-Ln2Low), high - r);
        return V.SubtractBits(rounded, V.CreateBits(RounderBits));
    }

    /// <summary>eˣ = (one + more)·2ⁿ; returns n as integer bits. |x| is less than 200, or NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Split<V>(V x, out V one, out V more) where V : unmanaged, ILanes<V>
    {
        var n = Reduce(x, out var r, out var rest);
        var q = Polynomial.Of(r, 0.5f, 0.16666515f, 0.041666377f, 0.008369394f, 0.0013942922f);
        var tail = V.FusedMultiplyAdd(r * r, q, rest);
        one = V.Create(1) + r;
        more = r - (one - V.Create(1)) + tail;
        return n;
    }

    /// <summary>2ⁿ for n from -126 to 127.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V PowerOfTwo<V>(V n) where V : unmanaged, ILanes<V> =>
        V.ShiftLeftBits(V.AddBits(n, V.CreateBits(127)), 23);

    /// <summary>x·2ⁿ for n from -252 to 254, rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Scale<V>(V x, V n) where V : unmanaged, ILanes<V>
    {
        var half = V.ShiftRightBitsArithmetic(n, 1);
        return x * PowerOfTwo(half) * PowerOfTwo(V.SubtractBits(n, half));
    }

    /// <summary>Clamps from above; NaN stays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V AtMost<V>(V x, float limit) where V : unmanaged, ILanes<V> =>
        V.LesserOrSecond(V.Create(limit), x);

    /// <summary>Clamps from below; NaN stays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V AtLeast<V>(V x, float limit) where V : unmanaged, ILanes<V> =>
        V.GreaterOrSecond(V.Create(limit), x);
}
