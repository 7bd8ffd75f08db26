using System.Runtime.CompilerServices;

namespace LatentSharp;

public static partial class Ops
{
    /// <summary>|x|, element by element; the derivative at 0 is 0, of NaN it is NaN.</summary>
    public static Tensor Abs(Tensor x) => Unary.Apply<AbsOp>(x);
}

internal readonly struct AbsOp : IUnary
{
    public static bool ByResult => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V x) where V : unmanaged, ILanes<V> => V.Abs(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V x, V y) where V : unmanaged, ILanes<V> => default(SignOp).Apply(x);

    public Tensor Derivative(Tensor x, Tensor y) => Ops.StopGradient(Ops.Sign(x));
}
