namespace LatentSharp;

public static partial class Ops
{
    /// <summary>
    /// -Σ t · log softmax(z) along the last axis, in one kernel: (…, C) -> (…). Exact where the softmax itself is rounded to 0 or 1; only
    /// the logits receive a gradient.
    /// </summary>
    /// <param name="target">The probability of each class, usually 0 or 1.</param>
    /// <param name="logits">Numbers before the softmax.</param>
    /// <exception cref="BadArgumentException">The shapes differ, or there is no axis.</exception>
    public static Tensor SoftmaxCrossentropy(Tensor target, Tensor logits)
    {
        target = Operand.Floats(target, "softmax cross-entropy", "the target");
        logits = Operand.Floats(logits, "softmax cross-entropy", "logits");
        if (target.Shape != logits.Shape)
            throw new BadArgumentException($"softmax cross-entropy: targets {target.Shape} and logits {logits.Shape} differ in shape.");
        var cols = LastAxis("softmax cross-entropy", logits.Shape);
        var y = Tensor.Allocate(logits.Shape[..^1]);
        SoftmaxRows.Crossentropy(target.AsSpan(), logits.AsSpan(), cols, y.Floats);
        if (Recording.For(logits) is { } recording) recording.Record<SoftmaxCrossentropyNode>(y, target, logits);
        return y;
    }
}

/// <summary>dz = dy · (softmax(z) · Σ t - t)</summary>
internal sealed class SoftmaxCrossentropyNode : Node
{
    internal override void Backward()
    {
        if (!Wants(1)) return;
        var (t, z) = (Inputs[0], Inputs[1]);
        var destination = Destination(1, out var accumulate);
        SoftmaxRows.CrossentropyBackward(t.AsSpan(), z.AsSpan(), Gradient.AsSpan(), z.Shape[^1], destination, accumulate);
    }

    internal override void BackwardRecorded()
    {
        if (!Wants(1)) return;
        var (t, z) = (Inputs[0], Inputs[1]);
        Give(1, Ops.Reshape(Gradient, Gradient.Shape.Append(1)) * ((Ops.Softmax(z) * Ops.Sum(t, ^1, keepAxis: true)) - t));
    }
}
