using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>One optimizer's rule for one number, written for vectors: its settings are fields of the struct.</summary>
internal interface IOptimizerStep
{
    /// <summary>How many numbers it keeps for each value, 0 to 3; the others are not read and not written.</summary>
    static abstract int StateCount { get; }

    /// <summary>Changes a value <paramref name="w"/> and its state by the gradient <paramref name="g"/>.</summary>
    void Apply<V>(ref V w, V g, ref V s0, ref V s1, ref V s2) where V : unmanaged, ILanes<V>;
}

internal static class Moments
{
    /// <summary>Zero instead of what has no effect any more: subnormal numbers are slow, and dead units would be full of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Flush<V>(V state) where V : unmanaged, ILanes<V> =>
        V.Select(V.LessThan(V.Abs(state), V.Create(1e-30f)), V.Create(0), state);

    /// <summary>The moments of Adam after another gradient: m ← m + (1-β₁)(g - m), v ← v + (1-β₂)(g² - v).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Follow<V>(V g, ref V first, float oneLessBeta1, ref V second, float oneLessBeta2) where V : unmanaged, ILanes<V>
    {
        first = Flush(V.FusedMultiplyAdd(g - first, V.Create(oneLessBeta1), first));
        second = Flush(V.FusedMultiplyAdd(V.FusedMultiplyAdd(g, g, -second), V.Create(oneLessBeta2), second));
    }
}
