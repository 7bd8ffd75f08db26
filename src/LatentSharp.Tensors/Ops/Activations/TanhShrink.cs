using System.Runtime.CompilerServices;

namespace LatentSharp;

public static partial class Ops
{
    /// <summary>x - tanh x, element by element.</summary>
    public static Tensor TanhShrink(Tensor x) => Unary.Apply<TanhShrinkOp>(x);
}

/// <summary>The derivative is tanh² x = (x - y)².</summary>
internal readonly struct TanhShrinkOp : IUnary
{
    public static int Cost => 6;

    public static bool ByResult => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V x) where V : unmanaged, ILanes<V> => x - TanhFunction.Of(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V x, V y) where V : unmanaged, ILanes<V> => (x - y) * (x - y);

    public Tensor Derivative(Tensor x, Tensor y) => Ops.Square(x - y);
}
