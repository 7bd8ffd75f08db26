namespace LatentSharp;

/// <summary>The leading singular values of a sparse matrix and its right singular vectors.</summary>
/// <param name="Values">(k), the greatest first.</param>
/// <param name="Components">(k, width), the largest entry of each by magnitude positive.</param>
internal sealed record TruncatedSvd(double[] Values, double[] Components)
{
    // Halko, Martinsson and Tropp 2011: some more directions than are wanted, and a few passes that let the leading ones grow.
    private const int Spare = 10, Passes = 5;

    /// <summary>Finds them, from directions that are drawn by a seed.</summary>
    internal static TruncatedSvd Find(SparseRows rows, int k, long seed, CancellationToken cancellation)
    {
        var (n, width) = (Math.Min(k + Spare, Math.Min(rows.Count, rows.Width)), rows.Width);
        var drawn = new float[n * width];
        new RandomStream(seed).Derive("svd").Normal(drawn);
        var basis = Array.ConvertAll(drawn, value => (double)value);
        for (var pass = 0; pass < Passes; pass++)
        {
            cancellation.ThrowIfCancellationRequested();
            basis = rows.TransposedTimes(rows.Times(basis, n), n);
            LinearAlgebra.MakeOrthonormal(basis, n, width);
        }
        // Within the directions that are left the eigenvectors of their Gram matrix are those of the whole.
        var image = rows.Times(basis, n);
        var gram = new double[n * n];
        var view = new MatrixView(image, n, rows.Count);
        LinearAlgebra.AddProduct(view, view.Transposed, gram);
        var eigen = LinearAlgebra.SymmetricEigen(gram, n, cancellation);
        var components = new double[k * width];
        LinearAlgebra.AddProduct(new MatrixView(eigen.Vectors.AsSpan(0, k * n), k, n), new MatrixView(basis, n, width), components);
        for (var c = 0; c < k; c++) FixSign(components.AsSpan(c * width, width));
        return new([.. eigen.Values.Take(k).Select(value => Math.Sqrt(Math.Max(0, value)))], components);
    }

    private static void FixSign(Span<double> component)
    {
        var largest = 0.0;
        foreach (var entry in component)
            if (Math.Abs(entry) > Math.Abs(largest)) largest = entry;
        if (largest >= 0) return;
        for (var i = 0; i < component.Length; i++) component[i] = -component[i];
    }
}
