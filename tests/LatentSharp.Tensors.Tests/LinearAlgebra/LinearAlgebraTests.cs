namespace LatentSharp.Tests;

public class LinearAlgebraTests
{
    private static double[] Reference(string name) => EvaluationReference.Numbers("matrices", name);

    [Fact]
    public void Eigenvalues_and_vectors_are_those_of_NumPy()
    {
        var eigen = LinearAlgebra.SymmetricEigen(Reference("symmetric"), 9);
        ShouldBeNear(eigen.Values, Reference("values"), 1e-12);
        var expected = Reference("vectors");
        for (var i = 0; i < 9; i++)
        {
            // The sign of an eigenvector is free.
            var dot = Enumerable.Range(0, 9).Sum(j => eigen.Vectors[(9 * i) + j] * expected[(9 * i) + j]);
            Math.Abs(dot).ShouldBe(1, 1e-12);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(67)]
    [InlineData(130)]
    public void Eigenvectors_are_orthonormal_and_rebuild_the_matrix(int n)
    {
        var a = Symmetric(n, (ulong)n);
        ShouldRebuild(a, n);
    }

    [Fact]
    public void Rows_are_made_orthonormal_however_near_to_each_other_they_are()
    {
        // (3, 4, 0), a millionth beside it along the third axis, and nothing new: what is left are 0.6 0.8 0, 0 0 1 and 0.8 -0.6 0.
        double[] rows = [3, 4, 0, 3, 4, 1e-6, 6, 8, 0];
        LinearAlgebra.MakeOrthonormal(rows, 3, 3);
        ShouldBeNear(rows[..6], [0.6, 0.8, 0, 0, 0, 1], 1e-9);
        Math.Abs((0.8 * rows[6]) - (0.6 * rows[7])).ShouldBe(1, 1e-9);
        Should.Throw<BadArgumentException>(() => LinearAlgebra.MakeOrthonormal(new double[6], 3, 2)).Message.ShouldContain("3 rows of 2");
    }

    [Fact]
    public void Matrices_with_repeated_zero_huge_and_tiny_eigenvalues_are_taken_apart()
    {
        const int n = 24;
        var identity = new double[n * n];
        for (var i = 0; i < n; i++) identity[(n * i) + i] = 1;
        ShouldRebuild(identity, n);
        ShouldRebuild(new double[n * n], n);
        // Rank one: vᵀv once, 0 otherwise.
        var outer = new double[n * n];
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++) outer[(n * i) + j] = (i + 1.0) * (j + 1);
        ShouldRebuild(outer, n);
        LinearAlgebra.SymmetricEigen(outer, n).Values[0].ShouldBe(4900, 1e-9); // 24 · 25 · 49 / 6
        ShouldRebuild([.. outer.Select(x => x * 1e200)], n);
        ShouldRebuild([.. outer.Select(x => x * 1e-200)], n);
    }

    [Fact]
    public void Eigenvalues_of_a_two_by_two_matrix_are_those_by_hand()
    {
        var eigen = LinearAlgebra.SymmetricEigen([2, 1, 1, 2], 2);
        ShouldBeNear(eigen.Values, [3, 1], 1e-15);
        Math.Abs(eigen.Vectors[0]).ShouldBe(Math.Sqrt(0.5), 1e-15);
        (eigen.Vectors[0] * eigen.Vectors[1]).ShouldBe(0.5, 1e-15);
        (eigen.Vectors[2] * eigen.Vectors[3]).ShouldBe(-0.5, 1e-15);
    }

    [Fact]
    public void Not_finite_matrices_are_refused_in_one_sentence() =>
        Should.Throw<BadArgumentException>(() => LinearAlgebra.SymmetricEigen([1, double.NaN, double.NaN, 1], 2))
            .Message.ShouldBe("SymmetricEigen: the matrix holds NaN; all its elements must be finite.");

