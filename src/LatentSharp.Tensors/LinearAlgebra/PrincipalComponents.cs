using static System.FormattableString;
using static LatentSharp.RowOperations;

namespace LatentSharp;

/// <summary>
/// The directions in which data vary most (principal component analysis), kept in single precision as they are stored. Immutable.
/// </summary>
public sealed class PrincipalComponents
{
    private const int LargestSide = 16384, LargestStreamed = 4096;

    /// <summary>From here on few components are sought by themselves, without all the others.</summary>
    private const int ManySides = 512;

    private readonly float[] mean, components, explainedVariance, explainedVarianceRatio;

    /// <summary>Takes over components that were found before.</summary>
    /// <param name="mean">D means.</param>
    /// <param name="components">(K, D) rows of length 1, at right angles to each other.</param>
    /// <param name="explainedVariance">K variances.</param>
    /// <param name="explainedVarianceRatio">K shares of the total variance.</param>
    /// <exception cref="BadArgumentException">The lengths do not fit together.</exception>
    public PrincipalComponents(
        ReadOnlySpan<float> mean, ReadOnlySpan<float> components, ReadOnlySpan<float> explainedVariance,
        ReadOnlySpan<float> explainedVarianceRatio)
    {
        if (components.Length != (long)mean.Length * explainedVariance.Length || explainedVarianceRatio.Length != explainedVariance.Length)
        {
            throw new BadArgumentException(
                $"PrincipalComponents: {components.Length} numbers are not {explainedVariance.Length} "
                + $"components of {mean.Length} with {explainedVarianceRatio.Length} ratios.");
        }
        this.mean = mean.ToArray();
        this.components = components.ToArray();
        this.explainedVariance = explainedVariance.ToArray();
        this.explainedVarianceRatio = explainedVarianceRatio.ToArray();
    }

    /// <summary>The number of components, K.</summary>
    public int Count => explainedVariance.Length;

    /// <summary>The mean of each of the D columns.</summary>
    public ReadOnlySpan<float> Mean => mean;

    /// <summary>
    /// (K, D): the components, the one with the largest variance first. In each, the entry of largest magnitude is positive.
    /// </summary>
    public ReadOnlySpan<float> Components => components;

    /// <summary>The variance of the data along each component, with the divisor N - 1.</summary>
    public ReadOnlySpan<float> ExplainedVariance => explainedVariance;

    /// <summary>Each component's share of the variance of all D columns; 0 when nothing varies.</summary>
    public ReadOnlySpan<float> ExplainedVarianceRatio => explainedVarianceRatio;

    /// <summary>
    /// Finds the first components of (N, D) data: eigenvectors of the covariance matrix, or of the matrix of the rows' products when
    /// there are fewer rows than columns. Components beyond the data's rank have no variance and an arbitrary, fixed direction.
    /// </summary>
    /// <param name="samples">(N, D), finite, N ≥ 2.</param>
    /// <param name="rows">N.</param>
    /// <param name="columns">D.</param>
    /// <param name="count">How many components, 1 to min(N, D).</param>
    /// <param name="cancellation">Ends the work with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="BadArgumentException">The sizes do not fit, a value is not finite, or both N and D are above 16384.</exception>
    public static PrincipalComponents Find(
        ReadOnlySpan<float> samples, int rows, int columns, int count, CancellationToken cancellation = default)
    {
        LinearAlgebra.Require(nameof(PrincipalComponents), samples.Length, rows, columns);
        if (rows < 2) throw new BadArgumentException($"PrincipalComponents: {rows} samples do not vary; at least 2 are needed.");
        if (count < 1 || count > Math.Min(rows, columns))
            throw new BadArgumentException(
                $"PrincipalComponents: {count} components of {rows} samples with {columns} values "
                + $"do not exist; 1 to {Math.Min(rows, columns)} do.");
        if (Math.Min(rows, columns) > LargestSide)
            throw new BadArgumentException(
                $"PrincipalComponents: {rows} samples with {columns} values are too large; one of the two may be at most {LargestSide}.");
        LatentSharp.Require.FiniteSamples(samples, columns, nameof(PrincipalComponents));

        var means = LinearAlgebra.ColumnMeans(samples, rows, columns);
        var wide = rows < columns;
        var matrix = wide
            ? LinearAlgebra.RowGram(samples, rows, columns, means)
            : LinearAlgebra.Covariance(samples, rows, columns, means, cancellation);
        var side = Math.Min(rows, columns);
        var (eigen, total) = Eigen(matrix, side, count, cancellation);
        var directions = new double[count * columns];
        if (wide)
        {
            AddRowCombinations(eigen.Vectors.AsSpan(0, count * rows), samples, means, directions);
            OrthonormalRows.Make(directions, count, columns);
        }
        else
        {
            eigen.Vectors.AsSpan(0, directions.Length).CopyTo(directions);
        }
        return Of(means, directions, eigen.Values, total, count);
    }

