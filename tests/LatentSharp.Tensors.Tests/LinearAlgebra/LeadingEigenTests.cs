namespace LatentSharp.Tests;

/// <summary>The leading eigenvalues of matrices that are made from known ones: A = Q Λ Qᵀ with Q a product of reflections.</summary>
public class LeadingEigenTests
{
    private const int Size = 300;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(30)]
    public void Finds_what_the_matrix_was_made_of(int count)
    {
        // They fall as those of images do; the second occurs three times.
        var values = Enumerable.Range(0, Size).Select(i => i is 2 or 3 ? 50 : 100 / Math.Pow(i + 1, 1.0)).ToArray();
        var matrix = Made(values);
        var found = LinearAlgebra.LeadingEigen(matrix, Size, count);
        found.Values.Length.ShouldBe(count);
        for (var k = 0; k < count; k++)
        {
            found.Values[k].ShouldBe(values[k], 1e-10);
            var v = found.Vectors.AsSpan(k * Size, Size).ToArray();
            for (var i = 0; i < Size; i++) Dot(matrix.AsSpan(i * Size, Size), v).ShouldBe(values[k] * v[i], 1e-9);
            for (var j = 0; j <= k; j++) Dot(found.Vectors.AsSpan(j * Size, Size), v).ShouldBe(j == k ? 1 : 0, 1e-11);
        }
    }

    [Fact]
    public void Falls_back_where_nothing_leads()
    {
        var values = Enumerable.Range(0, Size).Select(i => i < 6 ? 2.0 : 1).ToArray();
        LinearAlgebra.LeadingEigen(Made(values), Size, 8).Values.Zip(values)
            .ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-12);
        LinearAlgebra.LeadingEigen(new double[Size * Size], Size, 3).Values.ShouldBe([0, 0, 0]);
    }

    [Fact]
    public void Gives_the_same_bits_again() =>
        LinearAlgebra.LeadingEigen(Made([.. Enumerable.Range(1, Size).Select(i => 1.0 / i)]), Size, 5).Vectors
            .ShouldBe(LinearAlgebra.LeadingEigen(Made([.. Enumerable.Range(1, Size).Select(i => 1.0 / i)]), Size, 5).Vectors);

    [Fact]
    public void Refuses_counts_that_do_not_fit()
    {
        Should.Throw<BadArgumentException>(() => LinearAlgebra.LeadingEigen(new double[4], 2, 3)).Message.ShouldContain("3 eigenvalues");
        Should.Throw<BadArgumentException>(() => LinearAlgebra.LeadingEigen(new double[5], 2, 1));
    }

    /// <summary>Q Λ Qᵀ, where Q = H₁H₂H₃ and each H is I - 2 u uᵀ for a unit vector u.</summary>
    private static double[] Made(double[] values)
    {
        var matrix = new double[Size * Size];
        for (var i = 0; i < Size; i++) matrix[(i * Size) + i] = values[i];
        for (var h = 1; h <= 3; h++)
        {
            var u = Enumerable.Range(0, Size).Select(i => Math.Sin((h * 1.3 * i) + (0.01 * i * i))).ToArray();
            var length = Math.Sqrt(Dot(u, u));
            u = Array.ConvertAll(u, value => value / length);
            // (I - 2uuᵀ) A (I - 2uuᵀ) = A - 2u(Au)ᵀ - 2(Au)uᵀ + 4(uᵀAu)uuᵀ for a symmetric A.
            var au = Enumerable.Range(0, Size).Select(i => Dot(matrix.AsSpan(i * Size, Size), u)).ToArray();
            var uau = Dot(u, au);
            for (var i = 0; i < Size; i++)
                for (var j = 0; j < Size; j++) matrix[(i * Size) + j] += (4 * uau * u[i] * u[j]) - (2 * ((u[i] * au[j]) + (au[i] * u[j])));
        }
        return matrix;
    }

    private static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double sum = 0;
        for (var i = 0; i < x.Length; i++) sum += x[i] * y[i];
        return sum;
    }
}
