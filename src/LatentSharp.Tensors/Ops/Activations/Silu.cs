using System.Runtime.CompilerServices;

namespace LatentSharp;

public static partial class Ops
{
    /// <summary>x · sigmoid x, also called swish (Elfwing et al. 2018), element by element.</summary>
    public static Tensor Silu(Tensor x) => Unary.Apply<SiluOp>(x);
}

internal readonly struct SiluOp : IUnary
{
    public static int Cost => 7;

    public static bool ByResult => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V x) where V : unmanaged, ILanes<V> => x * SigmoidFunction.Of(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V x, V y) where V : unmanaged, ILanes<V>
    {
        var s = SigmoidFunction.Of(x);
        return s * V.FusedMultiplyAdd(x, V.Create(1) - s, V.Create(1));
    }

    public Tensor Derivative(Tensor x, Tensor y) => Ops.Sigmoid(x) * (1 + (x * (1 - Ops.Sigmoid(x))));
}
