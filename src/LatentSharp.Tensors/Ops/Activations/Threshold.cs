using System.Runtime.CompilerServices;

namespace LatentSharp;

public static partial class Ops
{
    /// <summary>x above the threshold, the value elsewhere, element by element.</summary>
    public static Tensor Threshold(Tensor x, float threshold, float value) => Unary.Apply(x, new ThresholdOp(threshold, value));
}

internal readonly struct ThresholdOp(float threshold, float value) : IUnary
{
    public static bool ByResult => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V x) where V : unmanaged, ILanes<V>
    {
        var limit = V.Create(threshold);
        return V.Select(V.Or(V.LessThan(x, limit), V.Equal(x, limit)), V.Create(value), x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V x, V y) where V : unmanaged, ILanes<V> => V.And(V.GreaterThan(x, V.Create(threshold)), V.Create(1));

    public Tensor Derivative(Tensor x, Tensor y) => Unary.Slope(this, x, y);
}
