namespace LatentSharp;

/// <summary>
/// Learns <see cref="LatentTables"/> from codes: each coefficient's expected magnitude by least squares from those that are known
/// before it, each block weighed by how little is in it and around it, and how often each magnitude comes with each sum. The weights of
/// all coefficients follow from one Cholesky factor of the sources' products.
/// </summary>
internal sealed class LatentStatistics
{
    private const double Ridge = 30, Unseen = 0.05;

    private readonly int coefficients, size, width;
    private readonly double[] products;

    internal LatentStatistics(int coefficients, int size)
    {
        (this.coefficients, this.size, width) = (coefficients, size, LatentTables.Sources * coefficients);
        products = new double[width * width];
    }

    /// <summary>The tables that suit some codes, which are gone through twice.</summary>
    internal LatentTables Learn(IEnumerable<LatentContext> told, CancellationToken cancellation)
    {
        foreach (var one in told)
        {
            cancellation.ThrowIfCancellationRequested();
            Add(one);
        }
        var even = new int[LatentTables.Count * (LatentTables.Escape + 1)];
        Array.Fill(even, (1 << LatentTables.Precision) / (LatentTables.Escape + 1));
        var weights = Solve(cancellation);
        return new LatentTables(
            coefficients, weights, Frequencies(new LatentTables(coefficients, weights, even), told, cancellation));
    }

    /// <summary>Adds the products of all pairs of sources that are not 0.</summary>
    private void Add(LatentContext told)
    {
        var (places, values) = (new int[width], new double[width]);
        for (var block = 0; block < told.Blocks; block++)
        {
            told.Go(block);
            var (count, sum) = (0, 1.0);
            for (var source = 0; source < LatentTables.Sources; source++)
            {
                var own = told.Source(source);
                for (var i = 0; i < own.Length; i++)
                {
                    if (own[i] == 0) continue;
                    (places[count], values[count]) = ((source * coefficients) + i, own[i]);
                    sum += own[i];
                    count++;
                }
            }
            for (var a = 0; a < count; a++)
            {
                var row = products.AsSpan(places[a] * width, width);
                var factor = values[a] / sum;
                for (var b = 0; b <= a; b++) row[places[b]] += factor * values[b];
            }
        }
    }

    /// <summary>(4 · C, C): of each of the last C sources, by those before it.</summary>
    private int[] Solve(CancellationToken cancellation)
    {
        for (var i = 0; i < width; i++) products[(i * width) + i] += Ridge;
        for (var i = 0; i < width; i++)
        {
            if (i % coefficients == 0) cancellation.ThrowIfCancellationRequested();
            var row = products.AsSpan(i * width, i + 1);
            for (var j = 0; j <= i; j++)
            {
                var other = products.AsSpan(j * width, j + 1);
                var rest = row[j];
                for (var k = 0; k < j; k++) rest -= row[k] * other[k];
                row[j] = j < i ? rest / other[j] : Math.Sqrt(rest);
            }
        }
        var weights = new int[width * coefficients];
        for (var i = 0; i < coefficients; i++)
        {
            var before = ((LatentTables.Sources - 1) * coefficients) + i;
            var rest = products.AsSpan(before * width, before).ToArray();
            for (var j = before - 1; j >= 0; j--)
            {
                var row = products.AsSpan(j * width, j + 1);
                rest[j] /= row[j];
                weights[(j * coefficients) + i] = LatentTables.Rounded(rest[j]);
                for (var k = 0; k < j; k++) rest[k] -= rest[j] * row[k];
            }
        }
        return weights;
    }

    private int[] Frequencies(LatentTables tables, IEnumerable<LatentContext> told, CancellationToken cancellation)
    {
        var symbols = LatentTables.Escape + 1;
        var counts = new double[LatentTables.Count * symbols];
        Array.Fill(counts, Unseen);
        foreach (var one in told)
        {
            cancellation.ThrowIfCancellationRequested();
            var context = new LatentContext(tables, coefficients, size, one.Down, one.Across);
            for (var block = 0; block < one.Blocks; block++)
            {
                context.Begin(block);
                for (var i = 0; i < coefficients; i++)
                {
                    var difference = one.Values[(block * coefficients) + i] - context.Prediction(i);
                    counts[(context.Table(i) * symbols) + Math.Min(Math.Abs(difference), LatentTables.Escape)]++;
                    context.Tell(i, difference);
                }
            }
        }
        var frequencies = new int[counts.Length];
        for (var table = 0; table < LatentTables.Count; table++)
            Whole(counts.AsSpan(table * symbols, symbols), frequencies.AsSpan(table * symbols, symbols));
        return frequencies;
    }

    /// <summary>Shares as whole numbers of 1 or more that sum to 2^Precision; the most frequent takes what rounding leaves.</summary>
    private static void Whole(ReadOnlySpan<double> counts, Span<int> frequencies)
    {
        double all = 0;
        foreach (var count in counts) all += count;
        var (sum, most) = (0, 0);
        for (var i = 0; i < counts.Length; i++)
        {
            frequencies[i] = 1 + (int)(counts[i] / all * ((1 << LatentTables.Precision) - counts.Length));
            sum += frequencies[i];
            if (counts[i] > counts[most]) most = i;
        }
        frequencies[most] += (1 << LatentTables.Precision) - sum;
    }
}
