using System.Runtime.CompilerServices;

namespace LatentSharp;

public static partial class Ops
{
    /// <summary>x moved towards 0 by the threshold, 0 within it, element by element.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="threshold">0 or more. Default 0.5.</param>
    public static Tensor SoftShrink(Tensor x, float threshold = 0.5f) => Unary.Apply(x, new SoftShrinkOp(threshold));
}

internal readonly struct SoftShrinkOp(float threshold) : IUnary
{
    public static bool ByResult => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V x) where V : unmanaged, ILanes<V> =>
        V.Select(V.GreaterThan(V.Abs(x), V.Create(threshold)), x - ExpParts.AtLeast(ExpParts.AtMost(x, threshold), -threshold), x - x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V x, V y) where V : unmanaged, ILanes<V> => V.AndNot(V.Create(1), V.Equal(y, V.Create(0)));

    public Tensor Derivative(Tensor x, Tensor y) => Unary.Slope(this, x, y);
}
