namespace LatentSharp;

public static partial class LinearAlgebra
{
    /// <summary>The mean of each column of (N, D) data, summed row after row in double precision.</summary>
    /// <exception cref="BadArgumentException">There are no rows, or the number of elements is not rows times columns.</exception>
    public static double[] ColumnMeans(ReadOnlySpan<float> data, int rows, int columns)
    {
        Require(nameof(ColumnMeans), data.Length, rows, columns);
        if (rows == 0) throw new BadArgumentException("ColumnMeans: there are no rows; a mean needs one.");
        var means = new double[columns];
        for (var i = 0; i < rows; i++)
        {
            var row = data.Slice(i * columns, columns);
            for (var j = 0; j < row.Length; j++) means[j] += row[j];
        }
        for (var j = 0; j < means.Length; j++) means[j] /= rows;
        return means;
    }

    /// <summary>
    /// The covariance of the columns of (N, D) data: (x - mean)ᵀ (x - mean) / (N - 1), summed row after row in double precision.
    /// </summary>
    /// <param name="data">(N, D) with N ≥ 2.</param>
    /// <param name="rows">N.</param>
    /// <param name="columns">D.</param>
    /// <param name="means">The D means, from <see cref="ColumnMeans"/>.</param>
    /// <param name="cancellation">Ends the work with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>(D, D), exactly symmetric.</returns>
    /// <exception cref="BadArgumentException">There are fewer than two rows, or the sizes do not fit.</exception>
    public static double[] Covariance(
        ReadOnlySpan<float> data, int rows, int columns, ReadOnlySpan<double> means, CancellationToken cancellation = default)
    {
        Require(nameof(Covariance), data.Length, rows, columns);
        Require(nameof(Covariance), means.Length, 1, columns);
        if (rows < 2) throw new BadArgumentException($"Covariance: {rows} rows; at least 2 are needed.");
        if (columns > LargestSide)
            throw new BadArgumentException($"Covariance: {columns} columns are too many; at most {LargestSide} would fit.");
        var result = new double[columns * columns];
        var centred = new double[Math.Min(rows, Depth) * columns];
        for (var i = 0; i < rows; i += Depth)
        {
            cancellation.ThrowIfCancellationRequested();
            var count = Math.Min(Depth, rows - i);
            var block = centred.AsSpan(0, count * columns);
            Centre(data.Slice(i * columns, block.Length), means, block);
            var view = new MatrixView(block, count, columns);
            AddProduct(view.Transposed, view, result, upperTriangle: true);
        }
        ScaleAndMirror(result, columns, rows - 1);
        return result;
    }

    /// <summary>
    /// Means and covariance (D, D) of a stream in one pass: sums of differences to the means of its first block, in double precision, from
    /// which what the means differ by is taken at the end.
    /// </summary>
    internal static (double[] Means, double[] Covariance) MomentsOf(SampleStream samples, CancellationToken cancellation)
    {
        var (count, columns) = (samples.Count, samples.Width);
        var (result, sums) = (new double[columns * columns], new double[columns]);
        double[]? near = null;
        var centred = new double[Math.Min(count, Depth) * columns];
        foreach (var (_, values) in samples.Blocks())
        {
            near ??= ColumnMeans(values.Span, values.Length / columns, columns);
            for (var at = 0; at < values.Length; at += Depth * columns)
            {
                cancellation.ThrowIfCancellationRequested();
                var block = centred.AsSpan(0, Math.Min(Depth * columns, values.Length - at));
                Centre(values.Span.Slice(at, block.Length), near, block);
                for (var i = 0; i < block.Length; i += columns)
                    for (var j = 0; j < columns; j++) sums[j] += block[i + j];
                var view = new MatrixView(block, block.Length / columns, columns);
                AddProduct(view.Transposed, view, result, upperTriangle: true);
            }
        }
        for (var i = 0; i < columns; i++)
            for (var j = i; j < columns; j++) result[(i * columns) + j] -= sums[i] / count * sums[j];
        ScaleAndMirror(result, columns, count - 1);
        for (var j = 0; j < columns; j++) sums[j] = near![j] + (sums[j] / count);
        return (sums, result);
    }

    /// <summary>(x - mean)(x - mean)ᵀ / (N - 1), (N, N): what <see cref="Covariance"/> is to columns, for rows.</summary>
    internal static double[] RowGram(ReadOnlySpan<float> data, int rows, int columns, ReadOnlySpan<double> means)
    {
        var centred = new double[rows * columns];
        Centre(data, means, centred);
        var result = new double[rows * rows];
        var view = new MatrixView(centred, rows, columns);
        AddProduct(view, view.Transposed, result, upperTriangle: true);
        ScaleAndMirror(result, rows, rows - 1);
        return result;
    }

    internal static void Centre(ReadOnlySpan<float> data, ReadOnlySpan<double> means, Span<double> centred)
    {
        for (var i = 0; i < data.Length; i += means.Length)
        {
            var row = data.Slice(i, means.Length);
            var result = centred.Slice(i, means.Length);
            for (var j = 0; j < result.Length; j++) result[j] = row[j] - means[j];
        }
    }

    private static void ScaleAndMirror(double[] matrix, int size, int divisor)
    {
        for (var i = 0; i < size; i++)
            for (var j = i; j < size; j++) matrix[(j * size) + i] = matrix[(i * size) + j] /= divisor;
    }
}
