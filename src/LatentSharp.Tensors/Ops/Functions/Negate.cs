using System.Runtime.CompilerServices;

namespace LatentSharp;

public static partial class Ops
{
    /// <summary>-x, element by element.</summary>
    public static Tensor Negate(Tensor x) => Unary.Apply<NegateOp>(x);
}

internal readonly struct NegateOp : IUnary
{
    public static bool ByResult => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V x) where V : unmanaged, ILanes<V> => -x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V x, V y) where V : unmanaged, ILanes<V> => V.Create(-1);

    public Tensor Derivative(Tensor x, Tensor y) => -1;
}
