using System.Runtime.CompilerServices;

namespace LatentSharp;

public static partial class Ops
{
    /// <summary>min(max(x, low), high), element by element; where it is clipped, and at the limits, the derivative is 0.</summary>
    public static Tensor Clip(Tensor x, float low, float high) => Unary.Apply(x, new ClipOp(low, high));
}

internal readonly struct ClipOp(float low, float high) : IUnary
{
    public static bool ByResult => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V x) where V : unmanaged, ILanes<V> => ExpParts.AtLeast(ExpParts.AtMost(x, high), low);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V x, V y) where V : unmanaged, ILanes<V> =>
        V.And(V.And(V.GreaterThan(y, V.Create(low)), V.LessThan(y, V.Create(high))), V.Create(1));

    public Tensor Derivative(Tensor x, Tensor y) => Unary.Slope(this, x, y);
}
