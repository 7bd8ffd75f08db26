using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>eˣ - 1, accurate near zero.</summary>
internal readonly struct Expm1Function : IMap
{
    public static int Cost => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V x) where V : unmanaged, ILanes<V> => Of(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Of<V>(V x) where V : unmanaged, ILanes<V>
    {
        var n = ExpParts.Reduce(ExpParts.AtLeast(ExpParts.AtMost(x, 89), -20), out var r, out var rest);
        var q = Polynomial.Of(r, 0.5f, 0.16666539f, 0.041666426f, 0.008367152f, 0.0013938773f);
        var tail = V.FusedMultiplyAdd(r * r, q, rest);
        var high = r + tail;
        var low = tail - (high - r);
        // 2ⁿ·(high + low) + 2ⁿ - 1, halved so that 2ⁿ does not overflow; the sum's rounding error is carried along.
        var half = ExpParts.PowerOfTwo(V.SubtractBits(n, V.CreateBits(1)));
        var power = half - V.Create(0.5f);
        var scaled = half * high;
        var sum = power + scaled;
        var error = V.FusedMultiplyAdd(half, low, power - sum + scaled);
        var result = (sum + error) * V.Create(2);
        return V.Select(V.LessThan(V.Abs(x), V.Create(1e-30f)), x, result);
    }
}
