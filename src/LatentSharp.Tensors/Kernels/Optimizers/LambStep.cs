using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>
/// The first half of Lamb (You et al. 2020): the moments of Adam and the direction r = m/(1 - β₁ᵗ) / (√(v/(1 - β₂ᵗ)) + ε); w stays. The
/// state is m, v, r.
/// </summary>
internal readonly struct LambStep(long step, double beta1, double beta2, double epsilon) : IOptimizerStep
{
    private readonly float oneLessBeta1 = (float)(1 - beta1), oneLessBeta2 = (float)(1 - beta2), epsilon = (float)epsilon;
    private readonly float first = (float)(1 / (1 - Math.Pow(beta1, step))), second = (float)(1 / (1 - Math.Pow(beta2, step)));

    public static int StateCount => 3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<V>(ref V w, V g, ref V s0, ref V s1, ref V s2) where V : unmanaged, ILanes<V>
    {
        Moments.Follow(g, ref s0, oneLessBeta1, ref s1, oneLessBeta2);
        s2 = s0 * V.Create(first) / (V.Sqrt(s1 * V.Create(second)) + V.Create(epsilon));
    }
}
