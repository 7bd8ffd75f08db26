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

    /// <summary>This · bᵀ, transposed: of n rows b (n, width) -> (n, N).</summary>
    internal double[] Times(ReadOnlySpan<double> b, int n)
    {
        var result = new double[n * Count];
        for (var direction = 0; direction < n; direction++)
        {
            var own = b.Slice(direction * Width, Width);
            for (var row = 0; row < Count; row++)
            {
                var sum = 0.0;
                for (var i = starts[row]; i < starts[row + 1]; i++) sum += values[i] * own[columns[i]];
                result[(direction * Count) + row] = sum;
            }
        }
        return result;
    }

    /// <summary>b · this: of n rows b (n, N) -> (n, width).</summary>
    internal double[] TransposedTimes(ReadOnlySpan<double> b, int n)
    {
        var result = new double[n * Width];
        for (var direction = 0; direction < n; direction++)
        {
            var sums = result.AsSpan(direction * Width, Width);
            var own = b.Slice(direction * Count, Count);
            for (var row = 0; row < Count; row++)
                for (var i = starts[row]; i < starts[row + 1]; i++) sums[columns[i]] += values[i] * own[row];
        }
        return result;
    }
}
