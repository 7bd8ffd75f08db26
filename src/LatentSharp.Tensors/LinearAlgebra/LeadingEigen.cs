using static LatentSharp.RowOperations;

namespace LatentSharp;

public static partial class LinearAlgebra
{
    /// <summary>Vectors that the search starts from: an eigenvalue that occurs as often is still found as often.</summary>
    private const int Chains = 4;

    /// <summary>What an eigenvector may be off by, A v - λ v, beside the largest eigenvalue.</summary>
    private const double Accuracy = 1e-12;

    /// <summary>
    /// The largest eigenvalues of a symmetric matrix without negative ones, and their eigenvectors: Lanczos's method from four random
    /// vectors, each new vector at right angles to all before (Golub and Van Loan, Matrix Computations, 10.3). It takes some hundred
    /// products with the matrix where <see cref="SymmetricEigen"/> takes 9·n³ operations, which it falls back to when it has not converged
    /// after 10·count + 200 of them.
    /// </summary>
    /// <param name="matrix">(n, n), symmetric and positive semidefinite; that is trusted, not checked.</param>
    /// <param name="size">n.</param>
    /// <param name="count">How many, 1 to n. Of an eigenvalue that occurs more than four times, exactly, four may be found.</param>
    /// <param name="cancellation">Ends the work with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="BadArgumentException">The matrix is not square, or the count does not fit.</exception>
    public static EigenDecomposition LeadingEigen(
        ReadOnlySpan<double> matrix, int size, int count, CancellationToken cancellation = default)
    {
        Require(nameof(LeadingEigen), matrix.Length, size, size);
        if (count < 1 || count > size)
            throw new BadArgumentException($"LeadingEigen: {count} eigenvalues of a matrix of {size} rows do not exist; 1 to {size} do.");
        var limit = Math.Min(size / 2, (10 * count) + 200);
        var search = new LanczosSearch(size, limit + (2 * Chains));
        for (var next = (2 * count) + 20; next <= limit; next += Math.Max(next / 4, Chains))
        {
            while (search.Steps < next && search.HasMore)
            {
                cancellation.ThrowIfCancellationRequested();
                search.Step(matrix);
            }
            if (!search.HasMore) break;
            if (search.Leading(count, cancellation) is { } found) return found;
        }
        var all = SymmetricEigen(matrix, size, cancellation);
        return new EigenDecomposition(all.Values[..count], all.Vectors[..(count * size)]);
    }

    /// <summary>An orthonormal basis that grows by products with the matrix, and the matrix as it looks in this basis.</summary>
    private sealed class LanczosSearch
    {
        private readonly int size, capacity;
        private readonly double[] basis, projected, products;
        private int vectors;

        internal LanczosSearch(int size, int capacity)
        {
            (this.size, this.capacity) = (size, capacity);
            (basis, projected, products) = (new double[capacity * size], new double[capacity * capacity], new double[Chains * size]);
            var numbers = new float[Chains * size];
            new RandomStream(1).Normal(numbers);
            for (var i = 0; i < numbers.Length; i++) basis[i] = numbers[i];
            vectors = Math.Min(Chains, size);
            OrthonormalRows.Make(basis, vectors, size);
        }

        /// <summary>Vectors of the basis that were multiplied by the matrix.</summary>
        internal int Steps { get; private set; }

        internal bool HasMore => Steps < vectors;

        /// <summary>
        /// Multiplies the vectors that wait, in one pass over the matrix, and adds what is new in the products to the basis.
        /// </summary>
        internal void Step(ReadOnlySpan<double> matrix)
        {
            var waiting = Math.Min(Chains, vectors - Steps);
            products.AsSpan().Clear();
            for (var i = 0; i < size; i++)
                for (var c = 0; c < waiting; c++)
                    AddScaled(products.AsSpan(c * size, size), Vector(Steps + c)[i], matrix.Slice(i * size, size));
            for (var c = 0; c < waiting; c++) Add(products.AsSpan(c * size, size), Steps + c);
            Steps += waiting;
        }

        /// <summary>The largest eigenvalues, when their vectors are accurate; otherwise null.</summary>
        internal EigenDecomposition? Leading(int count, CancellationToken cancellation)
        {
            var square = new double[Steps * Steps];
            for (var i = 0; i < Steps; i++)
                for (var j = 0; j < Steps; j++)
                    square[(i * Steps) + j] = 0.5 * (projected[(i * capacity) + j] + projected[(j * capacity) + i]);
            var inside = SymmetricEigen(square, Steps, cancellation);
            var found = new double[count * size];
            for (var k = 0; k < count; k++)
            {
                var weights = inside.Vectors.AsSpan(k * Steps, Steps);
                if (Residual(weights) > Accuracy * inside.Values[0]) return null;
                for (var j = 0; j < Steps; j++) AddScaled(found.AsSpan(k * size, size), weights[j], Vector(j));
            }
            return new EigenDecomposition(inside.Values[..count], found);
        }

        /// <summary>The part of a product that is beside the basis so far becomes its next vector.</summary>
        private void Add(Span<double> product, int column)
        {
            var before = Math.Sqrt(Dot(product, product));
            for (var pass = 0; pass < 2; pass++)
            {
                for (var i = 0; i < vectors; i++)
                {
                    var share = Dot(product, Vector(i));
                    AddScaled(product, -share, Vector(i));
                    projected[(i * capacity) + column] += share;
                }
            }
            var rest = Math.Sqrt(Dot(product, product));
            if (rest <= Accuracy * before) return;
            projected[(vectors * capacity) + column] = rest;
            Scale(product, 1 / rest);
            product.CopyTo(basis.AsSpan(vectors * size, size));
            vectors++;
        }

        /// <summary>The length of A v - λ v: what the product has in the vectors that were not multiplied yet.</summary>
        private double Residual(ReadOnlySpan<double> weights)
        {
            double sum = 0;
            for (var i = Steps; i < vectors; i++)
            {
                var part = Dot(weights, projected.AsSpan(i * capacity, Steps));
                sum += part * part;
            }
            return Math.Sqrt(sum);
        }

        private Span<double> Vector(int index) => basis.AsSpan(index * size, size);
    }
}
