using System.Runtime.CompilerServices;

namespace LatentSharp;

public static partial class Ops
{
    /// <summary>cos x, x in radians, element by element.</summary>
    public static Tensor Cos(Tensor x) => Unary.Apply<CosOp>(x);
}

internal readonly struct CosOp : IUnary
{
    public static int Cost => 5;

    public static bool ByResult => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V x) where V : unmanaged, ILanes<V> => CosFunction.Of(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V x, V y) where V : unmanaged, ILanes<V> => -SinFunction.Of(x);

    public Tensor Derivative(Tensor x, Tensor y) => -Ops.Sin(x);
}
