using System.Numerics;
using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>
/// Squared Euclidean distances to a fixed set of rows: Σ (a - b)², in double precision, one dimension after another. Eight rows lie side
/// by side in the lanes, so that the width of the vectors changes nothing; differences are squared as they are, so that equal distances
/// come out equal.
/// </summary>
internal sealed class RowDistances
{
    private const int Side = PanelTile.Side;
    private readonly double[] panels;

    internal RowDistances(ReadOnlySpan<float> rows, int count, int columns)
    {
        (Count, Columns) = (count, columns);
        panels = new double[(count + Side - 1) / Side * Side * columns];
        for (var i = 0; i < count; i += Side) Pack(rows, i, count, columns, panels.AsSpan(i * columns));
    }

    internal int Count { get; }

    internal int Columns { get; }

    /// <summary>
    /// The <paramref name="neighbors"/> nearest rows of each query, nearest first; of equal distances the smaller index. Both arrays are
    /// (N, neighbors).
    /// </summary>
    internal (int[] Indices, double[] Distances) Nearest(Tensor queries, int neighbors, CancellationToken cancellation)
    {
        var n = queries.Shape[0];
        var (indices, distances) = (new int[n * neighbors], new double[n * neighbors]);
        Array.Fill(distances, double.PositiveInfinity);
        ForEachBlock(
            queries,
            (query, first, rows) =>
                FindNearest(query, indices.AsSpan(first * neighbors), distances.AsSpan(first * neighbors), rows, neighbors),
            cancellation);
        return (indices, distances);
    }

    /// <summary>Hands out, for each query, its index and its squared distances to all rows; several threads call at once.</summary>
    internal void ForEachQuery(Tensor queries, Action<int, double[]> use, CancellationToken cancellation) =>
        ForEachBlock(queries, (query, first, rows) =>
        {
            var distances = new double[rows][];
            for (var r = 0; r < rows; r++) distances[r] = new double[Count];
            Span<double> tile = stackalloc double[Side * Side];
            for (var i = 0; i < Count; i += Side)
            {
                Distances(query, i, tile);
                for (var r = 0; r < rows; r++) tile.Slice(r * Side, Math.Min(Side, Count - i)).CopyTo(distances[r].AsSpan(i));
            }
            for (var r = 0; r < rows; r++) use(first + r, distances[r]);
        }, cancellation);

    private void ForEachBlock(Tensor queries, Action<double[], int, int> work, CancellationToken cancellation)
    {
        var n = queries.Shape[0];
        System.Threading.Tasks.Parallel.For(0, (n + Side - 1) / Side, new ParallelOptions { CancellationToken = cancellation }, block =>
        {
            var query = new double[Side * Math.Max(Columns, 1)];
            Pack(queries.AsSpan(), block * Side, n, Columns, query);
            work(query, block * Side, Math.Min(Side, n - (block * Side)));
        });
    }

    private void FindNearest(double[] query, Span<int> nearest, Span<double> best, int rows, int neighbors)
    {
        Span<double> tile = stackalloc double[Side * Side];
        for (var i = 0; i < Count; i += Side)
        {
            Distances(query, i, tile);
            var columns = Math.Min(Side, Count - i);
            for (var r = 0; r < rows; r++)
            {
                var mine = best.Slice(r * neighbors, neighbors);
                var distances = tile.Slice(r * Side, Side);
                if (!AnyBelow(distances, mine[^1])) continue;
                for (var c = 0; c < columns; c++)
                {
                    if (distances[c] < mine[^1]) Insert(mine, nearest.Slice(r * neighbors, neighbors), distances[c], i + c);
                }
            }
        }
    }

    /// <summary>The squared distances of eight queries to eight rows from <paramref name="row"/> on.</summary>
    private void Distances(double[] query, int row, Span<double> tile)
    {
        tile.Clear();
        PanelTile.Add<SquaredDifferenceTerm>(ref query[0], ref PanelAt(row), Columns, ref tile[0]);
    }

    private ref double PanelAt(int row) => ref panels.Length == 0 ? ref Unsafe.NullRef<double>() : ref panels[row * Columns];

    private static bool AnyBelow(ReadOnlySpan<double> values, double limit)
    {
        var bound = new Vector<double>(limit);
        for (var i = 0; i < Side; i += Vector<double>.Count)
        {
            if (Vector.LessThanAny(new Vector<double>(values[i..]), bound)) return true;
        }
        return false;
    }

    private static void Insert(Span<double> best, Span<int> indices, double distance, int index)
    {
        var place = best.Length - 1;
        for (; place > 0 && distance < best[place - 1]; place--) (best[place], indices[place]) = (best[place - 1], indices[place - 1]);
        (best[place], indices[place]) = (distance, index);
    }

    private static void Pack(ReadOnlySpan<float> rows, int first, int count, int columns, Span<double> panel)
    {
        for (var r = 0; r < Math.Min(Side, count - first); r++)
        {
            var row = rows.Slice((first + r) * columns, columns);
            for (var c = 0; c < columns; c++) panel[(c * Side) + r] = row[c];
        }
    }
}
