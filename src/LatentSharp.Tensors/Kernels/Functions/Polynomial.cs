using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>c0 + c1·x + c2·x² … by Horner's rule. The coefficients come from <c>eng/fit-functions.py</c>.</summary>
internal static class Polynomial
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Of<V>(V x, float c0, float c1, float c2) where V : unmanaged, ILanes<V> =>
        V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(c2), x, V.Create(c1)), x, V.Create(c0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Of<V>(V x, float c0, float c1, float c2, float c3, float c4) where V : unmanaged, ILanes<V> =>
        V.FusedMultiplyAdd(V.FusedMultiplyAdd(Of(x, c2, c3, c4), x, V.Create(c1)), x, V.Create(c0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Of<V>(V x, float c0, float c1, float c2, float c3, float c4, float c5, float c6)
        where V : unmanaged, ILanes<V> =>
        V.FusedMultiplyAdd(V.FusedMultiplyAdd(Of(x, c2, c3, c4, c5, c6), x, V.Create(c1)), x, V.Create(c0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Of<V>(V x, float c0, float c1, float c2, float c3, float c4, float c5, float c6, float c7)
        where V : unmanaged, ILanes<V> =>
        V.FusedMultiplyAdd(Of(x, c1, c2, c3, c4, c5, c6, c7), x, V.Create(c0));
}
