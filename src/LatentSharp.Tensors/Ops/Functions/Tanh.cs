using System.Runtime.CompilerServices;

namespace LatentSharp;

public static partial class Ops
{
    /// <summary>tanh x, element by element.</summary>
    public static Tensor Tanh(Tensor x) => Unary.Apply<TanhOp>(x);
}

internal readonly struct TanhOp : IUnary
{
    public static bool ByResult => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V x) where V : unmanaged, ILanes<V> => TanhFunction.Of(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V x, V y) where V : unmanaged, ILanes<V> => V.Create(1) - (y * y);

    public Tensor Derivative(Tensor x, Tensor y) => 1 - (y * y);
}
