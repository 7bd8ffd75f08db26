using System.Runtime.CompilerServices;

namespace LatentSharp;

public static partial class Ops
{
    /// <summary>x above 0, slope · x below, with slopes that are learned (He et al. 2015).</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="slope">A slope for each number or for groups of them: its shape broadcasts to that of x.</param>
    /// <exception cref="BadArgumentException">The shapes do not fit.</exception>
    public static Tensor Prelu(Tensor x, Tensor slope) => Binary.Apply<PreluOp>("prelu", x, slope);
}

internal readonly struct PreluOp : IBinary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V a, V b) where V : unmanaged, ILanes<V> => V.Select(V.LessThan(a, V.Create(0)), a * b, a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V GradientA<V>(V a, V b, V dy) where V : unmanaged, ILanes<V> => V.Select(V.GreaterThan(a, V.Create(0)), dy, dy * b);

    public Tensor GradientA(Tensor a, Tensor b, Tensor dy)
    {
        var above = Ops.Greater(a, 0);
        return (above * dy) + ((1 - above) * b * dy);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V GradientB<V>(V a, V b, V dy) where V : unmanaged, ILanes<V> => V.Min(a, V.Create(0)) * dy;

    public Tensor GradientB(Tensor a, Tensor b, Tensor dy) => Ops.Minimum(a, 0) * dy;
}
