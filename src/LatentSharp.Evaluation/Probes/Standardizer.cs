namespace LatentSharp;

/// <summary>
/// Shifts and scales columns to mean 0 and standard deviation 1 (divisor N) of the rows it was made from; a column that is constant but for
/// rounding is only shifted. No column is divided by less than the square root of a share, the floor, of the largest column's variance, so
/// that directions without variance, whose values are rounding, are not blown up.
/// </summary>
internal sealed class Standardizer
{
    private readonly double[] means;
    private readonly double[] scales;

    internal Standardizer(ReadOnlySpan<float> rows, int count, int columns, double floor, bool scale = true)
    {
        means = LinearAlgebra.ColumnMeans(rows, count, columns);
        var sums = new double[columns];
        for (var i = 0; i < rows.Length; i += columns)
        {
            for (var j = 0; j < columns; j++)
            {
                var difference = rows[i + j] - means[j];
                sums[j] += difference * difference;
            }
        }
        scales = new double[columns];
        var least = columns == 0 ? 0 : Math.Sqrt(floor * (sums.Max() / count));
        for (var j = 0; j < columns; j++)
        {
            var deviation = Math.Sqrt(sums[j] / count);
            scales[j] = scale && deviation > 1e-12 * Math.Abs(means[j]) ? 1 / Math.Max(deviation, least) : 1;
        }
    }

    internal Standardizer(double[] means, double[] scales) => (this.means, this.scales) = (means, scales);

    internal double[] Means => means;

    /// <summary>What differences from the means are multiplied by.</summary>
    internal double[] Scales => scales;

    internal int Columns => means.Length;

    internal double[] Apply(ReadOnlySpan<float> rows)
    {
        var result = new double[rows.Length];
        Apply(rows, result);
        return result;
    }

    internal void Apply(ReadOnlySpan<float> rows, Span<double> result)
    {
        for (var i = 0; i < rows.Length; i += means.Length)
            for (var j = 0; j < means.Length; j++) result[i + j] = (rows[i + j] - means[j]) * scales[j];
    }
}
