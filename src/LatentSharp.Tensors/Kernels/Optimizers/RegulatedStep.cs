using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>
/// Another step after w ← w - decay·w (decoupled weight decay; Loshchilov and Hutter 2019), with the gradient clipped to ±limit. The
/// state is the other's.
/// </summary>
internal readonly struct RegulatedStep<TStep>(TStep step, float decay, float limit) : IOptimizerStep where TStep : struct, IOptimizerStep
{
    public static int StateCount => TStep.StateCount;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<V>(ref V w, V g, ref V s0, ref V s1, ref V s2) where V : unmanaged, ILanes<V>
    {
        w = V.FusedMultiplyAdd(V.Create(-decay), w, w);
        step.Apply(ref w, V.Min(V.Max(g, V.Create(-limit)), V.Create(limit)), ref s0, ref s1, ref s2);
    }
}
