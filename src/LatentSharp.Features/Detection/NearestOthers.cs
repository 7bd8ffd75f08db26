namespace LatentSharp;

/// <summary>The nearest of learned rows, exactly; of rows that were learned themselves the nearest others.</summary>
internal static class NearestOthers
{
    /// <summary>
    /// For each learned row its nearest others, nearest first, and their squared distances: (N, k) each. A row is never its own neighbour,
    /// one that is equal to it may be.
    /// </summary>
    internal static (int[] Indices, double[] Distances) Of(
        RowDistances learned, Tensor rows, int neighbours, CancellationToken cancellation)
    {
        var (near, far) = learned.Nearest(rows, neighbours + 1, cancellation);
        var n = rows.Shape[0];
        var (indices, distances) = (new int[n * neighbours], new double[n * neighbours]);
        for (var i = 0; i < n; i++)
        {
            // Where more rows are equal to it than are sought, it is not among its nearest, and the last one is left out.
            var (from, to) = (i * (neighbours + 1), i * neighbours);
            for (var (at, kept) = (0, 0); at <= neighbours && kept < neighbours; at++)
            {
                if (near[from + at] == i) continue;
                (indices[to + kept], distances[to + kept]) = (near[from + at], far[from + at]);
                kept++;
            }
        }
        return (indices, distances);
    }
}
