using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>
/// Adadelta (Zeiler 2012): a ← ρ·a + (1-ρ)·g², δ = -√(d + ε)/√(a + ε)·g, d ← ρ·d + (1-ρ)·δ², w ← w + rate·δ. The state is a, then d.
/// </summary>
internal readonly struct AdadeltaStep(float learningRate, float oneLessRho, float epsilon) : IOptimizerStep
{
    public static int StateCount => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<V>(ref V w, V g, ref V s0, ref V s1, ref V s2) where V : unmanaged, ILanes<V>
    {
        s0 = Moments.Flush(V.FusedMultiplyAdd(V.FusedMultiplyAdd(g, g, -s0), V.Create(oneLessRho), s0));
        var delta = V.Sqrt((s1 + V.Create(epsilon)) / (s0 + V.Create(epsilon))) * g;
        s1 = Moments.Flush(V.FusedMultiplyAdd(V.FusedMultiplyAdd(delta, delta, -s1), V.Create(oneLessRho), s1));
        w = V.FusedMultiplyAdd(V.Create(-learningRate), delta, w);
    }
}
