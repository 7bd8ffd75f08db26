namespace LatentSharp;

public static partial class Ops
{
    /// <summary>1 / (1 + exp(-x)), element by element.</summary>
    public static Tensor Sigmoid(Tensor x) => Unary.Apply<SigmoidOp>(x);
}

internal readonly struct SigmoidOp : IUnary
{
    public static bool ByResult => true;

    public V Apply<V>(V x) where V : unmanaged, ILanes<V> => Sigmoid.Of(x);

    public V Derivative<V>(V x, V y) where V : unmanaged, ILanes<V> => y * (V.Create(1) - y);

    public Tensor Derivative(Tensor x, Tensor y) => y * (1 - y);
}
