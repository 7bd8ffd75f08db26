using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>1 / (1 + e⁻ˣ)</summary>
internal readonly struct SigmoidFunction : IMap
{
    public static int Cost => 6;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V x) where V : unmanaged, ILanes<V> => Of(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Of<V>(V x) where V : unmanaged, ILanes<V>
    {
        // With e = e^-|x|: 1 / (1 + e), or e / (1 + e) when x is negative; numerator and denominator as sums of two floats.
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
        var above = V.Select(negative, high, V.Create(1));
        var aboveLow = V.And(negative, low);
        var reciprocal = V.Create(1) / below;
        var quotient = above * reciprocal;
        var rest = V.FusedMultiplyAdd(-quotient, below, above) + V.FusedMultiplyAdd(-quotient, belowLow, aboveLow);
        quotient = V.FusedMultiplyAdd(rest, reciprocal, quotient);
        return quotient * V.Select(negative, power1, V.Create(1)) * V.Select(negative, power2, V.Create(1));
    }
}
