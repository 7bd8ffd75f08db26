using System.Runtime.CompilerServices;

namespace LatentSharp;

public static partial class Ops
{
    /// <summary>x above 0, slope · x below (Maas et al. 2013), element by element.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="negativeSlope">0 or more. Default 0.2, as in Keras.</param>
    public static Tensor LeakyRelu(Tensor x, float negativeSlope = 0.2f) => Unary.Apply(x, new LeakyReluOp(negativeSlope));
}

internal readonly struct LeakyReluOp(float slope) : IUnary
{
    public static bool ByResult => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V x) where V : unmanaged, ILanes<V> => V.Select(V.LessThan(x, V.Create(0)), x * V.Create(slope), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V x, V y) where V : unmanaged, ILanes<V> =>
        V.Select(V.GreaterThan(y, V.Create(0)), V.Create(1), V.Create(slope));

    public Tensor Derivative(Tensor x, Tensor y) => Unary.Slope(this, x, y);
}
