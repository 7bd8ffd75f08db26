using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>log(1 + x), accurate near zero.</summary>
internal readonly struct Log1pFunction : IMap
{
    public static int Cost => 5;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V x) where V : unmanaged, ILanes<V> => Of(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Of<V>(V x) where V : unmanaged, ILanes<V>
    {
        // 1 + x = u + c exactly (Knuth's two-sum); then log(u + c) is log u + c/u, and with m between √½ and √2 1/m is about 1 - f.
        var one = V.Create(1);
        var u = one + x;
        var back = u - one;
        var c = one - (u - back) + (x - back);
        var e = LogParts.Exponent(u);
        var f = LogParts.Mantissa(u, e) - one;
        var scale = ExpParts.PowerOfTwo(V.SubtractBits(V.CreateBits(0), e));
        // For large x, where the power would overflow, c does not matter.
        c = V.And(V.LessThan(x, V.Create(1e9f)), c * scale);
        var log = LogParts.Sum(V.FromIntegerBits(e), f, V.FusedMultiplyAdd(-c, f, c));
        return V.Select(V.LessThan(V.Abs(x), V.Create(1e-30f)), x, LogParts.Limits(u, log));
    }
}
