namespace LatentSharp;

public static partial class Ops
{
    /// <summary>exp x, element by element.</summary>
    public static Tensor Exp(Tensor x) => Unary.Apply<ExpOp>(x);
}

internal readonly struct ExpOp : IUnary
{
    public static bool ByResult => true;

    public V Apply<V>(V x) where V : unmanaged, ILanes<V> => Exp.Of(x);

    public V Derivative<V>(V x, V y) where V : unmanaged, ILanes<V> => y;

    public Tensor Derivative(Tensor x, Tensor y) => y;
}
