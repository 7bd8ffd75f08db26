using System.Runtime.CompilerServices;

namespace LatentSharp;

public static partial class Ops
{
    /// <summary>x², element by element.</summary>
    public static Tensor Square(Tensor x) => Unary.Apply<SquareOp>(x);
}

internal readonly struct SquareOp : IUnary
{
    public static bool ByResult => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V x) where V : unmanaged, ILanes<V> => x * x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V x, V y) where V : unmanaged, ILanes<V> => x + x;

    public Tensor Derivative(Tensor x, Tensor y) => x + x;
}
