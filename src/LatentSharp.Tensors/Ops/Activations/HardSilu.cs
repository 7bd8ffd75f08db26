using System.Runtime.CompilerServices;

namespace LatentSharp;

public static partial class Ops
{
    /// <summary>x · hard sigmoid of x, also called hard swish (Howard et al. 2019), element by element.</summary>
    public static Tensor HardSilu(Tensor x) => Unary.Apply<HardSiluOp>(x);
}

internal readonly struct HardSiluOp : IUnary
{
    public static bool ByResult => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V x) where V : unmanaged, ILanes<V> => x * default(HardSigmoidOp).Apply(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V x, V y) where V : unmanaged, ILanes<V>
    {
        var gate = default(HardSigmoidOp).Apply(x);
        return V.FusedMultiplyAdd(x, default(HardSigmoidOp).Derivative(x, gate), gate);
    }

    public Tensor Derivative(Tensor x, Tensor y) =>
        Ops.HardSigmoid(x) + (x * Unary.Slope(default(HardSigmoidOp), x, Ops.HardSigmoid(Ops.StopGradient(x))));
}
