using System.Runtime.CompilerServices;

namespace LatentSharp;

public static partial class Ops
{
    /// <summary>
    /// The larger of a and b, element by element, NaN if either is; shapes broadcast. Where they are equal each receives half of the
    /// gradient. Where one is NaN neither receives any.
    /// </summary>
    /// <exception cref="BadArgumentException">The shapes do not broadcast.</exception>
    public static Tensor Maximum(Tensor a, Tensor b) => Binary.Apply<MaximumOp>("maximum", a, b);
}

internal readonly struct MaximumOp : IBinary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V a, V b) where V : unmanaged, ILanes<V> => V.Max(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V GradientA<V>(V a, V b, V dy) where V : unmanaged, ILanes<V> => dy * Share(a, b);

    public Tensor GradientA(Tensor a, Tensor b, Tensor dy) => dy * (Ops.Greater(a, b) + (0.5f * Ops.Equal(a, b)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V GradientB<V>(V a, V b, V dy) where V : unmanaged, ILanes<V> => dy * Share(b, a);

    public Tensor GradientB(Tensor a, Tensor b, Tensor dy) => dy * (Ops.Greater(b, a) + (0.5f * Ops.Equal(a, b)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Share<V>(V mine, V other) where V : unmanaged, ILanes<V> =>
        V.Select(V.Equal(mine, other), V.Create(0.5f), V.And(V.GreaterThan(mine, other), V.Create(1)));
}
