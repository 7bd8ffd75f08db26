using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>A loss that is the mean of a function of each target t and prediction p, over all or over the last axis.</summary>
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
    /// <summary>The sum over all elements, divided by their number or by another.</summary>
    internal static Tensor Apply<TOp>(string name, Tensor target, Tensor prediction, TOp op = default, int? divisor = null)
        where TOp : struct, IElementLoss
    {
        (target, prediction) = Checked(name, target, prediction);
        var by = divisor ?? prediction.Count;
        var y = Tensor.Allocate(Shape.Scalar);
        if (Recording.For(prediction) is not { } recording)
        {
            y.Floats[0] = Sums.SumZip(op, target.AsSpan(), prediction.AsSpan()) / by;
            return y;
        }
        var node = recording.Record<ElementLossNode<TOp>>(y, target, prediction);
        y.Floats[0] = node.Compute(op, by) / by;
        return y;
    }

    /// <summary>The mean along the last axis: (N, …, C) -> (N, …).</summary>
    internal static Tensor PerSample<TOp>(string name, Tensor target, Tensor prediction, TOp op = default) where TOp : struct, IElementLoss
    {
        (target, prediction) = Checked(name, target, prediction);
        var cols = prediction.Shape[^1];
        var y = Tensor.Allocate(prediction.Shape[..^1]);
        Sums.RowsZip(op, target.AsSpan(), prediction.AsSpan(), cols, y.Floats);
        Elementwise.Zip(default(DivideOp), y.AsSpan(), cols, y.Floats);
        if (Recording.For(prediction) is { } recording) recording.Record<SampleLossNode<TOp>>(y, target, prediction).Op = op;
        return y;
    }

    private static (Tensor Target, Tensor Prediction) Checked(string name, Tensor target, Tensor prediction)
    {
        if (target.Shape != prediction.Shape)
            throw new BadArgumentException($"{name}: targets {target.Shape} and predictions {prediction.Shape} differ in shape.");
        return (Operand.Floats(target, name, "targets"), Operand.Floats(prediction, name, "predictions"));
    }
}

internal sealed class ElementLossNode<TOp> : Node where TOp : struct, IElementLoss
{
    private TOp op;
    private int divisor;
    private Tensor slope;

    internal override string Name => typeof(TOp).Name;

    /// <summary>The sum of the loss; the gradient of the quotient comes from the same pass, while both numbers are at hand.</summary>
    internal float Compute(TOp loss, int by)
    {
        (op, divisor) = (loss, by);
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
        if (Wants(1)) Give(1, Gradient / divisor * op.Derivative(Inputs[0], Inputs[1]));
    }

    private ScaledDerivative Scaled(float gradient) => new() { Op = op, Scale = gradient / divisor };

    private struct ScaledDerivative : IZip
    {
        internal TOp Op;
        internal float Scale;

        public static int Cost => TOp.Cost;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V t, V p) where V : unmanaged, ILanes<V> => V.Create(Scale) * Op.Derivative(t, p);
    }
}

internal sealed class SampleLossNode<TOp> : Node where TOp : struct, IElementLoss
{
    internal TOp Op;

    internal override string Name => typeof(TOp).Name;

    internal override void Backward()
    {
        if (!Wants(1)) return;
        var (t, p) = (Inputs[0], Inputs[1]);
        var slopes = Tensor.Allocate(p.Shape);
        Elementwise.Zip(new Slope { Op = Op, Scale = 1f / p.Shape[^1] }, t.AsSpan(), p.AsSpan(), slopes.Floats);
        var destination = Destination(1, out var accumulate);
        Broadcasting.ZipColumns(default(MultiplyOp), slopes.AsSpan(), Gradient.AsSpan(), destination, p.Shape[^1], accumulate);
    }

    internal override void BackwardRecorded()
    {
        if (!Wants(1)) return;
        var (t, p) = (Inputs[0], Inputs[1]);
        Give(1, Ops.Reshape(Gradient, Gradient.Shape.Append(1)) / p.Shape[^1] * Op.Derivative(t, p));
    }

    private struct Slope : IZip
    {
        internal TOp Op;
        internal float Scale;

        public static int Cost => TOp.Cost;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V t, V p) where V : unmanaged, ILanes<V> => V.Create(Scale) * Op.Derivative(t, p);
    }
}
