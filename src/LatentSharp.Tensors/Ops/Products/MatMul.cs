namespace LatentSharp;

public static partial class Ops
{
    /// <summary>
    /// The matrix product of a and b, each transposed first if asked: (…, M, K) · (…, K, N) -> (…, M, N). Leading axes are as many
    /// matrices; they broadcast. A vector (K) is a row on the left and a column on the right, and its axis of size 1 goes away from the
    /// result (NumPy's <c>matmul</c>).
    /// </summary>
    /// <param name="a">(…, M, K), or (…, K, M) to be transposed.</param>
    /// <param name="b">(…, K, N), or (…, N, K) to be transposed.</param>
    /// <param name="transposeA">Whether the last two axes of a change places. Of a vector they do not.</param>
    /// <param name="transposeB">Whether the last two axes of b change places. Of a vector they do not.</param>
    /// <exception cref="BadArgumentException">
    /// One is a single number, the inner sizes differ, or the leading axes do not broadcast.
    /// </exception>
    public static Tensor MatMul(Tensor a, Tensor b, bool transposeA = false, bool transposeB = false)
    {
        (a, b) = (Operand.Floats(a, "matmul", "a"), Operand.Floats(b, "matmul", "b"));
        if (a.Rank < 2 || b.Rank < 2) return OfVectors(a, b, transposeA, transposeB);
        var (m, k) = transposeA ? (a.Shape[^1], a.Shape[^2]) : (a.Shape[^2], a.Shape[^1]);
        var (inner, n) = transposeB ? (b.Shape[^1], b.Shape[^2]) : (b.Shape[^2], b.Shape[^1]);
        if (k != inner)
            throw new BadArgumentException($"matmul: {a.Shape} and {b.Shape} do not fit; the inner sizes {k} and {inner} differ.");
        // One matrix on the right makes all rows on the left one matrix.
        if (a.Rank > 2 && b.Rank == 2 && !transposeA)
            return Reshape(MatMul(Reshape(a, [a.Shape[..^1].Count, k]), b, false, transposeB), a.Shape.With(^1, n));
        var y = Tensor.Allocate(MatMulNode.Leading(a.Shape, b.Shape).Append(m).Append(n));
        MatMulNode.Multiply(a, b, transposeA, transposeB, y.Shape, y.Floats, k, accumulate: false);
        if (Recording.For(a, b) is { } recording)
        {
            var node = recording.Record<MatMulNode>(y, a, b);
            (node.TransposeA, node.TransposeB) = (transposeA, transposeB);
        }
        return y;
    }

    private static Tensor OfVectors(Tensor a, Tensor b, bool transposeA, bool transposeB)
    {
        if (a.Rank == 0 || b.Rank == 0)
            throw new BadArgumentException($"matmul: {a.Shape} and {b.Shape} are not both matrices or vectors; * multiplies by a number.");
        var (row, column) = (a.Rank == 1, b.Rank == 1);
        if (row) a = Reshape(a, [1, a.Count]);
        if (column) b = Reshape(b, [b.Count, 1]);
        var y = MatMul(a, b, transposeA && !row, transposeB && !column);
        return Reshape(y, row && column ? Shape.Scalar : row ? y.Shape[..^2].Append(y.Shape[^1]) : y.Shape[..^1]);
    }
}

/// <summary>Of y = a·b: da = dy·bᵀ and db = aᵀ·dy, summed over what was broadcast.</summary>
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
        if (Wants(0)) GiveProduct(0, TransposeA ? b : dy, TransposeA ? dy : b, TransposeA && TransposeB, TransposeA || !TransposeB);
        if (Wants(1)) GiveProduct(1, TransposeB ? dy : a, TransposeB ? a : dy, TransposeB || !TransposeA, TransposeA && TransposeB);
    }

    internal static Shape Leading(Shape a, Shape b)
    {
        if (a.Rank == 2 && b.Rank == 2) return Shape.Scalar;
        return BroadcastRules.Common("matmul, leading axes", a[..^2], b[..^2]);
    }

    /// <summary>y (+)= a·b, of the shape of y, where a and b may broadcast.</summary>
    internal static void Multiply(Tensor a, Tensor b, bool transposeA, bool transposeB, Shape shape, Span<float> y, int k, bool accumulate)
    {
        var (m, n, matrices) = (shape[^2], shape[^1], shape[..^2].Count);
        for (var i = 0; i < matrices; i++)
        {
            Gemm.Multiply(
                transposeA, transposeB, m, n, k, a.AsSpan().Slice(Place(a.Shape, shape, i) * m * k, m * k), a.Shape[^1],
                b.AsSpan().Slice(Place(b.Shape, shape, i) * k * n, k * n), b.Shape[^1], y.Slice(i * m * n, m * n), n, accumulate);
        }
    }

    private void Flow(int index, Tensor p, Tensor q, bool transposeP, bool transposeQ)
    {
        var shape = Inputs[index].Shape;
        if (shape.Rank != Gradient.Rank || shape[..^2] != Gradient.Shape[..^2])
        {
            GiveProduct(index, p, q, transposeP, transposeQ);
            return;
        }
        var destination = Destination(index, out var accumulate);
        Multiply(p, q, transposeP, transposeQ, shape, destination, transposeP ? p.Shape[^2] : p.Shape[^1], accumulate);
    }

    private void GiveProduct(int index, Tensor p, Tensor q, bool transposeP, bool transposeQ) =>
        Give(index, Ops.SumTo(Ops.MatMul(p, q, transposeP, transposeQ), Inputs[index].Shape));

    /// <summary>Which matrix of an operand belongs to a matrix of the result.</summary>
    private static int Place(Shape operand, Shape result, int matrix)
    {
        if (operand == result || operand.Rank == result.Rank && operand[..^2] == result[..^2]) return matrix;
        var (place, step) = (0, 1);
        for (var axis = 3; axis <= operand.Rank; axis++)
        {
            var index = matrix % result[^axis];
            matrix /= result[^axis];
            if (operand[^axis] != 1) place += index * step;
            step *= operand[^axis];
        }
        return place;
    }
}
