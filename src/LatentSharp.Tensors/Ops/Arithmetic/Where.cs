using System.Runtime.CompilerServices;

namespace LatentSharp;

public static partial class Ops
{
    /// <summary>a where the condition is not 0, b elsewhere; shapes broadcast. Gradients flow to what was taken.</summary>
    /// <param name="condition">Numbers or booleans.</param>
    /// <param name="a">Taken where the condition holds.</param>
    /// <param name="b">Taken elsewhere.</param>
    /// <exception cref="BadArgumentException">The shapes do not broadcast.</exception>
    public static Tensor Where(Tensor condition, Tensor a, Tensor b)
    {
        (a, b) = (Operand.Floats(a, "where", "a"), Operand.Floats(b, "where", "b"));
        var shape = BroadcastRules.Common("where", BroadcastRules.Common("where", a.Shape, b.Shape), condition.Shape);
        condition = BroadcastTo(StopGradient(Operand.Floats(condition, "where", "the condition")), shape);
        (a, b) = (BroadcastTo(a, shape), BroadcastTo(b, shape));
        var y = Tensor.Allocate(shape);
        Elementwise.Zip3(default(Choice), condition.AsSpan(), a.AsSpan(), b.AsSpan(), y.Floats);
        if (Recording.For(a, b) is { } recording) recording.Record<WhereNode>(y, condition, a, b);
        return y;
    }

    private readonly struct Choice : IZip3
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V condition, V a, V b) where V : unmanaged, ILanes<V> => V.Select(V.Equal(condition, V.Create(0)), b, a);
    }
}

internal sealed class WhereNode : Node
{
    internal override void Backward() => BackwardRecorded();

    internal override void BackwardRecorded()
    {
        if (Wants(1)) Give(1, Ops.Where(Inputs[0], Gradient, 0));
        if (Wants(2)) Give(2, Ops.Where(Inputs[0], 0, Gradient));
    }
}
