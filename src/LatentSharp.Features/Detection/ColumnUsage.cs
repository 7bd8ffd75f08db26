namespace LatentSharp;

/// <summary>What is usual in columns: their medians and how far values usually are from them.</summary>
internal static class ColumnUsage
{
    /// <summary>What the median absolute deviation of a normal distribution is multiplied by to give its standard deviation.</summary>
    internal const double NormalConsistency = 1.4826;

    /// <summary>
    /// Median and spread of each column of rows (N, D): 1.4826 times the median absolute deviation; where that is 0, as of columns that
    /// mostly hold one value, the standard deviation; where nothing varies 1.
    /// </summary>
    internal static (float[] Usual, float[] Spread) Of(Tensor rows)
    {
        var (n, d) = (rows.Shape[0], rows.Shape[1]);
        var values = rows.AsSpan();
        var (usual, spread, column) = (new float[d], new float[d], new double[n]);
        for (var j = 0; j < d; j++)
        {
            var (sum, squares) = (0.0, 0.0);
            for (var i = 0; i < n; i++) sum += column[i] = values[(i * d) + j];
            var mean = sum / n;
            foreach (var value in column) squares += (value - mean) * (value - mean);
            var median = Median(column);
            usual[j] = (float)median;
            for (var i = 0; i < n; i++) column[i] = Math.Abs(column[i] - median);
            var deviation = NormalConsistency * Median(column);
            if (!(deviation > 0)) deviation = Math.Sqrt(squares / n);
            spread[j] = deviation > 0 ? (float)deviation : 1;
        }
        return (usual, spread);
    }

    /// <summary>The median; sorts what it is given.</summary>
    internal static double Median(double[] values)
    {
        Array.Sort(values);
        return values.Length == 0 ? double.NaN : (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }
}
