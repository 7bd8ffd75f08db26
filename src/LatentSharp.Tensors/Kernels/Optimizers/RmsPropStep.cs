using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>RMSprop (Hinton 2012): v ← ρ·v + (1-ρ)·g², w ← w - rate·g/√(v + ε). The state is v.</summary>
internal readonly struct RmsPropStep(float learningRate, float oneLessRho, float epsilon) : IOptimizerStep
{
    public static int StateCount => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<V>(ref V w, V g, ref V s0, ref V s1, ref V s2) where V : unmanaged, ILanes<V>
    {
        s0 = Moments.Flush(V.FusedMultiplyAdd(V.FusedMultiplyAdd(g, g, -s0), V.Create(oneLessRho), s0));
        w -= V.Create(learningRate) * g / V.Sqrt(s0 + V.Create(epsilon));
    }
}

/// <summary>
/// RMSprop with all it can have: the variance v - ḡ² in place of v when centred (Graves 2013), and the steps gathered with momentum μ: b ←
/// μ·b + step, w ← w - b. The state is v, b, ḡ.
/// </summary>
internal readonly struct RmsPropMomentumStep(
    float learningRate, float oneLessRho, float momentum, bool centered, float epsilon) : IOptimizerStep
{
    public static int StateCount => 3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<V>(ref V w, V g, ref V s0, ref V s1, ref V s2) where V : unmanaged, ILanes<V>
    {
        s0 = Moments.Flush(V.FusedMultiplyAdd(V.FusedMultiplyAdd(g, g, -s0), V.Create(oneLessRho), s0));
        var square = s0;
        if (centered)
        {
            s2 = Moments.Flush(V.FusedMultiplyAdd(g - s2, V.Create(oneLessRho), s2));
            // Rounding must not make a variance negative.
            square = V.Max(V.FusedMultiplyAdd(-s2, s2, s0), V.Create(0));
        }
        var step = V.Create(learningRate) * g / V.Sqrt(square + V.Create(epsilon));
        s1 = Moments.Flush(V.FusedMultiplyAdd(V.Create(momentum), s1, step));
        w -= s1;
    }
}
