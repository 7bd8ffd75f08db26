using System.Runtime.CompilerServices;

namespace LatentSharp;

public static partial class Ops
{
    /// <summary>x · tanh(softplus x) (Misra 2019), element by element.</summary>
    public static Tensor Mish(Tensor x) => Unary.Apply<MishOp>(x);
}

/// <summary>With e = exp x and n = e·(e + 2), tanh(softplus x) = n / (n + 2).</summary>
internal readonly struct MishOp : IUnary
{
    public static int Cost => 8;

    public static bool ByResult => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V x) where V : unmanaged, ILanes<V> => x * Gate(x, out _);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V x, V y) where V : unmanaged, ILanes<V>
    {
        var gate = Gate(x, out var n);
        var (one, two) = (V.Create(1), V.Create(2));
        var slope = V.Create(4) * (n + one) / ((n + two) * (n + two));
        // Beyond 20 the slope of the gate is below 1e-16, but the largest numbers times it would not be.
        return V.FusedMultiplyAdd(ExpParts.AtMost(x, 20) * slope, SigmoidFunction.Of(x), gate);
    }

    public Tensor Derivative(Tensor x, Tensor y) => Slope(x, Ops.Tanh(Ops.Softplus(x)));

    private static Tensor Slope(Tensor x, Tensor gate) => gate + (Ops.Minimum(x, 20f) * (1 - Ops.Square(gate)) * Ops.Sigmoid(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Gate<V>(V x, out V n) where V : unmanaged, ILanes<V>
    {
        // Beyond 20 the quotient is 1.
        var e = ExpFunction.Of(ExpParts.AtMost(x, 20));
        n = e * (e + V.Create(2));
        return n / (n + V.Create(2));
    }
}
