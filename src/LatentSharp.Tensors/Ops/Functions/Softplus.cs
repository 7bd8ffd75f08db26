using System.Runtime.CompilerServices;

namespace LatentSharp;

public static partial class Ops
{
    /// <summary>log(1 + exp x), element by element.</summary>
    public static Tensor Softplus(Tensor x) => Unary.Apply<SoftplusOp>(x);
}

/// <summary>The derivative is sigmoid x = 1 - exp(-y).</summary>
internal readonly struct SoftplusOp : IUnary
{
    public static int Cost => 8;

    public static bool ByResult => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V x) where V : unmanaged, ILanes<V> => SoftplusFunction.Of(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V x, V y) where V : unmanaged, ILanes<V> => -Expm1Function.Of(-y);

    public Tensor Derivative(Tensor x, Tensor y) => -Ops.Expm1(-y);
}
