using System.Runtime.CompilerServices;

namespace LatentSharp;

public static partial class Ops
{
    /// <summary>1 / (1 + exp(-x)), element by element.</summary>
    public static Tensor Sigmoid(Tensor x) => Unary.Apply<SigmoidOp>(x);
}

internal readonly struct SigmoidOp : IUnary
{
    public static bool ByResult => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V x) where V : unmanaged, ILanes<V> => SigmoidFunction.Of(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V x, V y) where V : unmanaged, ILanes<V> => y * (V.Create(1) - y);

    public Tensor Derivative(Tensor x, Tensor y) => y * (1 - y);
}
