namespace LatentSharp;

public static partial class Ops
{
    /// <summary>
    /// The matrix product of a and b, each transposed first if asked: (M, K) · (K, N) -> (M, N).
    /// </summary>
    /// <exception cref="BadArgumentException">They are not matrices, or the inner sizes differ.</exception>
    public static Tensor MatMul(Tensor a, Tensor b, bool transposeA = false, bool transposeB = false)
    {
        if (a.Rank != 2 || b.Rank != 2) throw new BadArgumentException($"matmul: {a.Shape} and {b.Shape} are not both matrices of two axes.");
        var (m, k) = transposeA ? (a.Shape[1], a.Shape[0]) : (a.Shape[0], a.Shape[1]);
        var (inner, n) = transposeB ? (b.Shape[1], b.Shape[0]) : (b.Shape[0], b.Shape[1]);
        if (k != inner) throw new BadArgumentException($"matmul: {a.Shape} and {b.Shape} do not fit; the inner sizes {k} and {inner} differ.");
        var y = Tensor.Allocate([m, n]);
        Gemm.Multiply(transposeA, transposeB, m, n, k, a.AsSpan(), a.Shape[1], b.AsSpan(), b.Shape[1], y.Floats, n, accumulate: false);
        if (Recording.For(a, b) is { } recording)
        {
            var node = recording.Record<MatMulNode>(y, a, b);
            (node.TransposeA, node.TransposeB) = (transposeA, transposeB);
        }
        return y;
    }
}

internal sealed class MatMulNode : Node
{
    internal bool TransposeA;
    internal bool TransposeB;

    internal override void Backward()
    {
        var (a, b, dy) = (Inputs[0], Inputs[1], Gradient);
        if (Wants(0)) Flow(0, TransposeA ? b : dy, TransposeA ? dy : b, TransposeA && TransposeB, TransposeA || !TransposeB);
        if (Wants(1)) Flow(1, TransposeB ? dy : a, TransposeB ? a : dy, TransposeB || !TransposeA, TransposeA && TransposeB);
    }

    internal override void BackwardRecorded()
    {
        var (a, b, dy) = (Inputs[0], Inputs[1], Gradient);
        if (Wants(0)) Give(0, Ops.MatMul(TransposeA ? b : dy, TransposeA ? dy : b, TransposeA && TransposeB, TransposeA || !TransposeB));
        if (Wants(1)) Give(1, Ops.MatMul(TransposeB ? dy : a, TransposeB ? a : dy, TransposeB || !TransposeA, TransposeA && TransposeB));
    }

    private void Flow(int index, Tensor p, Tensor q, bool transposeP, bool transposeQ)
    {
        var destination = Destination(index, out var accumulate);
        var shape = Inputs[index].Shape;
        var k = transposeP ? p.Shape[0] : p.Shape[1];
        Gemm.Multiply(transposeP, transposeQ, shape[0], shape[1], k, p.AsSpan(), p.Shape[1], q.AsSpan(), q.Shape[1], destination, shape[1], accumulate);
    }
}
