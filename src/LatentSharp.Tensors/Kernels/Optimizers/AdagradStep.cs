using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>Adagrad (Duchi et al. 2011): a ← a + g², w ← w - rate·g/√(a + ε). The state is a.</summary>
internal readonly struct AdagradStep(float learningRate, float epsilon) : IOptimizerStep
{
    public static int StateCount => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<V>(ref V w, V g, ref V s0, ref V s1, ref V s2) where V : unmanaged, ILanes<V>
    {
        s0 = V.FusedMultiplyAdd(g, g, s0);
        w -= V.Create(learningRate) * g / V.Sqrt(s0 + V.Create(epsilon));
    }
}
