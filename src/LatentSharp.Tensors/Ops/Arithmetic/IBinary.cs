using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>
/// An element-by-element operation of two tensors: its value, and its gradients once for kernels and once as operations that can be
/// differentiated again.
/// </summary>
internal interface IBinary : IZip
{
    /// <summary>The gradient for a, given that of the result.</summary>
    V GradientA<V>(V a, V b, V dy) where V : unmanaged, ILanes<V>;

    /// <inheritdoc cref="GradientA{V}(V, V, V)"/>
    Tensor GradientA(Tensor a, Tensor b, Tensor dy);

    /// <summary>The gradient for b, given that of the result.</summary>
    V GradientB<V>(V a, V b, V dy) where V : unmanaged, ILanes<V>;

    /// <inheritdoc cref="GradientB{V}(V, V, V)"/>
    Tensor GradientB(Tensor a, Tensor b, Tensor dy);
}

/// <summary>Runs and records any <see cref="IBinary"/>, with NumPy's rules of broadcasting.</summary>
internal static class Binary
{
    internal static Tensor Apply<TOp>(string name, Tensor a, Tensor b, TOp op = default) where TOp : struct, IBinary
    {
        (a, b) = (Operand.Floats(a, name, "a"), Operand.Floats(b, name, "b"));
        var y = Tensor.Allocate(BroadcastRules.Common(name, a.Shape, b.Shape));
        BroadcastRules.Zip(op, a, b, y);
        if (Recording.For(a, b) is { } recording) recording.Record<BinaryNode<TOp>>(y, a, b).Op = op;
        return y;
    }
}

internal sealed class BinaryNode<TOp> : Node where TOp : struct, IBinary
{
    internal TOp Op;

    internal override string Name => typeof(TOp).Name;

    internal override void Backward()
    {
        if (Wants(0)) Flow(0, new GradientForA { Op = Op });
        if (Wants(1)) Flow(1, new GradientForB { Op = Op });
    }

    internal override void BackwardRecorded()
    {
        if (Wants(0)) Give(0, Ops.SumTo(Op.GradientA(Inputs[0], Inputs[1], Gradient), Inputs[0].Shape));
        if (Wants(1)) Give(1, Ops.SumTo(Op.GradientB(Inputs[0], Inputs[1], Gradient), Inputs[1].Shape));
    }

    private void Flow<TGradient>(int index, TGradient op) where TGradient : struct, IZip3
    {
        var (a, b, dy) = (Inputs[0], Inputs[1], Gradient);
        if (a.Shape == b.Shape)
        {
            var destination = Destination(index, out var accumulate);
            Elementwise.Zip3(op, a.AsSpan(), b.AsSpan(), dy.AsSpan(), destination, accumulate);
            return;
        }
        if (a.Shape == dy.Shape && BroadcastRules.IsRow(b.Shape, dy.Shape) && b.Count > 1)
        {
            FlowByRows(index, op);
            return;
        }
        var full = Tensor.Allocate(dy.Shape);
        Elementwise.Zip3(op, Ops.BroadcastTo(a, dy.Shape).AsSpan(), Ops.BroadcastTo(b, dy.Shape).AsSpan(), dy.AsSpan(), full.Floats);
        Give(index, Ops.SumTo(full, Inputs[index].Shape));
    }

    /// <summary>Where b is a row that repeats.</summary>
    private void FlowByRows<TGradient>(int index, TGradient op) where TGradient : struct, IZip3
    {
        var (a, b, dy) = (Inputs[0], Inputs[1], Gradient);
        var rows = dy.Count / b.Count;
        if (index == 0)
        {
            var destination = Destination(0, out var accumulate);
            Broadcasting.Zip3Rows(op, a.AsSpan(), b.AsSpan(), dy.AsSpan(), destination, rows, accumulate);
            return;
        }
        var full = Tensor.Allocate(dy.Shape);
        Broadcasting.Zip3Rows(op, a.AsSpan(), b.AsSpan(), dy.AsSpan(), full.Floats, rows);
        ColumnSums.Sum(full.AsSpan(), rows, Destination(1, out var add), add);
    }

    private struct GradientForA : IZip3
    {
        internal TOp Op;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V a, V b, V dy) where V : unmanaged, ILanes<V> => Op.GradientA(a, b, dy);
    }

    private struct GradientForB : IZip3
    {
        internal TOp Op;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V a, V b, V dy) where V : unmanaged, ILanes<V> => Op.GradientB(a, b, dy);
    }
}
