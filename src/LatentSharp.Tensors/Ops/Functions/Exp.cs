using System.Runtime.CompilerServices;

namespace LatentSharp;

public static partial class Ops
{
    /// <summary>exp x, element by element.</summary>
    public static Tensor Exp(Tensor x) => Unary.Apply<ExpOp>(x);
}

internal readonly struct ExpOp : IUnary
{
    public static bool ByResult => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V x) where V : unmanaged, ILanes<V> => ExpFunction.Of(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V x, V y) where V : unmanaged, ILanes<V> => y;

    public Tensor Derivative(Tensor x, Tensor y) => y;
}
