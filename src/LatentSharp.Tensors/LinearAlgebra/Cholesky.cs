using static System.FormattableString;

namespace LatentSharp;

public static partial class LinearAlgebra
{
    /// <summary>Solves A x = b for a symmetric positive definite A, by A = L Lᵀ.</summary>
    /// <param name="matrix">A, (n, n); only its lower triangle is read.</param>
    /// <param name="size">n.</param>
    /// <param name="right">b, (n, m): a column for each of m systems.</param>
    /// <returns>x, (n, m).</returns>
    /// <exception cref="BadArgumentException">The sizes do not fit, or A is not positive definite.</exception>
    public static double[] SolveCholesky(ReadOnlySpan<double> matrix, int size, ReadOnlySpan<double> right)
    {
        Require(nameof(SolveCholesky), matrix.Length, size, size);
        var columns = size == 0 ? 0 : right.Length / size;
        Require(nameof(SolveCholesky), right.Length, size, columns);
        var l = matrix.ToArray();
        for (var i = 0; i < size; i++)
        {
            var row = l.AsSpan(i * size, i + 1);
            for (var j = 0; j < i; j++)
                row[j] = (row[j] - RowOperations.Dot(row[..j], l.AsSpan(j * size, j))) / l[(j * size) + j];
            var pivot = row[i] - RowOperations.Dot(row[..i], row[..i]);
            if (!(pivot > 0))
                throw new BadArgumentException(
                    Invariant($"SolveCholesky: the matrix is not positive definite; pivot {i} of {size} is {pivot:G5}."));
            row[i] = Math.Sqrt(pivot);
        }

        var x = right.ToArray();
        for (var i = 0; i < size; i++)
        {
            var row = x.AsSpan(i * columns, columns);
            for (var j = 0; j < i; j++) RowOperations.AddScaled(row, -l[(i * size) + j], x.AsSpan(j * columns, columns));
            RowOperations.Scale(row, 1 / l[(i * size) + i]);
        }
        for (var i = size - 1; i >= 0; i--)
        {
            var row = x.AsSpan(i * columns, columns);
            for (var j = i + 1; j < size; j++) RowOperations.AddScaled(row, -l[(j * size) + i], x.AsSpan(j * columns, columns));
            RowOperations.Scale(row, 1 / l[(i * size) + i]);
        }
        return x;
    }
}
