using System.Runtime.CompilerServices;

namespace LatentSharp;

public static partial class Ops
{
    /// <summary>
    /// √x, element by element; NaN below 0. The derivative 1 / (2√x) at 0 is infinite, so that a gradient of 0 becomes NaN there, as in
    /// PyTorch: add a small number first.
    /// </summary>
    public static Tensor Sqrt(Tensor x) => Unary.Apply<SqrtOp>(x);
}

internal readonly struct SqrtOp : IUnary
{
    public static bool ByResult => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V x) where V : unmanaged, ILanes<V> => V.Sqrt(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V x, V y) where V : unmanaged, ILanes<V> => V.Create(0.5f) / y;

    public Tensor Derivative(Tensor x, Tensor y) => 0.5f / y;
}
