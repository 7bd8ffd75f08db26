using System.Runtime.CompilerServices;

namespace LatentSharp;

public static partial class Ops
{
    /// <summary>
    /// a to the power of b, element by element; shapes broadcast. A negative a has powers of whole numbers only, NaN otherwise; a to the
    /// power of 0, and 1 to any, is 1; infinities as IEEE 754 has them. Computed as exp(b · log |a|): the relative error grows with
    /// |b · log a|, about 1e-7 times that. The derivatives are b · aᵇ⁻¹, 0 where b is 0 since a⁰ is 1 everywhere, and aᵇ · log a: 0 where a
    /// is 0 and b is not negative, -∞ where b is negative, NaN where a is negative (PyTorch).
    /// </summary>
    /// <exception cref="BadArgumentException">The shapes do not broadcast.</exception>
    public static Tensor Pow(Tensor a, Tensor b) => Binary.Apply<PowOp>("pow", a, b);
}

internal readonly struct PowOp : IBinary
{
    public static int Cost => 10;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V a, V b) where V : unmanaged, ILanes<V>
    {
        var (zero, one) = (V.Create(0), V.Create(1));
        var (infinity, absolute) = (V.Create(float.PositiveInfinity), V.Abs(a));
        var size = ExpFunction.Of(b * LogFunction.Of(absolute));
        var half = b * V.Create(0.5f);
        var isWhole = V.Equal(V.Round(b), b);
        var signed = V.Select(V.AndNot(isWhole, V.Equal(V.Round(half), half)), -size, size);
        var below = V.Select(V.Or(isWhole, V.Equal(absolute, infinity)), signed, V.Create(float.NaN));
        var isUnit = V.Or(V.Equal(a, one), V.And(V.Equal(absolute, one), V.Equal(V.Abs(b), infinity)));
        return V.Select(V.Or(V.Equal(b, zero), isUnit), one, V.Select(V.LessThan(a, zero), below, size));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V GradientA<V>(V a, V b, V dy) where V : unmanaged, ILanes<V> =>
        V.AndNot(dy * b * Apply(a, b - V.Create(1)), V.Equal(b, V.Create(0)));

    public Tensor GradientA(Tensor a, Tensor b, Tensor dy)
    {
        // The power of 0 at 0 is a corner of infinite slopes: 1 stands in for a there, and leaves b · 1 = 0.
        var isCorner = Ops.Equal(b, 0) * (1 - Ops.Greater(Ops.Abs(a), 0));
        return dy * b * Ops.Pow(Ops.Where(isCorner, 1, a), b - 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V GradientB<V>(V a, V b, V dy) where V : unmanaged, ILanes<V>
    {
        var zero = V.Create(0);
        var isZero = V.And(V.Equal(a, zero), V.Or(V.GreaterThan(b, zero), V.Equal(b, zero)));
        return V.AndNot(dy * Apply(a, b) * LogFunction.Of(a), isZero);
    }

    public Tensor GradientB(Tensor a, Tensor b, Tensor dy)
    {
        var isZero = Ops.Equal(a, 0) * (Ops.Greater(b, 0) + Ops.Equal(b, 0));
        var safe = Ops.Where(isZero, 1, a);
        return dy * Ops.Pow(safe, b) * Ops.Log(safe);
    }
}
