using System.Runtime.CompilerServices;

namespace LatentSharp;

public static partial class Ops
{
    /// <summary>x - tanh x, element by element.</summary>
    public static Tensor TanhShrink(Tensor x) => Unary.Apply<TanhShrinkOp>(x);
}

/// <summary>The derivative is tanh² x, not (x - y)², which is lost in the rounding of large x.</summary>
internal readonly struct TanhShrinkOp : IUnary
{
    public static int Cost => 6;

    public static bool ByResult => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V x) where V : unmanaged, ILanes<V> => x - TanhFunction.Of(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V x, V y) where V : unmanaged, ILanes<V>
    {
        var t = TanhFunction.Of(x);
        return t * t;
    }

    public Tensor Derivative(Tensor x, Tensor y) => Ops.Square(Ops.Tanh(x));
}
