namespace LatentSharp;

/// <summary>The leading singular values of a sparse matrix and its right singular vectors.</summary>
/// <param name="Values">(k), the greatest first.</param>
/// <param name="Components">(k, width), the largest entry of each by magnitude positive.</param>
internal sealed record TruncatedSvd(double[] Values, double[] Components)
{
    // Halko, Martinsson and Tropp 2011: some more directions than are wanted, and a few passes that let the leading ones grow.
    private const int Spare = 10, Passes = 7;

    /// <summary>Finds them, from directions that are drawn by a seed.</summary>
    internal static TruncatedSvd Find(SparseRows rows, int k, long seed, CancellationToken cancellation)
    {
        var n = Math.Min(k + Spare, Math.Min(rows.Count, rows.Width));
        var drawn = new float[rows.Width * n];
        new RandomStream(seed).Derive("svd").Normal(drawn);
        var basis = Array.ConvertAll(drawn, value => (double)value);
        for (var pass = 0; pass < Passes; pass++)
        {
            cancellation.ThrowIfCancellationRequested();
            basis = Orthonormal(rows.TransposedTimes(rows.Times(basis, n), n), rows.Width, n);
        }
        // Within the directions that are left the eigenvectors of their Gram matrix are those of the whole.
        var image = rows.Times(basis, n);
        var gram = new double[n * n];
        for (var row = 0; row < rows.Count; row++)
        {
            for (var i = 0; i < n; i++)
            {
                var factor = image[(row * n) + i];
                for (var j = 0; j < n; j++) gram[(i * n) + j] += factor * image[(row * n) + j];
            }
        }
        var eigen = LinearAlgebra.SymmetricEigen(gram, n, cancellation);
        return Leading(eigen, basis, rows.Width, n, k);
    }

    private static TruncatedSvd Leading(EigenDecomposition eigen, double[] basis, int width, int n, int k)
    {
        var (values, components) = (new double[k], new double[k * width]);
        var order = Enumerable.Range(0, n).OrderByDescending(place => eigen.Values[place]).Take(k).ToArray();
        for (var c = 0; c < order.Length; c++)
        {
            values[c] = Math.Sqrt(Math.Max(0, eigen.Values[order[c]]));
            var component = components.AsSpan(c * width, width);
            for (var column = 0; column < width; column++)
                for (var i = 0; i < n; i++) component[column] += basis[(column * n) + i] * eigen.Vectors[(order[c] * n) + i];
            var largest = 0.0;
            foreach (var entry in component)
                if (Math.Abs(entry) > Math.Abs(largest)) largest = entry;
            if (largest < 0)
                for (var column = 0; column < width; column++) component[column] = -component[column];
        }
        return new(values, components);
    }

    private static double[] Orthonormal(double[] matrix, int rows, int columns) => LinearAlgebra.ThinQr(matrix, rows, columns).Q;
}
