using System.Runtime.CompilerServices;

namespace LatentSharp;

public static partial class Ops
{
    /// <summary>log(1 + x), accurate near zero, element by element: -∞ at -1 with an infinite derivative, NaN below.</summary>
    public static Tensor Log1p(Tensor x) => Unary.Apply<Log1pOp>(x);
}

internal readonly struct Log1pOp : IUnary
{
    public static int Cost => 5;

    public static bool ByResult => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V x) where V : unmanaged, ILanes<V> => Log1pFunction.Of(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V x, V y) where V : unmanaged, ILanes<V> => V.Create(1) / (V.Create(1) + x);

    public Tensor Derivative(Tensor x, Tensor y) => 1 / (1 + x);
}
