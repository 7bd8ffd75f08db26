using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>
/// 1 / (1 + e⁻ˣ) for gates, right to two units in the last place, with less work than <see cref="SigmoidFunction"/>, which is right to one.
/// Below -87 the result stays at 1.6e-38, so that a closed gate leaves no subnormal numbers behind.
/// </summary>
internal readonly struct GateSigmoid : IMap
{
    private const float Limit = 87;

    public static int Cost => 6;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V x) where V : unmanaged, ILanes<V> => Of(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Of<V>(V x) where V : unmanaged, ILanes<V>
    {
        var n = ExpParts.Split(-ExpParts.AtLeast(ExpParts.AtMost(x, Limit), -Limit), out var one, out var more);
        var unit = V.Create(1);
        var e = (one + more) * ExpParts.PowerOfTwo(n);
        var quotient = unit / (unit + e);
        // 1 - (1 + e)·quotient, without the rounding of 1 + e.
        var rest = V.FusedMultiplyAdd(-quotient, e, unit) - quotient;
        return V.FusedMultiplyAdd(quotient, rest, quotient);
    }
}
