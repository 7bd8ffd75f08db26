using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>-t·log p - (1-t)·log(1-p), p clipped to [1e-7, 1 - 1e-7]; where it is clipped the derivative is 0.</summary>
internal readonly struct BinaryCrossentropyOp : IElementLoss
{
    private const float Low = 1e-7f;
    private const float High = 1 - 1e-7f;

    public static int Cost => 10;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V t, V p) where V : unmanaged, ILanes<V>
    {
        var (one, q) = (V.Create(1), Clip(p));
        return -(t * LogFunction.Of(q)) - ((one - t) * LogFunction.Of(one - q));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V t, V p) where V : unmanaged, ILanes<V>
    {
        var (one, q) = (V.Create(1), Clip(p));
        return V.And(V.Equal(p, q), (q - t) / (q * (one - q)));
    }

    public Tensor Derivative(Tensor t, Tensor p) => (p - t) / (p * (1 - p));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Clip<V>(V p) where V : unmanaged, ILanes<V> => V.Min(V.Max(p, V.Create(Low)), V.Create(High));
}

/// <summary>max(z, 0) - z·t + log(1 + exp(-|z|)); the derivative is sigmoid(z) - t.</summary>
internal readonly struct LogitsBinaryCrossentropyOp : IElementLoss
{
    public static int Cost => 10;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V t, V z)
        where V : unmanaged, ILanes<V> => V.Max(z, V.Create(0)) - (z * t) + Log1pFunction.Of(ExpFunction.Of(-V.Abs(z)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V t, V z) where V : unmanaged, ILanes<V> => SigmoidFunction.Of(z) - t;

    public Tensor Derivative(Tensor t, Tensor z) => Ops.Sigmoid(z) - t;
}
