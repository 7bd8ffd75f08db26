using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>
/// Nadam (Dozat 2016): the moments of Adam, w ← w - (a·m + b·g)/(√(v·c) + ε), the factors of the step folded into a, b and c. The
/// state is m, then v.
/// </summary>
/// <param name="momentFactor">a: the rate times that of the moment.</param>
/// <param name="gradientFactor">b: the rate times that of the gradient.</param>
/// <param name="secondFactor">c: 1 / (1 - β₂ᵗ).</param>
/// <param name="oneLessBeta1">1 - β₁.</param>
/// <param name="oneLessBeta2">1 - β₂.</param>
/// <param name="epsilon">Keeps the quotient finite.</param>
internal readonly struct NadamStep(
    float momentFactor, float gradientFactor, float secondFactor, float oneLessBeta1, float oneLessBeta2, float epsilon) : IOptimizerStep
{
    public static int StateCount => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<V>(ref V w, V g, ref V s0, ref V s1, ref V s2) where V : unmanaged, ILanes<V>
    {
        Moments.Follow(g, ref s0, oneLessBeta1, ref s1, oneLessBeta2);
        var direction = V.FusedMultiplyAdd(V.Create(momentFactor), s0, V.Create(gradientFactor) * g);
        w -= direction / (V.Sqrt(s1 * V.Create(secondFactor)) + V.Create(epsilon));
    }
}
