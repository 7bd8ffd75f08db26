using System.Runtime.CompilerServices;

namespace LatentSharp;

public static partial class Ops
{
    /// <summary>x where |x| is above the threshold, 0 elsewhere, element by element.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="threshold">0 or more. Default 0.5.</param>
    public static Tensor HardShrink(Tensor x, float threshold = 0.5f) => Unary.Apply(x, new HardShrinkOp(threshold));
}

internal readonly struct HardShrinkOp(float threshold) : IUnary
{
    public static bool ByResult => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V x) where V : unmanaged, ILanes<V>
    {
        var (size, limit) = (V.Abs(x), V.Create(threshold));
        return V.AndNot(x, V.Or(V.LessThan(size, limit), V.Equal(size, limit)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V x, V y) where V : unmanaged, ILanes<V> => V.AndNot(V.Create(1), V.Equal(y, V.Create(0)));

    public Tensor Derivative(Tensor x, Tensor y) => Unary.Slope(this, x, y);
}
