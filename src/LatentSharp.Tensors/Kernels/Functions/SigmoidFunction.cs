using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>1 / (1 + e⁻ˣ)</summary>
internal readonly struct SigmoidFunction : IMap
{
    /// <summary>Up to here all that is scaled by the power of two in e^-|x| stays far from subnormal numbers.</summary>
    private const float Far = 64;

    public static int Cost => 6;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V x) where V : unmanaged, ILanes<V> => Of(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Of<V>(V x) where V : unmanaged, ILanes<V>
    {
        var near = V.LessThan(V.Abs(x), V.Create(Far));
        return V.MaskBits(near) == V.MaskBits(V.FirstSet(V.Count)) ? Near(x) : Anywhere(x);
    }

    /// <summary>
    /// With e = e^-|x|: 1 / (1 + e), or e / (1 + e) when x is negative; numerator and denominator as sums of two floats.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Near<V>(V x) where V : unmanaged, ILanes<V>
    {
        var n = ExpParts.Split(V.Or(x, V.CreateBits(int.MinValue)), out var one, out var more);
        var power = ExpParts.PowerOfTwo(n);
        var sum = one + more;
        var (e, low) = (sum * power, (more - (sum - one)) * power);
        var below = V.Create(1) + e;
        var belowLow = e - (below - V.Create(1)) + low;

        var negative = V.LessThan(x, V.Create(0));
        return Divide(V.Select(negative, e, V.Create(1)), V.And(negative, low), below, belowLow);
    }

    /// <summary>The same bits, also where e is subnormal or x is NaN: e is kept apart from its powers of two until the end.</summary>
    [MethodImpl(Jit.Loop)]
    private static V Anywhere<V>(V x) where V : unmanaged, ILanes<V>
    {
        var n = ExpParts.Split(-ExpParts.AtMost(V.Abs(x), 105), out var one, out var more);
        var high = one + more;
        var low = more - (high - one);
        var half = V.ShiftRightBitsArithmetic(n, 1);
        var power1 = ExpParts.PowerOfTwo(half);
        var power2 = ExpParts.PowerOfTwo(V.SubtractBits(n, half));
        var e = high * power1 * power2;
        var below = V.Create(1) + e;
        var belowLow = V.FusedMultiplyAdd(low * power1, power2, e - (below - V.Create(1)));

        var negative = V.LessThan(x, V.Create(0));
        var quotient = Divide(V.Select(negative, high, V.Create(1)), V.And(negative, low), below, belowLow);
        return quotient * V.Select(negative, power1, V.Create(1)) * V.Select(negative, power2, V.Create(1));
    }

    /// <summary>(a + aLow) / (b + bLow), rounded once but for a little.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Divide<V>(V a, V aLow, V b, V bLow) where V : unmanaged, ILanes<V>
    {
        var reciprocal = V.Create(1) / b;
        var quotient = a * reciprocal;
        var rest = V.FusedMultiplyAdd(-quotient, b, a) + V.FusedMultiplyAdd(-quotient, bLow, aLow);
        return V.FusedMultiplyAdd(rest, reciprocal, quotient);
    }
}
