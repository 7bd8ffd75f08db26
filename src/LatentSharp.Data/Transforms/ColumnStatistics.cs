namespace LatentSharp;

/// <summary>What is known of one column of samples, in double precision.</summary>
internal readonly record struct ColumnStatistics(double Minimum, double Maximum, double Mean, double StandardDeviation)
{
    internal bool IsConstant => Minimum == Maximum;

    /// <summary>One for each number of a sample; the standard deviation is that of the whole population.</summary>
    internal static ColumnStatistics[] Of(Tensor samples)
    {
        var values = samples.AsSpan();
        var rows = samples.Shape[0];
        var width = values.Length / rows;
        var minimum = new float[width];
        var maximum = new float[width];
        var mean = new double[width];
        var squares = new double[width];
        Array.Fill(minimum, float.PositiveInfinity);
        Array.Fill(maximum, float.NegativeInfinity);
        for (var row = 0; row < rows; row++)
        {
            var sample = values.Slice(row * width, width);
            for (var i = 0; i < width; i++)
            {
                minimum[i] = Math.Min(minimum[i], sample[i]);
                maximum[i] = Math.Max(maximum[i], sample[i]);
                mean[i] += sample[i];
            }
        }
        for (var i = 0; i < width; i++) mean[i] /= rows;
        for (var row = 0; row < rows; row++)
        {
            var sample = values.Slice(row * width, width);
            for (var i = 0; i < width; i++) squares[i] += (sample[i] - mean[i]) * (sample[i] - mean[i]);
        }
        var columns = new ColumnStatistics[width];
        for (var i = 0; i < width; i++) columns[i] = new ColumnStatistics(minimum[i], maximum[i], mean[i], Math.Sqrt(squares[i] / rows));
        return columns;
    }
}
