using System.Runtime.CompilerServices;

namespace LatentSharp;

public static partial class Ops
{
    /// <summary>
    /// a / b, element by element; shapes broadcast. By 0 it is ±∞ and 0 / 0 is NaN, and so are the derivatives 1 / b and -a / b².
    /// </summary>
    /// <exception cref="BadArgumentException">The shapes do not broadcast.</exception>
    public static Tensor Divide(Tensor a, Tensor b) => Binary.Apply<DivideOp>("divide", a, b);
}

internal readonly struct DivideOp : IBinary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V a, V b) where V : unmanaged, ILanes<V> => a / b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V GradientA<V>(V a, V b, V dy) where V : unmanaged, ILanes<V> => dy / b;

    public Tensor GradientA(Tensor a, Tensor b, Tensor dy) => dy / b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V GradientB<V>(V a, V b, V dy) where V : unmanaged, ILanes<V> => -(dy * (a / b) / b);

    public Tensor GradientB(Tensor a, Tensor b, Tensor dy) => -(dy * (a / b) / b);
}
