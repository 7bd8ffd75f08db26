namespace LatentSharp;

/// <summary>A = Q R.</summary>
/// <param name="Q">(m, n) with orthonormal columns.</param>
/// <param name="R">(n, n), upper triangular, with no negative number on its diagonal.</param>
public sealed record QrDecomposition(double[] Q, double[] R);

public static partial class LinearAlgebra
{
    /// <summary>
    /// The thin QR decomposition of a tall matrix by Householder's reflections. The diagonal of R is not negative, which makes the answer
    /// for columns that are linearly independent the only one, and Q of a Gaussian matrix uniformly distributed (Keras's <c>q *=
    /// sign(diag(r))</c>).
    /// </summary>
    /// <param name="matrix">(m, n) with m ≥ n.</param>
    /// <param name="rows">m.</param>
    /// <param name="columns">n.</param>
    /// <exception cref="BadArgumentException">The matrix is wider than tall, or has another number of elements.</exception>
    public static QrDecomposition ThinQr(ReadOnlySpan<double> matrix, int rows, int columns)
    {
        Require(nameof(ThinQr), matrix.Length, rows, columns);
        if (rows < columns) throw new BadArgumentException($"ThinQr: a matrix of ({rows}, {columns}) is wider than tall; transpose it.");
        var a = matrix.ToArray();
        var betas = new double[columns];
        var reflectors = new double[columns][];
        var scratch = new double[columns];
        for (var k = 0; k < columns; k++)
        {
            var v = reflectors[k] = new double[rows - k];
            for (var i = 0; i < v.Length; i++) v[i] = a[((k + i) * columns) + k];
            (betas[k], var alpha) = Reflector(v);
            if (betas[k] != 0) ApplyReflector(v, betas[k], a, columns, k, k + 1, scratch);
            a[(k * columns) + k] = alpha;
        }

        var q = new double[a.Length];
        var r = new double[columns * columns];
        for (var k = columns - 1; k >= 0; k--)
        {
            q[(k * columns) + k] = 1;
            if (betas[k] != 0) ApplyReflector(reflectors[k], betas[k], q, columns, k, k, scratch);
            a.AsSpan((k * columns) + k, columns - k).CopyTo(r.AsSpan((k * columns) + k));
        }
        for (var k = 0; k < columns; k++)
        {
            if (r[(k * columns) + k] >= 0) continue;
            for (var j = k; j < columns; j++) r[(k * columns) + j] = -r[(k * columns) + j];
            for (var i = 0; i < rows; i++) q[(i * columns) + k] = -q[(i * columns) + k];
        }
        return new QrDecomposition(q, r);
    }
}
