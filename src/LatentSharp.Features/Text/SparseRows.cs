using System.Runtime.InteropServices;

namespace LatentSharp;

/// <summary>A matrix of which most is 0: of each row the columns that are not, in their order, and their values.</summary>
internal sealed class SparseRows
{
    private readonly int[] starts, columns;
    private readonly double[] values;

    private SparseRows(int[] starts, int[] columns, double[] values, int width) =>
        (this.starts, this.columns, this.values, Width) = (starts, columns, values, width);

    /// <summary>How many columns there are.</summary>
    internal int Width { get; }

    internal int Count => starts.Length - 1;

    internal ReadOnlySpan<int> Columns(int row) => columns.AsSpan(starts[row]..starts[row + 1]);

    internal Span<double> Values(int row) => values.AsSpan(starts[row]..starts[row + 1]);

    /// <summary>How often each token is in each text; special ones do not count.</summary>
    /// <param name="samples">(N, T, 1): ids.</param>
    /// <param name="width">How many ids there are; larger ones do not count.</param>
    /// <param name="special">How many ids are special, the first ones.</param>
    internal static SparseRows CountsOf(Tensor samples, int width, int special)
    {
        var (rows, steps) = (samples.Shape[0], samples.Shape[1]);
        var starts = new int[rows + 1];
        var (columns, values) = (new List<int>(), new List<double>());
        var own = new int[steps];
        for (var row = 0; row < rows; row++)
        {
            var count = 0;
            foreach (var id in samples.AsSpan().Slice(row * steps, steps))
                if (id >= special && id < width) own[count++] = (int)id;
            var sorted = own.AsSpan(0, count);
            sorted.Sort();
            for (var i = 0; i < count; i++)
            {
                if (i > 0 && sorted[i] == sorted[i - 1])
                {
                    CollectionsMarshal.AsSpan(values)[^1]++;
                    continue;
                }
                columns.Add(sorted[i]);
                values.Add(1);
            }
            starts[row + 1] = columns.Count;
        }
        return new(starts, [.. columns], [.. values], width);
    }

    /// <summary>This · b: (N, width) · (width, n) -> (N, n).</summary>
    internal double[] Times(ReadOnlySpan<double> b, int n)
    {
        var result = new double[Count * n];
        for (var row = 0; row < Count; row++)
        {
            var own = Columns(row);
            for (var i = 0; i < own.Length; i++) Add(result.AsSpan(row * n, n), Values(row)[i], b.Slice(own[i] * n, n));
        }
        return result;
    }

    /// <summary>This, transposed, · b: (width, N) · (N, n) -> (width, n).</summary>
    internal double[] TransposedTimes(ReadOnlySpan<double> b, int n)
    {
        var result = new double[Width * n];
        for (var row = 0; row < Count; row++)
        {
            var own = Columns(row);
            for (var i = 0; i < own.Length; i++) Add(result.AsSpan(own[i] * n, n), Values(row)[i], b.Slice(row * n, n));
        }
        return result;
    }

    private static void Add(Span<double> sum, double factor, ReadOnlySpan<double> terms)
    {
        for (var i = 0; i < sum.Length; i++) sum[i] += factor * terms[i];
    }
}
