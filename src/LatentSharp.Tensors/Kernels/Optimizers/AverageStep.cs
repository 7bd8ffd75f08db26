using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>An exponential moving average of the values: a ← a + (1-μ)(w - a); w stays, no gradient is read. The state is a.</summary>
internal readonly struct AverageStep(float oneLessMomentum) : IOptimizerStep
{
    public static int StateCount => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<V>(ref V w, V g, ref V s0, ref V s1, ref V s2) where V : unmanaged, ILanes<V> =>
        s0 = V.FusedMultiplyAdd(w - s0, V.Create(oneLessMomentum), s0);
}
