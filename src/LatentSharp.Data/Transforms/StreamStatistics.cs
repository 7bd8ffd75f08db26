using System.Numerics;

namespace LatentSharp;

/// <summary>
/// What a scaler asks of samples, found in one pass that keeps none of them: means and sums of squares of blocks, put together as Chan,
/// Golub and LeVeque 1983 do.
/// </summary>
internal sealed class StreamStatistics
{
    private StreamStatistics(ColumnStatistics[] columns, bool isWhole) => (Columns, IsWhole) = (columns, isWhole);

    /// <summary>One for each number of a sample.</summary>
    internal ColumnStatistics[] Columns { get; }

    /// <summary>Whether all numbers are whole.</summary>
    internal bool IsWhole { get; }

    internal double Minimum => Columns.Min(column => column.Minimum);

    internal double Maximum => Columns.Max(column => column.Maximum);

    internal static StreamStatistics Of(SampleStream samples, CancellationToken cancellation)
    {
        var width = samples.Width;
        var (minimum, maximum) = (new float[width], new float[width]);
        var (mean, squares, own, ownSquares) = (new double[width], new double[width], new double[width], new double[width]);
        Array.Fill(minimum, float.PositiveInfinity);
        Array.Fill(maximum, float.NegativeInfinity);
        var isWhole = true;
        long count = 0;
        foreach (var (_, values) in samples.Blocks())
        {
            cancellation.ThrowIfCancellationRequested();
            var rows = values.Length / width;
            Array.Clear(own);
            Array.Clear(ownSquares);
            for (var rest = values.Span; !rest.IsEmpty; rest = rest[width..])
            {
                AddLine(rest[..width], minimum, maximum, own);
                isWhole = isWhole && IsWholeLine(rest[..width]);
            }
            for (var i = 0; i < width; i++) own[i] /= rows;
            for (var rest = values.Span; !rest.IsEmpty; rest = rest[width..]) AddSquares(rest[..width], own, ownSquares);
            var all = count + rows;
            for (var i = 0; i < width; i++)
            {
                var apart = own[i] - mean[i];
                squares[i] += ownSquares[i] + (apart * apart * count / all * rows);
                mean[i] += apart * rows / all;
            }
            count = all;
        }
        var columns = new ColumnStatistics[width];
        for (var i = 0; i < width; i++) columns[i] = new(minimum[i], maximum[i], mean[i], Math.Sqrt(squares[i] / count));
        return new(columns, isWhole);
    }

    // Each column is summed by itself, in the order of the samples, so that the width of the vectors changes nothing.
    private static void AddLine(ReadOnlySpan<float> line, Span<float> minimum, Span<float> maximum, Span<double> sums)
    {
        var i = 0;
        for (; i <= line.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var values = new Vector<float>(line[i..]);
            Vector.Min(new Vector<float>(minimum[i..]), values).CopyTo(minimum[i..]);
            Vector.Max(new Vector<float>(maximum[i..]), values).CopyTo(maximum[i..]);
            Vector.Widen(values, out var low, out var high);
            (new Vector<double>(sums[i..]) + low).CopyTo(sums[i..]);
            (new Vector<double>(sums[(i + Vector<double>.Count)..]) + high).CopyTo(sums[(i + Vector<double>.Count)..]);
        }
        for (; i < line.Length; i++)
        {
            minimum[i] = Math.Min(minimum[i], line[i]);
            maximum[i] = Math.Max(maximum[i], line[i]);
            sums[i] += line[i];
        }
    }

    private static void AddSquares(ReadOnlySpan<float> line, ReadOnlySpan<double> means, Span<double> squares)
    {
        var i = 0;
        for (; i <= line.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector.Widen(new Vector<float>(line[i..]), out var low, out var high);
            var next = i + Vector<double>.Count;
            (low, high) = (low - new Vector<double>(means[i..]), high - new Vector<double>(means[next..]));
            (new Vector<double>(squares[i..]) + (low * low)).CopyTo(squares[i..]);
            (new Vector<double>(squares[next..]) + (high * high)).CopyTo(squares[next..]);
        }
        for (; i < line.Length; i++) squares[i] += (line[i] - means[i]) * (line[i] - means[i]);
    }

    private static bool IsWholeLine(ReadOnlySpan<float> line)
    {
        var i = 0;
        for (; i <= line.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var values = new Vector<float>(line[i..]);
            if (!Vector.EqualsAll(values, Vector.Truncate(values))) return false;
        }
        for (; i < line.Length; i++)
            if (line[i] != MathF.Truncate(line[i])) return false;
        return true;
    }
}
