using System.Runtime.CompilerServices;

namespace LatentSharp;

public static partial class Ops
{
    /// <summary>x / 6 + 1/2, clipped to [0, 1], element by element.</summary>
    public static Tensor HardSigmoid(Tensor x) => Unary.Apply<HardSigmoidOp>(x);
}

internal readonly struct HardSigmoidOp : IUnary
{
    public static bool ByResult => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V x) where V : unmanaged, ILanes<V> =>
        ExpParts.AtLeast(ExpParts.AtMost(V.FusedMultiplyAdd(x, V.Create(1f / 6), V.Create(0.5f)), 1), 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V x, V y) where V : unmanaged, ILanes<V> =>
        V.And(V.And(V.GreaterThan(y, V.Create(0)), V.LessThan(y, V.Create(1))), V.Create(1f / 6));

    public Tensor Derivative(Tensor x, Tensor y) => Unary.Slope(this, x, y);
}
