using System.Runtime.CompilerServices;

namespace LatentSharp;

public static partial class Ops
{
    /// <summary>√x, element by element.</summary>
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
