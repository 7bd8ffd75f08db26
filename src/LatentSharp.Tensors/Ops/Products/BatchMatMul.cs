namespace LatentSharp;

public static partial class Ops
{
    /// <summary>The matrix product of each sample, each transposed first if asked: (N, M, K) · (N, K, C) -> (N, M, C).</summary>
    /// <exception cref="BadArgumentException">They are not as many matrices each, or the inner sizes differ.</exception>
    public static Tensor BatchMatMul(Tensor a, Tensor b, bool transposeA = false, bool transposeB = false)
    {
        if (a.Rank != 3 || b.Rank != 3 || a.Shape[0] != b.Shape[0])
            throw new BadArgumentException($"batch matmul: {a.Shape} and {b.Shape} are not as many matrices each; they are (N, rows, columns) both.");
        var (m, k) = transposeA ? (a.Shape[2], a.Shape[1]) : (a.Shape[1], a.Shape[2]);
        var (inner, n) = transposeB ? (b.Shape[2], b.Shape[1]) : (b.Shape[1], b.Shape[2]);
        if (k != inner) throw new BadArgumentException($"batch matmul: {a.Shape} and {b.Shape} do not fit; the inner sizes {k} and {inner} differ.");
        var y = Tensor.Allocate([a.Shape[0], m, n]);
        BatchMatMulNode.Multiply(a, b, transposeA, transposeB, y.Floats, m, n, k, accumulate: false);
        if (Recording.For(a, b) is { } recording)
        {
            var node = recording.Record<BatchMatMulNode>(y, a, b);
            (node.TransposeA, node.TransposeB) = (transposeA, transposeB);
        }
        return y;
    }
}

internal sealed class BatchMatMulNode : Node
{
    internal bool TransposeA;
    internal bool TransposeB;

    internal override string Name => "batch matmul";

    internal override void Backward()
    {
        var (a, b, dy) = (Inputs[0], Inputs[1], Gradient);
        if (Wants(0)) Flow(0, TransposeA ? b : dy, TransposeA ? dy : b, TransposeA && TransposeB, TransposeA || !TransposeB);
        if (Wants(1)) Flow(1, TransposeB ? dy : a, TransposeB ? a : dy, TransposeB || !TransposeA, TransposeA && TransposeB);
    }

    internal override void BackwardRecorded()
    {
        var (a, b, dy) = (Inputs[0], Inputs[1], Gradient);
        if (Wants(0)) Give(0, Ops.BatchMatMul(TransposeA ? b : dy, TransposeA ? dy : b, TransposeA && TransposeB, TransposeA || !TransposeB));
        if (Wants(1)) Give(1, Ops.BatchMatMul(TransposeB ? dy : a, TransposeB ? a : dy, TransposeB || !TransposeA, TransposeA && TransposeB));
    }

    private void Flow(int index, Tensor p, Tensor q, bool transposeP, bool transposeQ)
    {
        var destination = Destination(index, out var accumulate);
        var shape = Inputs[index].Shape;
        Multiply(p, q, transposeP, transposeQ, destination, shape[1], shape[2], transposeP ? p.Shape[1] : p.Shape[2], accumulate);
    }

    internal static void Multiply(Tensor a, Tensor b, bool transposeA, bool transposeB, Span<float> y, int m, int n, int k, bool accumulate)
    {
        for (var i = 0; i < a.Shape[0]; i++)
        {
            Gemm.Multiply(
                transposeA, transposeB, m, n, k, a.AsSpan().Slice(i * m * k, m * k), a.Shape[2], b.AsSpan().Slice(i * k * n, k * n), b.Shape[2],
                y.Slice(i * m * n, m * n), n, accumulate);
        }
    }
}
