using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>The natural logarithm: -∞ at 0, NaN below.</summary>
internal readonly struct LogFunction : IMap
{
    public static int Cost => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V x) where V : unmanaged, ILanes<V> => Of(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Of<V>(V x) where V : unmanaged, ILanes<V>
    {
        // Subnormal numbers have no exponent to take apart: they are raised first.
        var subnormal = V.LessThan(x, V.Create(1.1754944e-38f));
        var raised = V.Select(subnormal, x * V.Create(8388608f), x);
        var e = LogParts.Exponent(raised);
        var f = LogParts.Mantissa(raised, e) - V.Create(1);
        var exponent = V.FromIntegerBits(e) - V.And(subnormal, V.Create(23));
        return LogParts.Limits(x, LogParts.Sum(exponent, f, default));
    }
}

/// <summary>What the logarithms share: x = 2ᵉ·(1 + f) with 1 + f between √½ and √2.</summary>
internal static class LogParts
{
    private const int RootHalfBits = 0x3F3504F3;
    private const float Ln2High = 0.69314575f;
    private const float Ln2Low = 1.4286068e-06f;

    /// <summary>e, as integer bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Exponent<V>(V x) where V : unmanaged, ILanes<V> =>
        V.ShiftRightBitsArithmetic(V.SubtractBits(x, V.CreateBits(RootHalfBits)), 23);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Mantissa<V>(V x, V exponent) where V : unmanaged, ILanes<V> =>
        V.SubtractBits(x, V.ShiftLeftBits(exponent, 23));

    /// <summary>exponent·ln 2 + log(1 + f) + more</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Sum<V>(V exponent, V f, V more) where V : unmanaged, ILanes<V>
    {
        var square = f * f;
        var p = Polynomial.Of(f, 0.33333316f, -0.2500081f, 0.20002304f, -0.16624561f, 0.14180873f, -0.13128395f, 0.1288341f, -0.0786252f);
        var tail = V.FusedMultiplyAdd(exponent, V.Create(Ln2Low), more);
        tail = V.FusedMultiplyAdd(square * f, p, tail);
        tail = V.FusedMultiplyAdd(square, V.Create(-0.5f), tail);
        return V.FusedMultiplyAdd(exponent, V.Create(Ln2High), f + tail);
    }

    /// <summary>The logarithm of <paramref name="x"/> where it is an ordinary number; otherwise what belongs there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Limits<V>(V x, V log) where V : unmanaged, ILanes<V>
    {
        var result = V.Select(V.LessThan(x, V.Create(float.PositiveInfinity)), log, x);
        result = V.Select(V.LessThan(x, V.Create(0)), V.Create(float.NaN), result);
        return V.Select(V.Equal(x, V.Create(0)), V.Create(float.NegativeInfinity), result);
    }
}
