using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>
/// Adam (Kingma and Ba, 2015) in the form of its section 2 that Keras has, the corrections of the moments' bias folded into the step's
/// size: α = rate·√(1 - β₂ᵗ)/(1 - β₁ᵗ), w ← w - α·m/(√v + ε). The state is m, then v.
/// </summary>
internal readonly struct AdamStep : IOptimizerStep
{
    private readonly float alpha, oneLessBeta1, oneLessBeta2, epsilon;

    /// <param name="learningRate">The rate.</param>
    /// <param name="step">t, from 1.</param>
    /// <param name="beta1">How much of the first moment stays.</param>
    /// <param name="beta2">How much of the second moment stays.</param>
    /// <param name="epsilon">Keeps the quotient finite.</param>
    internal AdamStep(double learningRate, long step, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-7)
    {
        alpha = (float)(learningRate * Math.Sqrt(1 - Math.Pow(beta2, step)) / (1 - Math.Pow(beta1, step)));
        oneLessBeta1 = (float)(1 - beta1);
        oneLessBeta2 = (float)(1 - beta2);
        this.epsilon = (float)epsilon;
    }

    public static int StateCount => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<V>(ref V w, V g, ref V s0, ref V s1, ref V s2) where V : unmanaged, ILanes<V>
    {
        Follow(g, ref s0, ref s1);
        w -= Change(s0, s1);
    }

    /// <summary>The moments after another gradient.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Follow<V>(V g, ref V first, ref V second) where V : unmanaged, ILanes<V> =>
        Moments.Follow(g, ref first, oneLessBeta1, ref second, oneLessBeta2);

    /// <summary>What the value loses by the step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal V Change<V>(V first, V second) where V : unmanaged, ILanes<V> =>
        V.Create(alpha) * first / (V.Sqrt(second) + V.Create(epsilon));
}

/// <summary>
/// Adam with the largest second moment so far, v̂ ← max(v̂, v), in place of v (AMSGrad; Reddi et al. 2018). The state is m, v, v̂.
/// </summary>
internal readonly struct AmsGradStep(AdamStep adam) : IOptimizerStep
{
    public static int StateCount => 3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<V>(ref V w, V g, ref V s0, ref V s1, ref V s2) where V : unmanaged, ILanes<V>
    {
        adam.Follow(g, ref s0, ref s1);
        s2 = V.Max(s2, s1);
        w -= adam.Change(s0, s2);
    }
}
