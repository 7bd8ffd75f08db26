using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>
/// 1 / (1 + e⁻ˣ) for gates, right to three units in the last place: half the work of <see cref="SigmoidFunction"/>, which is right to one. Results are 1e-38 and
/// more, so that a closed gate leaves no subnormal numbers behind.
/// </summary>
internal readonly struct GateSigmoid : IMap
{
    private const float Limit = 87;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V x) where V : unmanaged, ILanes<V>
    {
        var n = ExpParts.Split(-ExpParts.AtLeast(ExpParts.AtMost(x, Limit), -Limit), out var one, out var more);
        return V.Create(1) / V.FusedMultiplyAdd(one + more, ExpParts.PowerOfTwo(n), V.Create(1));
    }
}
