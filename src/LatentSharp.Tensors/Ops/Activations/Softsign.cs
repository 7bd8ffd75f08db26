using System.Runtime.CompilerServices;

namespace LatentSharp;

public static partial class Ops
{
    /// <summary>x / (1 + |x|), element by element.</summary>
    public static Tensor Softsign(Tensor x) => Unary.Apply<SoftsignOp>(x);
}

/// <summary>The derivative is (1 - |y|)².</summary>
internal readonly struct SoftsignOp : IUnary
{
    public static bool ByResult => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V x) where V : unmanaged, ILanes<V> => x / (V.Create(1) + V.Abs(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V x, V y) where V : unmanaged, ILanes<V>
    {
        var rest = V.Create(1) - V.Abs(y);
        return rest * rest;
    }

    public Tensor Derivative(Tensor x, Tensor y) => Ops.Square(1 - Ops.Abs(y));
}
