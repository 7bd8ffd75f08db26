using System.Runtime.CompilerServices;

namespace LatentSharp;

public static partial class Ops
{
    /// <summary>max(x, 0), element by element; the derivative at 0 is 0.</summary>
    public static Tensor Relu(Tensor x) => Unary.Apply<ReluOp>(x);
}

internal readonly struct ReluOp : IUnary, IRectifier
{
    public static bool ByResult => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V x) where V : unmanaged, ILanes<V> => V.Rectify(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V x, V y) where V : unmanaged, ILanes<V> => V.And(V.GreaterThan(y, V.Create(0)), V.Create(1));

    public Tensor Derivative(Tensor x, Tensor y) => Ops.Greater(y, 0);
}
