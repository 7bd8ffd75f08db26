using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>
/// Lion (Chen et al. 2023): w ← w - rate·sign(β₁·m + (1-β₁)·g), then m ← β₂·m + (1-β₂)·g. The state is m.
/// </summary>
internal readonly struct LionStep(float learningRate, float oneLessBeta1, float oneLessBeta2) : IOptimizerStep
{
    public static int StateCount => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<V>(ref V w, V g, ref V s0, ref V s1, ref V s2) where V : unmanaged, ILanes<V>
    {
        var mixed = V.FusedMultiplyAdd(g - s0, V.Create(oneLessBeta1), s0);
        var rate = V.Create(learningRate);
        w -= V.Select(V.GreaterThan(mixed, V.Create(0)), rate, V.Select(V.LessThan(mixed, V.Create(0)), -rate, mixed));
        s0 = Moments.Flush(V.FusedMultiplyAdd(g - s0, V.Create(oneLessBeta2), s0));
    }
}
