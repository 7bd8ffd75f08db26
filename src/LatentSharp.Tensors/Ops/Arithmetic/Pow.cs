using System.Runtime.CompilerServices;

namespace LatentSharp;

public static partial class Ops
{
    /// <summary>
    /// a to the power of b, element by element; shapes broadcast. A negative a has powers of whole numbers only, NaN otherwise; a to the
    /// power of 0, and 1 to any, is 1. Computed as exp(b · log |a|): the relative error grows with |b · log a|, about 1e-7 times that.
    /// </summary>
    /// <exception cref="BadArgumentException">The shapes do not broadcast.</exception>
    public static Tensor Pow(Tensor a, Tensor b) => Binary.Apply<PowOp>("pow", a, b);
}

/// <summary>The derivatives are b · aᵇ⁻¹ and aᵇ · log a, the latter 0 where a is 0.</summary>
internal readonly struct PowOp : IBinary
{
    public static int Cost => 10;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V a, V b) where V : unmanaged, ILanes<V>
    {
        var (zero, one) = (V.Create(0), V.Create(1));
        var size = ExpFunction.Of(b * LogFunction.Of(V.Abs(a)));
        var half = b * V.Create(0.5f);
        var signed = V.Select(V.Equal(V.Round(half), half), size, -size);
        var below = V.Select(V.Equal(V.Round(b), b), signed, V.Create(float.NaN));
        return V.Select(V.Or(V.Equal(b, zero), V.Equal(a, one)), one, V.Select(V.LessThan(a, zero), below, size));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V GradientA<V>(V a, V b, V dy) where V : unmanaged, ILanes<V> => dy * b * Apply(a, b - V.Create(1));

    public Tensor GradientA(Tensor a, Tensor b, Tensor dy) => dy * b * Ops.Pow(a, b - 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V GradientB<V>(V a, V b, V dy) where V : unmanaged, ILanes<V> =>
        V.AndNot(dy * Apply(a, b) * LogFunction.Of(a), V.Equal(a, V.Create(0)));

    public Tensor GradientB(Tensor a, Tensor b, Tensor dy)
    {
        var isZero = Ops.Equal(a, 0);
        return dy * Ops.Pow(a, b) * Ops.Log(a + isZero) * (1 - isZero);
    }
}
