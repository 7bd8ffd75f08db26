using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>A loss that is the mean of a function of each target t and prediction p.</summary>
internal interface IElementLoss : IZip
{
    /// <summary>The derivative with respect to the prediction.</summary>
    V Derivative<V>(V t, V p) where V : unmanaged, ILanes<V>;

    /// <inheritdoc cref="Derivative{V}(V, V)"/>
    Tensor Derivative(Tensor t, Tensor p);
}

/// <summary>Runs and records any <see cref="IElementLoss"/>.</summary>
internal static class ElementLoss
{
    internal static Tensor Apply<TOp>(string name, Tensor target, Tensor prediction, TOp op = default) where TOp : struct, IElementLoss
    {
        if (target.Shape != prediction.Shape)
            throw new BadArgumentException($"{name}: targets {target.Shape} and predictions {prediction.Shape} differ in shape.");
        var y = Tensor.Allocate(Shape.Scalar);
        if (Recording.For(prediction) is not { } recording)
        {
            y.Floats[0] = Sums.SumZip(op, target.AsSpan(), prediction.AsSpan()) / prediction.Count;
            return y;
        }
        var node = recording.Record<ElementLossNode<TOp>>(y, target, prediction);
        y.Floats[0] = node.Compute(op) / prediction.Count;
        return y;
    }
}

internal sealed class ElementLossNode<TOp> : Node where TOp : struct, IElementLoss
{
    private TOp op;
    private Tensor slope;

    internal override string Name => typeof(TOp).Name;

    /// <summary>The sum of the loss; the gradient of its mean comes from the same pass, while both numbers are at hand.</summary>
    internal float Compute(TOp loss)
    {
        op = loss;
        slope = Tensor.Allocate(Inputs[1].Shape);
        return Sums.SumZip(op, Inputs[0].AsSpan(), Inputs[1].AsSpan(), Scaled(1), slope.Floats);
    }

    internal override void Backward()
    {
        if (!Wants(1)) return;
        if (!slope.IsDefault && Gradient.Item() == 1)
        {
            Give(1, slope, owned: true);
            slope = default;
            return;
        }
        var destination = Destination(1, out var accumulate);
        Elementwise.Zip(Scaled(Gradient.Item()), Inputs[0].AsSpan(), Inputs[1].AsSpan(), destination, accumulate);
    }

    internal override void BackwardRecorded()
    {
        if (Wants(1)) Give(1, Gradient / Inputs[1].Count * op.Derivative(Inputs[0], Inputs[1]));
    }

    private ScaledDerivative Scaled(float gradient) => new() { Op = op, Scale = gradient / Inputs[1].Count };

    private struct ScaledDerivative : IZip
    {
        internal TOp Op;
        internal float Scale;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V t, V p) where V : unmanaged, ILanes<V> => V.Create(Scale) * Op.Derivative(t, p);
    }
}

/// <summary>(p - t)².</summary>
internal readonly struct SquaredErrorOp : IElementLoss
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V t, V p) where V : unmanaged, ILanes<V> => (p - t) * (p - t);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V t, V p) where V : unmanaged, ILanes<V>
    {
        var error = p - t;
        return error + error;
    }

    public Tensor Derivative(Tensor t, Tensor p) => 2 * (p - t);
}

/// <summary>-t·log p - (1-t)·log(1-p), p clipped to [1e-7, 1 - 1e-7]; where it is clipped the derivative is 0.</summary>
internal readonly struct BinaryCrossentropyOp : IElementLoss
{
    private const float Low = 1e-7f;
    private const float High = 1 - 1e-7f;

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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V t, V z) where V : unmanaged, ILanes<V> => V.Max(z, V.Create(0)) - (z * t) + Log1pFunction.Of(ExpFunction.Of(-V.Abs(z)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V t, V z) where V : unmanaged, ILanes<V> => SigmoidFunction.Of(z) - t;

    public Tensor Derivative(Tensor t, Tensor z) => Ops.Sigmoid(z) - t;
}
