using System.Runtime.CompilerServices;

namespace LatentSharp;

public static partial class Ops
{
    /// <summary>The error function 2/√π · ∫₀ˣ exp(-t²) dt, element by element.</summary>
    public static Tensor Erf(Tensor x) => Unary.Apply<ErfOp>(x);
}

internal readonly struct ErfOp : IUnary
{
    public static int Cost => 6;

    public static bool ByResult => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V x) where V : unmanaged, ILanes<V> => ErfFunction.Of(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V x, V y) where V : unmanaged, ILanes<V> => V.Create(TwoByRootPi) * ExpFunction.Of(-(x * x));

    public Tensor Derivative(Tensor x, Tensor y) => TwoByRootPi * Ops.Exp(-Ops.Square(x));

    private const float TwoByRootPi = 1.12837917f;
}
