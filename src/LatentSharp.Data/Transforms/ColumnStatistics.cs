namespace LatentSharp;

/// <summary>What is known of one column of samples, in double precision.</summary>
internal readonly record struct ColumnStatistics(double Minimum, double Maximum, double Mean, double StandardDeviation)
{
    internal bool IsConstant => Minimum == Maximum;

    /// <summary>One for each number of a sample; the standard deviation is that of the whole population.</summary>
    internal static ColumnStatistics[] Of(Tensor samples) => Of(new RowView(samples), samples.Shape[1..].Count);

    /// <summary>The same of rows, which are cut into lines of as many numbers as there are columns.</summary>
    internal static ColumnStatistics[] Of(RowView rows, int width)
    {
        var (minimum, maximum) = (new float[width], new float[width]);
        var (mean, squares) = (new double[width], new double[width]);
        Array.Fill(minimum, float.PositiveInfinity);
        Array.Fill(maximum, float.NegativeInfinity);
        var lines = 0;
        for (var row = 0; row < rows.Count; row++)
        {
            for (var rest = rows[row]; !rest.IsEmpty; rest = rest[width..], lines++)
            {
                var line = rest[..width];
                for (var i = 0; i < line.Length; i++)
                {
                    minimum[i] = Math.Min(minimum[i], line[i]);
                    maximum[i] = Math.Max(maximum[i], line[i]);
                    mean[i] += line[i];
                }
            }
        }
        for (var i = 0; i < width; i++) mean[i] /= lines;
        for (var row = 0; row < rows.Count; row++)
        {
            for (var rest = rows[row]; !rest.IsEmpty; rest = rest[width..])
            {
                var line = rest[..width];
                for (var i = 0; i < line.Length; i++) squares[i] += (line[i] - mean[i]) * (line[i] - mean[i]);
            }
        }
        var columns = new ColumnStatistics[width];
        for (var i = 0; i < width; i++) columns[i] = new ColumnStatistics(minimum[i], maximum[i], mean[i], Math.Sqrt(squares[i] / lines));
        return columns;
    }
}
