namespace LatentSharp;

public static partial class Ops
{
    /// <summary>
    /// The nearest point of the simplex along the last axis (Martins and Astudillo 2016): sums to 1 as a softmax does, with zeros where
    /// numbers are small. (…, C) -> (…, C).
    /// </summary>
    /// <exception cref="BadArgumentException">It has no axis.</exception>
    public static Tensor Sparsemax(Tensor x)
    {
        x = Operand.Floats(x, "sparsemax", "x");
        var cols = LastAxis("sparsemax", x.Shape);
        var y = Tensor.Allocate(x.Shape);
        for (var at = 0; at < x.Count; at += cols) SparsemaxRow.Forward(x.AsSpan().Slice(at, cols), y.Floats.Slice(at, cols));
        if (Recording.For(x) is { } recording) recording.Record<SparsemaxNode>(y, x);
        return y;
    }
}

/// <summary>With s = 1 on the support, dx = s · (dy - Σ s·dy / Σ s).</summary>
internal sealed class SparsemaxNode : Node
{
    internal override void Backward()
    {
        if (!Wants(0)) return;
        var cols = Outputs[0].Shape[^1];
        var y = Outputs[0].AsSpan();
        var dy = Gradient.AsSpan();
        var dx = Destination(0, out var accumulate);
        for (var at = 0; at < y.Length; at += cols)
            SparsemaxRow.Backward(y.Slice(at, cols), dy.Slice(at, cols), dx.Slice(at, cols), accumulate);
    }

    internal override void BackwardRecorded()
    {
        if (!Wants(0)) return;
        var support = Ops.Greater(Outputs[0], 0);
        var mean = Ops.Sum(support * Gradient, ^1, keepAxis: true) / Ops.Sum(support, ^1, keepAxis: true);
        Give(0, support * (Gradient - mean));
    }
}
