using System.Runtime.CompilerServices;

namespace LatentSharp;

public static partial class Ops
{
    /// <summary>-1, 0 or 1 by the sign of x; NaN stays NaN, element by element.</summary>
    public static Tensor Sign(Tensor x) => Unary.Apply<SignOp>(x);
}

internal readonly struct SignOp : IUnary
{
    public static bool ByResult => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V x)
        where V : unmanaged, ILanes<V> =>
            V.Select(V.GreaterThan(x, V.Create(0)), V.Create(1), V.Select(V.LessThan(x, V.Create(0)), V.Create(-1), x + x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V x, V y) where V : unmanaged, ILanes<V> => V.Create(0);

    public Tensor Derivative(Tensor x, Tensor y) => 0;
}
