using System.Globalization;

namespace LatentSharp;

/// <summary>How neighbours are looked for.</summary>
public enum NeighborSearch
{
    /// <summary>Exactly where that takes about a minute at most for all rows, and else by a graph.</summary>
    Auto,

    /// <summary>All rows are compared: nothing is missed.</summary>
    Exact,

    /// <summary>A walk over a graph of near rows: quick with many rows, and most of the nearest are found (<see
    /// cref="NeighborIndex.Recall"/>).</summary>
    Graph,
}

/// <summary>The nearest rows of some queries, nearest first; of equal distances the smaller row.</summary>
/// <param name="Rows">(N, k), Int32.</param>
/// <param name="Distances">(N, k), Float32: Euclidean.</param>
public sealed record Neighbors(Tensor Rows, Tensor Distances);

/// <summary>
/// Finds the nearest of a fixed set of rows, exactly or by a graph that is built once: a navigable small world (Malkov et al. 2014;
/// Malkov and Yashunin 2018). The result has the same bits on any number of threads. Immutable and safe for use by many threads at once.
/// </summary>
public sealed class NeighborIndex
{
    private const double MostExact = 8e12;
    /// <summary>So many rows, or all, say how many of the nearest are found.</summary>
    internal const int RecallRows = 200;

    private const int Breadth = 96, CostOfComparing = 16;

    private readonly Tensor rows;
    private readonly ExactNeighbours? exact;
    private readonly NeighbourGraph? graph;

    private NeighborIndex(Tensor rows, ExactNeighbours? exact, NeighbourGraph? graph) =>
        (this.rows, this.exact, this.graph) = (rows, exact, graph);

    /// <summary>The number of rows.</summary>
    public int Count => rows.Shape[0];

    /// <summary>Whether nothing is missed.</summary>
    public bool IsExact => exact is not null;

    /// <summary>How it looks, in words.</summary>
    public string InWords => IsExact ? "exact" : "by a graph of near rows";

    /// <summary>Prepares the search.</summary>
    /// <param name="rows">(N, d), Float32, finite, d ≥ 1.</param>
    /// <param name="search">How; <see cref="NeighborSearch.Auto"/> is exact up to N² · (d + 16) = 8·10¹².</param>
    /// <param name="seed">What the order follows from in which the graph is built.</param>
    /// <param name="cancellation">Ends the work with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="BadArgumentException">The rows have another shape or type, or are not finite.</exception>
    public static NeighborIndex Build(
        Tensor rows, NeighborSearch search = NeighborSearch.Auto, long seed = 0, CancellationToken cancellation = default)
    {
        var values = Samples.Features("NeighborIndex.Build", rows);
        var (count, columns) = (rows.Shape[0], rows.Shape[1]);
        if (count == 0 || columns == 0)
            throw new BadArgumentException($"NeighborIndex.Build: rows of shape {rows.Shape} hold no numbers; at least one row of one "
                + "is needed.");
        if (search == NeighborSearch.Auto)
            search = (double)count * count * (columns + CostOfComparing) <= MostExact ? NeighborSearch.Exact : NeighborSearch.Graph;
        return search == NeighborSearch.Exact
            ? new NeighborIndex(rows, new ExactNeighbours(values, count, columns), null)
            : new NeighborIndex(rows, null, NeighbourGraph.Build(values, count, columns, seed, cancellation));
    }

    /// <summary>The nearest rows of each query.</summary>
    /// <param name="queries">(M, d), Float32, finite.</param>
    /// <param name="neighbors">k, 1 to the number of rows.</param>
    /// <param name="cancellation">Ends the work with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="BadArgumentException">The queries do not fit, or there are fewer rows than neighbours.</exception>
    public Neighbors Search(Tensor queries, int neighbors, CancellationToken cancellation = default)
    {
        Samples.Features("NeighborIndex.Search", queries, rows.Shape[1]);
        Check(neighbors, Count);
        return Found(queries.ToArray(), neighbors, areRows: false, cancellation);
    }

    /// <summary>The nearest others of each row.</summary>
    /// <param name="neighbors">k, 1 to one less than the number of rows.</param>
    /// <param name="cancellation">Ends the work with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="BadArgumentException">There are too few rows.</exception>
    public Neighbors OfRows(int neighbors, CancellationToken cancellation = default)
    {
        Check(neighbors, Count - 1);
        return Found(rows.ToArray(), neighbors, areRows: true, cancellation);
    }

    /// <summary>The share of the nearest rows that are found: 1 of an exact search, else measured on at most 200 of the rows.</summary>
    /// <param name="neighbors">k, 1 to one less than the number of rows.</param>
    /// <param name="cancellation">Ends the work with an <see cref="OperationCanceledException"/>.</param>
    public double Recall(int neighbors, CancellationToken cancellation = default)
    {
        if (IsExact) return 1;
        Check(neighbors, Count - 1);
        var many = Math.Min(RecallRows, Count);
        int[] judged = [.. Enumerable.Range(0, many).Select(i => (int)((long)i * Count / many))];
        var queries = rows.Take(judged);
        var all = new ExactNeighbours(rows.AsSpan(), Count, rows.Shape[1]).Find(queries.ToArray(), neighbors + 1, false, cancellation).Rows;
        var own = graph!.Find(queries.ToArray(), neighbors + 1, false, Breadth, cancellation).Rows;
        var right = 0;
        for (var i = 0; i < many; i++)
            right += all.AsSpan(i * (neighbors + 1), neighbors + 1).ToArray().Intersect(own[(i * (neighbors + 1))..((i + 1) * (neighbors
                + 1))]).Count();
        return (double)right / all.Length;
    }

    /// <summary>The graph's links (N, 32) and where walks begin, for files; null of an exact search.</summary>
    internal (int[] Links, int[] Entries)? Graph => graph?.Parts;

    /// <summary>An index that was saved: links as <see cref="Graph"/> gave them, or null of an exact one.</summary>
    internal static NeighborIndex Restore(Tensor rows, int[]? links, int[]? entries)
    {
        var (count, columns) = (rows.Shape[0], rows.Shape[1]);
        if (links is null || entries is null) return new NeighborIndex(rows, new ExactNeighbours(rows.AsSpan(), count, columns), null);
        var fits = links.Length == count * NeighbourGraph.LinksOfRow && entries.Length > 0
            && links.All(link => link >= -1 && link < count) && entries.All(entry => entry >= 0 && entry < count);
        return fits
            ? new NeighborIndex(rows, null, NeighbourGraph.Restore(rows.AsSpan(), count, columns, links, entries))
            : throw new BadArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"NeighborIndex: links of {links.Length} numbers do not fit {count} rows."));
    }

    private Neighbors Found(float[] queries, int neighbors, bool areRows, CancellationToken cancellation)
    {
        var (found, squares) = exact is not null
            ? exact.Find(queries, neighbors, areRows, cancellation)
            : graph!.Find(queries, neighbors, areRows, Breadth, cancellation);
        Shape shape = [found.Length / neighbors, neighbors];
        return new Neighbors(
            Tensor.From(found, shape).Keep(), Tensor.From(Array.ConvertAll(squares, square => (float)Math.Sqrt(square)), shape).Keep());
    }

    private static void Check(int neighbors, int most)
    {
        if (neighbors < 1 || neighbors > most)
            throw new BadArgumentException($"NeighborIndex: {neighbors} neighbours do not exist; 1 to {Math.Max(0, most)} do.");
    }
}
