using System.Runtime.CompilerServices;

namespace LatentSharp;

public static partial class Ops
{
    /// <summary>
    /// √x of a sum of squares: at 0, where all of them are, the gradient is 0, while that of <see cref="Sqrt"/> is infinite.
    /// </summary>
    internal static Tensor Root(Tensor x) => Unary.Apply<RootOp>(x);
}

internal readonly struct RootOp : IUnary
{
    public static bool ByResult => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V x) where V : unmanaged, ILanes<V> => V.Sqrt(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V x, V y) where V : unmanaged, ILanes<V> => V.AndNot(V.Create(0.5f) / y, V.Equal(y, V.Create(0)));

    public Tensor Derivative(Tensor x, Tensor y)
    {
        var isZero = Ops.Equal(y, 0);
        return Ops.Where(isZero, 0, 0.5f / Ops.Where(isZero, 1, y));
    }
}