    /// <summary>Finds the first components of a stream in one pass, which keeps no samples.</summary>
    /// <param name="samples">N ≥ 2 samples of D numbers, D at most 4,096.</param>
    /// <param name="count">How many components, 1 to min(N, D).</param>
    /// <param name="cancellation">Ends the work with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="BadArgumentException">The sizes do not fit.</exception>
    public static PrincipalComponents Find(SampleStream samples, int count, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var (rows, columns) = (samples.Count, samples.Width);
        if (rows < 2) throw new BadArgumentException($"PrincipalComponents: {rows} samples do not vary; at least 2 are needed.");
        if (columns > LargestStreamed)
            throw new BadArgumentException(
                $"PrincipalComponents: samples of {columns} values are too wide for one pass; at most {LargestStreamed} are.");
        if (count < 1 || count > Math.Min(rows, columns))
            throw new BadArgumentException(
                $"PrincipalComponents: {count} components of {rows} samples with {columns} values "
                + $"do not exist; 1 to {Math.Min(rows, columns)} do.");
        var (means, matrix) = LinearAlgebra.MomentsOf(samples, cancellation);
        var (eigen, total) = Eigen(matrix, columns, count, cancellation);
        return Of(means, eigen.Vectors.AsSpan(0, count * columns).ToArray(), eigen.Values, total, count);
    }

    private static (EigenDecomposition Eigen, double Total) Eigen(double[] matrix, int side, int count, CancellationToken cancellation)
    {
        double total = 0;
        for (var i = 0; i < side; i++) total += matrix[(i * side) + i];
        return (
            side >= ManySides && count <= side / 8
                ? LinearAlgebra.LeadingEigen(matrix, side, count, cancellation)
                : LinearAlgebra.SymmetricEigen(matrix, side, cancellation),
            total);
    }

    private static PrincipalComponents Of(double[] means, double[] directions, IReadOnlyList<double> values, double total, int count)
    {
        var columns = means.Length;
        for (var k = 0; k < count; k++) FixSign(directions.AsSpan(k * columns, columns));
        var variances = values.Take(count).Select(value => Math.Max(value, 0)).ToArray();
        return new PrincipalComponents(
            ToSingle(means), ToSingle(directions), ToSingle(variances),
            ToSingle([.. variances.Select(value => total > 0 ? value / total : 0)]));
    }

    /// <summary>Features of samples: (N, D) -> (N, K), (x - mean) · componentsᵀ, summed in double precision.</summary>
    /// <exception cref="BadArgumentException">The lengths are not those of N rows.</exception>
    public void Project(ReadOnlySpan<float> samples, Span<float> features)
    {
        var (d, k) = (mean.Length, Count);
        var rows = features.Length / k;
        LinearAlgebra.Require(nameof(Project), samples.Length, rows, d);
        LinearAlgebra.Require(nameof(Project), features.Length, rows, k);
        var (means, directions) = (ToDouble(mean), ToDouble(components));
        var most = RowsAtOnce(rows);
        var (centred, sums) = (new double[most * d], new double[most * k]);
        for (var i = 0; i < rows; i += most)
        {
            var count = Math.Min(most, rows - i);
            var block = centred.AsSpan(0, count * d);
            var result = sums.AsSpan(0, count * k);
            LinearAlgebra.Centre(samples.Slice(i * d, block.Length), means, block);
            result.Clear();
            LinearAlgebra.AddProduct(new MatrixView(block, count, d), new MatrixView(directions, k, d).Transposed, result);
            for (var j = 0; j < result.Length; j++) features[(i * k) + j] = (float)result[j];
        }
    }

    /// <summary>Samples from features: (N, K) -> (N, D), features · components + mean, summed in double precision.</summary>
    /// <exception cref="BadArgumentException">The lengths are not those of N rows.</exception>
    public void Restore(ReadOnlySpan<float> features, Span<float> samples)
    {
        var (d, k) = (mean.Length, Count);
        var rows = features.Length / k;
        LinearAlgebra.Require(nameof(Restore), features.Length, rows, k);
        LinearAlgebra.Require(nameof(Restore), samples.Length, rows, d);
        var (means, directions) = (ToDouble(mean), ToDouble(components));
        var most = RowsAtOnce(rows);
        var sums = new double[most * d];
        for (var i = 0; i < rows; i += most)
        {
            var count = Math.Min(most, rows - i);
            var result = sums.AsSpan(0, count * d);
            for (var j = 0; j < count; j++) means.CopyTo(result[(j * d)..]);
            var block = ToDouble(features.Slice(i * k, count * k));
            LinearAlgebra.AddProduct(new MatrixView(block, count, k), new MatrixView(directions, k, d), result);
            for (var j = 0; j < result.Length; j++) samples[(i * d) + j] = (float)result[j];
        }
    }

    /// <summary>About 8 MB of doubles; how many changes no result.</summary>
    private int RowsAtOnce(int rows) => Math.Min(rows, Math.Clamp((1 << 20) / Math.Max(mean.Length, 1), 8, 128));

    /// <summary>directions += weights · (samples - means).</summary>
    private static void AddRowCombinations(ReadOnlySpan<double> weights, ReadOnlySpan<float> samples, double[] means, double[] directions)
    {
        var rows = samples.Length / means.Length;
        var centred = new double[samples.Length];
        LinearAlgebra.Centre(samples, means, centred);
        LinearAlgebra.AddProduct(
            new MatrixView(weights, weights.Length / rows, rows), new MatrixView(centred, rows, means.Length), directions);
    }

    private static void FixSign(Span<double> direction)
    {
        var largest = 0;
        for (var i = 1; i < direction.Length; i++)
        {
            if (Math.Abs(direction[i]) > Math.Abs(direction[largest])) largest = i;
        }
        if (direction[largest] < 0) Scale(direction, -1);
    }

    private static float[] ToSingle(double[] values) => Array.ConvertAll(values, value => (float)value);

    private static double[] ToDouble(ReadOnlySpan<float> values)
    {
        var result = new double[values.Length];
        for (var i = 0; i < result.Length; i++) result[i] = values[i];
        return result;
    }
}
