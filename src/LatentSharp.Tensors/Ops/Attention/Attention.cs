namespace LatentSharp;

public static partial class Ops
{
    /// <summary>
    /// Scaled dot-product attention (Vaswani et al. 2017): softmax(scale · q·kᵀ) · v for each sample and head,
    /// (N, Tq, H, K), (N, Tk, H, K), (N, Tk, H, V) -> (N, Tq, H, V). No matrix of all weights is kept: on the way back they are made again.
    /// A query that sees no key has a result of 0.
    /// </summary>
    /// <param name="query">(N, Tq, H, K).</param>
    /// <param name="key">(N, Tk, H, K).</param>
    /// <param name="value">(N, Tk, H, V).</param>
    /// <param name="options">Scale, mask, causality, dropout.</param>
    /// <exception cref="BadArgumentException">The sizes do not fit, or an option is out of its range.</exception>
    public static Tensor Attention(Tensor query, Tensor key, Tensor value, AttentionOptions options = default)
    {
        query = Operand.Floats(query, "attention", "the query");
        key = Operand.Floats(key, "attention", "the key");
        value = Operand.Floats(value, "attention", "the value");
        var sizes = AttentionRules.Sizes(query.Shape, key.Shape, value.Shape, options);
        var y = Tensor.Allocate(query.Shape.With(^1, sizes.ValueSize));
        var recording = Recording.For(query, key, value);
        var levels = recording is null ? default : Tensor.Allocate([sizes.Samples * sizes.Heads, sizes.Queries]);
        AttentionPass.Forward(
            sizes, query.AsSpan(), key.AsSpan(), value.AsSpan(), AttentionRules.MaskOf(options), y.Floats,
            levels.IsDefault ? default : levels.Floats);
        if (recording is not null)
        {
            var node = recording.Record<AttentionNode>(y, query, key, value);
            (node.Options, node.Sizes, node.Levels) = (options, sizes, levels);
        }
        return y;
    }
}

/// <summary>The gradients of queries, keys and values in one pass.</summary>
internal sealed class AttentionNode : Node
{
    internal AttentionOptions Options;
    internal AttentionSizes Sizes;
    internal Tensor Levels;

    internal override void Backward()
    {
        var (q, k, v) = (Inputs[0], Inputs[1], Inputs[2]);
        // Memory of their own, since queries, keys and values may be one tensor.
        var (dq, dk, dv) = (Tensor.Allocate(q.Shape), Tensor.Allocate(k.Shape), Tensor.Allocate(v.Shape));
        AttentionPass.Backward(
            Sizes, q.AsSpan(), k.AsSpan(), v.AsSpan(), AttentionRules.MaskOf(Options), Levels.AsSpan(), Gradient.AsSpan(), dq.Floats,
            dk.Floats, dv.Floats);
        if (Wants(0)) Give(0, dq, owned: true);
        if (Wants(1)) Give(1, dk, owned: true);
        if (Wants(2)) Give(2, dv, owned: true);
    }

    internal override void BackwardRecorded()
    {
        var (q, k, v, dy) = (Turned(Inputs[0]), Turned(Inputs[1]), Turned(Inputs[2]), Turned(Gradient));
        var seen = AttentionRules.Seen(Sizes, Options);
        var hidden = (seen - 1) * 1e9f;
        var weights = Ops.Softmax((Ops.MatMul(q, k, transposeB: true) * Sizes.Scale) + hidden) * seen;
        var factors = Sizes.Rate > 0 ? AttentionRules.Factors(Sizes) : default;
        var used = factors.IsDefault ? weights : weights * factors;
        var slopes = Ops.MatMul(dy, v, transposeB: true);
        if (!factors.IsDefault) slopes *= factors;
        slopes = weights * (slopes - Ops.Sum(weights * slopes, ^1, keepAxis: true)) * Sizes.Scale;
        if (Wants(0)) Give(0, Turned(Ops.MatMul(slopes, k)));
        if (Wants(1)) Give(1, Turned(Ops.MatMul(slopes, q, transposeA: true)));
        if (Wants(2)) Give(2, Turned(Ops.MatMul(used, dy, transposeA: true)));
    }

    /// <summary>(N, T, H, D) -> (N, H, T, D), and back.</summary>
    private static Tensor Turned(Tensor x) => Ops.Permute(x, 0, 2, 1, 3);
}
