using System.Runtime.CompilerServices;

namespace LatentSharp;

public static partial class Ops
{
    /// <summary>
    /// max from max up, x from threshold up, slope · (x - threshold) below, element by element: Keras's <c>relu</c> with all its arguments.
    /// </summary>
    /// <param name="x">Any shape.</param>
    /// <param name="negativeSlope">The slope below the threshold.</param>
    /// <param name="maxValue">The largest result.</param>
    /// <param name="threshold">Where the slope of 1 begins.</param>
    public static Tensor ReluWith(Tensor x, float negativeSlope = 0, float maxValue = float.PositiveInfinity, float threshold = 0) =>
        Unary.Apply(x, new ReluWithOp(negativeSlope, maxValue, threshold));
}

internal readonly struct ReluWithOp(float slope, float max, float threshold) : IUnary
{
    public static bool ByResult => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V x) where V : unmanaged, ILanes<V>
    {
        var low = V.Create(threshold);
        // A slope of zero stays zero at -∞.
        var below = slope == 0 ? V.Create(0) : V.Create(slope) * (x - low);
        return V.Select(V.LessThan(x, low), below, ExpParts.AtMost(x, max));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V x, V y) where V : unmanaged, ILanes<V> =>
        V.Select(V.LessThan(x, V.Create(threshold)), V.Create(slope), V.And(V.LessThan(x, V.Create(max)), V.Create(1)));

    public Tensor Derivative(Tensor x, Tensor y) => Unary.Slope(this, x, y);
}