    [Fact]
    public void Eigen_stops_when_asked()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Should.Throw<OperationCanceledException>(() => LinearAlgebra.SymmetricEigen([1, 0, 0, 1], 2, source.Token));
    }

    [Fact]
    public void Qr_with_its_signs_fixed_is_that_of_NumPy()
    {
        var qr = LinearAlgebra.ThinQr(Reference("tall"), 7, 4);
        ShouldBeNear(qr.Q, Reference("q"), 1e-14);
        ShouldBeNear(qr.R, Reference("r"), 1e-14);
    }

    [Fact]
    public void Qr_of_dependent_columns_is_still_orthonormal()
    {
        // The second column is twice the first, the third zero.
        var qr = LinearAlgebra.ThinQr([1, 2, 0, 2, 4, 0, 3, 6, 0, 4, 8, 0], 4, 3);
        ShouldBeNear(Multiply(Transpose(qr.Q, 4, 3), qr.Q, 3, 4, 3), [1, 0, 0, 0, 1, 0, 0, 0, 1], 1e-14);
        ShouldBeNear(Multiply(qr.Q, qr.R, 4, 3, 3), [1, 2, 0, 2, 4, 0, 3, 6, 0, 4, 8, 0], 1e-14);
        qr.R[0].ShouldBe(Math.Sqrt(30), 1e-14);
    }

    [Fact]
    public void A_wide_matrix_has_no_thin_qr() =>
        Should.Throw<BadArgumentException>(() => LinearAlgebra.ThinQr([1, 2], 1, 2)).Message.ShouldContain("(1, 2)");

    [Fact]
    public void Cholesky_solves_what_NumPy_solves() =>
        ShouldBeNear(LinearAlgebra.SolveCholesky(Reference("positive"), 9, Reference("right")), Reference("solution"), 1e-11);

    [Fact]
    public void Cholesky_refuses_what_is_not_positive_definite() =>
        Should.Throw<BadArgumentException>(() => LinearAlgebra.SolveCholesky([1, 2, 2, 1], 2, [1, 1]))
            .Message.ShouldBe("SolveCholesky: the matrix is not positive definite; pivot 1 of 2 is -3.");

    [Fact]
    public void Covariance_is_that_of_NumPy()
    {
        var data = Array.ConvertAll(Reference("tall"), x => (float)x);
        ShouldBeNear(LinearAlgebra.Covariance(data, 7, 4, LinearAlgebra.ColumnMeans(data, 7, 4)), Reference("covariance"), 1e-14);
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(8, 8, 8)]
    [InlineData(3, 17, 129)]
    [InlineData(20, 9, 300)]
    [InlineData(5, 4, 0)]
    [InlineData(2, 2051, 130)]
    public void A_product_adds_its_terms_in_order_with_fused_multiply_add(int m, int n, int k)
    {
        var (a, b, c) = (Numbers(m * k, 1), Numbers(k * n, 2), Numbers(m * n, 3));
        var expected = c.ToArray();
        for (var i = 0; i < m; i++)
            for (var j = 0; j < n; j++)
                for (var t = 0; t < k; t++)
                    expected[(i * n) + j] = Math.FusedMultiplyAdd(a[(i * k) + t], b[(t * n) + j], expected[(i * n) + j]);

        var plain = c.ToArray();
        LinearAlgebra.AddProduct(new MatrixView(a, m, k), new MatrixView(b, k, n), plain);
        plain.ShouldBe(expected);

        var transposed = c.ToArray();
        LinearAlgebra.AddProduct(
            new MatrixView(Transpose(a, m, k), k, m).Transposed, new MatrixView(Transpose(b, k, n), n, k).Transposed, transposed);
        transposed.ShouldBe(expected);
    }

    [Fact]
    public void Products_that_do_not_fit_say_so() =>
        Should.Throw<BadArgumentException>(() =>
            LinearAlgebra.AddProduct(new MatrixView([1, 2], 1, 2), new MatrixView([1, 2, 3], 3, 1), new double[1]))
            .Message.ShouldBe("AddProduct: (1, 2) and (3, 1) do not fit; the inner sizes 2 and 3 differ.");

    private static void ShouldRebuild(double[] a, int n)
    {
        var eigen = LinearAlgebra.SymmetricEigen(a, n);
        var scale = a.Any(x => x != 0) ? a.Max(Math.Abs) : 1;
        eigen.Values.ShouldBe(eigen.Values.OrderDescending());
        var identity = Multiply(eigen.Vectors, Transpose(eigen.Vectors, n, n), n, n, n);
        var scaled = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                identity[(i * n) + j].ShouldBe(i == j ? 1 : 0, 1e-13);
                scaled[(i * n) + j] = eigen.Vectors[(i * n) + j] * (eigen.Values[i] / scale);
            }
        }
        var rebuilt = Multiply(Transpose(eigen.Vectors, n, n), scaled, n, n, n);
        ShouldBeNear(rebuilt, [.. a.Select(x => x / scale)], 1e-13 * n);
    }

    private static void ShouldBeNear(double[] actual, double[] expected, double tolerance)
    {
        actual.Length.ShouldBe(expected.Length);
        for (var i = 0; i < actual.Length; i++) actual[i].ShouldBe(expected[i], tolerance, $"at {i}");
    }

    private static double[] Symmetric(int n, ulong seed)
    {
        var a = Numbers(n * n, seed);
        for (var i = 0; i < n; i++)
            for (var j = 0; j < i; j++) a[(i * n) + j] = a[(j * n) + i];
        return a;
    }

    private static double[] Numbers(int count, ulong seed)
    {
        var values = new double[count];
        for (var i = 0; i < count; i++)
        {
            seed = (seed * 6364136223846793005) + 1442695040888963407;
            values[i] = ((seed >> 11) * (1.0 / (1UL << 53))) - 0.5;
        }
        return values;
    }

    private static double[] Transpose(double[] a, int rows, int columns) =>
        [.. Enumerable.Range(0, rows * columns).Select(i => a[(i % rows * columns) + (i / rows)])];

    private static double[] Multiply(double[] a, double[] b, int m, int k, int n)
    {
        var c = new double[m * n];
        for (var i = 0; i < m; i++)
            for (var j = 0; j < n; j++)
                for (var t = 0; t < k; t++) c[(i * n) + j] += a[(i * k) + t] * b[(t * n) + j];
        return c;
    }
}
