using System.Runtime.CompilerServices;

namespace LatentSharp;

public static partial class Ops
{
    /// <summary>sin x, x in radians, element by element.</summary>
    public static Tensor Sin(Tensor x) => Unary.Apply<SinOp>(x);
}

internal readonly struct SinOp : IUnary
{
    public static int Cost => 5;

    public static bool ByResult => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V x) where V : unmanaged, ILanes<V> => SinFunction.Of(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V x, V y) where V : unmanaged, ILanes<V> => CosFunction.Of(x);

    public Tensor Derivative(Tensor x, Tensor y) => Ops.Cos(x);
}
