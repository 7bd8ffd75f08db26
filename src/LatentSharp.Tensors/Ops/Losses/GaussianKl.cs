using System.Runtime.CompilerServices;

namespace LatentSharp;

public static partial class Ops
{
    /// <summary>
    /// How far normal distributions are from the standard one, each element for itself, in nats: KL(N(m, exp v) ‖ N(0, 1)) = (m² + exp v -
    /// v - 1) / 2 (Kingma and Welling 2014, appendix B).
    /// </summary>
    /// <param name="mean">The means m.</param>
    /// <param name="logVariance">The logarithms v of the variances, of the same shape or one that repeats to it.</param>
    /// <exception cref="BadArgumentException">The shapes do not fit.</exception>
    public static Tensor GaussianKl(Tensor mean, Tensor logVariance) => Binary.Apply<GaussianKlOp>("gaussian kl", mean, logVariance);
}

/// <summary>The derivatives are m and (exp v - 1) / 2; exp v - 1 - v is computed without losing what is small.</summary>
internal readonly struct GaussianKlOp : IBinary
{
    public static int Cost => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V m, V v) where V : unmanaged, ILanes<V> => V.Create(0.5f) * V.FusedMultiplyAdd(m, m, Expm1Function.Of(v) - v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V GradientA<V>(V m, V v, V dy) where V : unmanaged, ILanes<V> => dy * m;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V GradientB<V>(V m, V v, V dy) where V : unmanaged, ILanes<V> => dy * (V.Create(0.5f) * Expm1Function.Of(v));

    public Tensor GradientA(Tensor m, Tensor v, Tensor dy) => dy * m;

    public Tensor GradientB(Tensor m, Tensor v, Tensor dy) => dy * (0.5f * Ops.Expm1(v));
}
