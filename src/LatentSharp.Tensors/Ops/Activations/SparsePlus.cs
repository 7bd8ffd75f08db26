using System.Runtime.CompilerServices;

namespace LatentSharp;

public static partial class Ops
{
    /// <summary>0 up to -1, (x + 1)² / 4 up to 1, then x: a softplus that becomes 0, element by element.</summary>
    public static Tensor SparsePlus(Tensor x) => Unary.Apply<SparsePlusOp>(x);

    /// <summary>(x + 1) / 2 clipped to [0, 1]: the derivative of <see cref="SparsePlus"/>, element by element.</summary>
    public static Tensor SparseSigmoid(Tensor x) => Unary.Apply<SparseSigmoidOp>(x);
}

internal readonly struct SparsePlusOp : IUnary
{
    public static bool ByResult => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V x) where V : unmanaged, ILanes<V>
    {
        var gate = default(SparseSigmoidOp).Apply(x);
        return V.Select(V.LessThan(x, V.Create(1)), gate * gate, x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V x, V y) where V : unmanaged, ILanes<V> => default(SparseSigmoidOp).Apply(x);

    public Tensor Derivative(Tensor x, Tensor y) => Ops.SparseSigmoid(x);
}

internal readonly struct SparseSigmoidOp : IUnary
{
    public static bool ByResult => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V x) where V : unmanaged, ILanes<V> =>
        ExpParts.AtLeast(ExpParts.AtMost(V.FusedMultiplyAdd(x, V.Create(0.5f), V.Create(0.5f)), 1), 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V x, V y) where V : unmanaged, ILanes<V> =>
        V.And(V.And(V.GreaterThan(y, V.Create(0)), V.LessThan(y, V.Create(1))), V.Create(0.5f));

    public Tensor Derivative(Tensor x, Tensor y) => Unary.Slope(this, x, y);
}
