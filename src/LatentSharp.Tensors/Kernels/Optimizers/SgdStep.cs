using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>Gradient descent: w ← w - rate·g.</summary>
internal readonly struct SgdStep(float learningRate) : IOptimizerStep
{
    public static int StateCount => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<V>(ref V w, V g, ref V s0, ref V s1, ref V s2) where V : unmanaged, ILanes<V> =>
        w = V.FusedMultiplyAdd(V.Create(-learningRate), g, w);
}

/// <summary>
/// Gradient descent with momentum: u ← μ·u - rate·g, w ← w + u; after Nesterov w ← w + μ·u - rate·g with the new u. The state is u.
/// </summary>
internal readonly struct MomentumStep(float learningRate, float momentum, bool nesterov) : IOptimizerStep
{
    public static int StateCount => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<V>(ref V w, V g, ref V s0, ref V s1, ref V s2) where V : unmanaged, ILanes<V>
    {
        var step = V.Create(-learningRate) * g;
        s0 = Moments.Flush(V.FusedMultiplyAdd(V.Create(momentum), s0, step));
        w += nesterov ? V.FusedMultiplyAdd(V.Create(momentum), s0, step) : s0;
    }
}
