using static System.FormattableString;
using static LatentSharp.RowOperations;

namespace LatentSharp;

/// <summary>A symmetric matrix taken apart: A = Σᵢ λᵢ vᵢ vᵢᵀ.</summary>
/// <param name="Values">The eigenvalues, largest first.</param>
/// <param name="Vectors">
/// The eigenvectors of length 1, one a row, (n, n), in the order of the values; their signs are arbitrary but always the same.
/// </param>
public sealed record EigenDecomposition(double[] Values, double[] Vectors);

public static partial class LinearAlgebra
{
    private const double RoundOff = 1.0 / (1L << 53);

    /// <summary>
    /// Eigenvalues and eigenvectors of a symmetric matrix: Householder's tridiagonal form, then implicit QR steps with Wilkinson's shift
    /// (Golub and Van Loan, Matrix Computations, 8.3). About 9·n³ operations; errors near 1e-15 of the largest eigenvalue.
    /// </summary>
    /// <param name="matrix">(n, n), symmetric; that is trusted, not checked.</param>
    /// <param name="size">n.</param>
    /// <param name="cancellation">Ends the work with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="BadArgumentException">The matrix is not square or holds a value that is not finite.</exception>
    public static EigenDecomposition SymmetricEigen(ReadOnlySpan<double> matrix, int size, CancellationToken cancellation = default)
    {
        Require(nameof(SymmetricEigen), matrix.Length, size, size);
        double largest = 0;
        foreach (var value in matrix)
        {
            if (!double.IsFinite(value))
                throw new BadArgumentException(Invariant($"SymmetricEigen: the matrix holds {value}; all its elements must be finite."));
            largest = Math.Max(largest, Math.Abs(value));
        }
        // A power of two: exact, and squares can then neither overflow nor vanish where they matter.
        var exponent = largest == 0 ? 0 : Math.ILogB(largest);
        var a = new double[matrix.Length];
        for (var i = 0; i < a.Length; i++) a[i] = Math.ScaleB(matrix[i], -exponent);

        var (diagonal, off) = (new double[size], new double[Math.Max(size, 1)]);
        var vectors = Tridiagonalize(a, size, diagonal, off, cancellation);
        Diagonalize(diagonal, off, vectors, cancellation);

        var order = Enumerable.Range(0, size).OrderByDescending(i => diagonal[i]).ToArray();
        var sorted = new double[vectors.Length];
        for (var i = 0; i < size; i++) vectors.AsSpan(order[i] * size, size).CopyTo(sorted.AsSpan(i * size));
        return new EigenDecomposition([.. order.Select(i => Math.ScaleB(diagonal[i], exponent))], sorted);
    }

    /// <summary>A = Q T Qᵀ with reflections I - β v vᵀ; overwrites A and returns Qᵀ.</summary>
    private static double[] Tridiagonalize(double[] a, int n, double[] diagonal, double[] off, CancellationToken cancellation)
    {
        var betas = new double[n];
        var p = new double[n];
        for (var k = 0; k < n; k++)
        {
            cancellation.ThrowIfCancellationRequested();
            diagonal[k] = a[(k * n) + k];
            var v = a.AsSpan((k * n) + k + 1, n - k - 1);
            if (v.IsEmpty) break;
            (betas[k], off[k]) = Reflector(v);
            if (betas[k] == 0) continue;

            var w = p.AsSpan(0, v.Length);
            w.Clear();
            for (var i = 0; i < v.Length; i++) AddScaled(w, v[i], Trailing(i));
            Scale(w, betas[k]);
            AddScaled(w, -0.5 * betas[k] * Dot(w, v), v);
            for (var i = 0; i < v.Length; i++) SubtractTwo(Trailing(i), v[i], w, w[i], v);

            Span<double> Trailing(int row) => a.AsSpan(((k + 1 + row) * n) + k + 1, n - k - 1);
        }

        var q = new double[a.Length];
        for (var k = n - 1; k >= 0; k--)
        {
            q[(k * n) + k] = 1;
            if (betas[k] == 0) continue;
            var v = a.AsSpan((k * n) + k + 1, n - k - 1);
            ApplyReflector(v, betas[k], q, n, k + 1, k + 1, p);
        }
        Transpose(q, n);
        return q;
    }

    /// <summary>Turns T into its eigenvalues and rotates the rows of <paramref name="vectors"/> along.</summary>
    private static void Diagonalize(double[] d, double[] e, double[] vectors, CancellationToken cancellation)
    {
        var n = d.Length;
        double norm = 0;
        for (var i = 0; i < n; i++) norm = Math.Max(norm, Math.Abs(d[i]) + Math.Abs(e[i]));
        var steps = 100 * n;
        for (var high = n - 1; high > 0;)
        {
            cancellation.ThrowIfCancellationRequested();
            var low = high;
            while (low > 0 && !Negligible(low - 1)) low--;
            if (low == high)
            {
                high--;
                continue;
            }
            if (steps-- == 0) throw new BadArgumentException("SymmetricEigen: the eigenvalues do not converge; is the matrix symmetric?");
            Step(low, high);
        }

        bool Negligible(int i) => Math.Abs(e[i]) <= Math.Max(RoundOff * (Math.Abs(d[i]) + Math.Abs(d[i + 1])), RoundOff / 128 * norm);

        void Step(int low, int high)
        {
            var half = 0.5 * (d[high - 1] - d[high]);
            var root = Hypotenuse(half, e[high - 1]);
            var shift = d[high] - (e[high - 1] / (half + (half < 0 ? -root : root)) * e[high - 1]);
            var (x, z) = (d[low] - shift, e[low]);
            for (var k = low; k < high; k++)
            {
                var r = Hypotenuse(x, z);
                var (c, s) = r == 0 ? (1.0, 0.0) : (x / r, z / r);
                if (k > low) e[k - 1] = r;
                var (a, b, g) = (d[k], e[k], d[k + 1]);
                d[k] = (c * c * a) + (2 * c * s * b) + (s * s * g);
                d[k + 1] = (s * s * a) - (2 * c * s * b) + (c * c * g);
                e[k] = (c * s * (g - a)) + (((c * c) - (s * s)) * b);
                if (k < high - 1)
                {
                    (x, z) = (e[k], s * e[k + 1]);
                    e[k + 1] *= c;
                }
                Rotate(vectors.AsSpan(k * n, n), vectors.AsSpan((k + 1) * n, n), c, s);
            }
        }
    }

    private static double Hypotenuse(double a, double b)
    {
        (a, b) = (Math.Abs(a), Math.Abs(b));
        if (a < b) (a, b) = (b, a);
        return a == 0 ? 0 : a * Math.Sqrt(1 + (b / a * (b / a)));
    }

    private static void Transpose(double[] a, int n)
    {
        for (var i = 0; i < n; i++)
            for (var j = 0; j < i; j++) (a[(i * n) + j], a[(j * n) + i]) = (a[(j * n) + i], a[(i * n) + j]);
    }
}
