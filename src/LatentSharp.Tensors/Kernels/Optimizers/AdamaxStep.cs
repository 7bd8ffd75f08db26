using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>
/// Adamax (Kingma and Ba 2015, section 7.1): m ← m + (1-β₁)(g - m), u ← max(β₂·u, |g|), w ← w - α·m/(u + ε) with α = rate/(1 - β₁ᵗ). The
/// state is m, then u.
/// </summary>
internal readonly struct AdamaxStep(float alpha, float oneLessBeta1, float beta2, float epsilon) : IOptimizerStep
{
    public static int StateCount => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<V>(ref V w, V g, ref V s0, ref V s1, ref V s2) where V : unmanaged, ILanes<V>
    {
        s0 = Moments.Flush(V.FusedMultiplyAdd(g - s0, V.Create(oneLessBeta1), s0));
        s1 = Moments.Flush(V.Max(V.Create(beta2) * s1, V.Abs(g)));
        w -= V.Create(alpha) * s0 / (s1 + V.Create(epsilon));
    }
}
