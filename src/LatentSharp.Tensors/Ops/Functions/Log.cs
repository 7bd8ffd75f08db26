using System.Runtime.CompilerServices;

namespace LatentSharp;

public static partial class Ops
{
    /// <summary>The natural logarithm of x, element by element: -∞ at 0 with an infinite derivative, NaN below.</summary>
    public static Tensor Log(Tensor x) => Unary.Apply<LogOp>(x);
}

internal readonly struct LogOp : IUnary
{
    public static bool ByResult => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V x) where V : unmanaged, ILanes<V> => LogFunction.Of(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V x, V y) where V : unmanaged, ILanes<V> => V.Create(1) / x;

    public Tensor Derivative(Tensor x, Tensor y) => 1 / x;
}
