namespace LatentSharp;

/// <summary>
/// The least tree over all rows by mutual reachability, max(core of one, core of the other, their distance), where a row's core is its
/// distance to the nearest so many (Prim 1957).
/// </summary>
/// <param name="Core">(N): the core distances.</param>
/// <param name="Edges">N - 1 edges, the shortest first.</param>
internal sealed record SpanningTree(float[] Core, (int From, int To, double Length)[] Edges)
{
    private const int LeastOfThread = 4096;

    internal static SpanningTree Of(Tensor rows, int minSamples, CancellationToken cancellation)
    {
        var (n, d) = (rows.Shape[0], rows.Shape[1]);
        var core = new float[n];
        var k = Math.Min(minSamples - 1, n - 1);
        if (k > 0)
        {
            var far = NeighborIndex.Build(rows, NeighborSearch.Exact, cancellation: cancellation).OfRows(k, cancellation)
                .Distances.ToArray();
            for (var i = 0; i < n; i++) core[i] = far[((i + 1) * k) - 1];
        }
        var (values, reach, from, done) = (rows.ToArray(), new double[n], new int[n], new bool[n]);
        Array.Fill(reach, double.PositiveInfinity);
        var edges = new (int, int, double)[Math.Max(0, n - 1)];
        var current = 0;
        for (var e = 0; e < edges.Length; e++)
        {
            if (e % 256 == 0) cancellation.ThrowIfCancellationRequested();
            done[current] = true;
            var at = current;
            RowWork.ForEach(n, LeastOfThread, (start, end) =>
            {
                var own = values.AsSpan(at * d, d);
                for (var i = start; i < end; i++)
                {
                    if (done[i]) continue;
                    var distance = Math.Sqrt(FloatDistance.Exact(own, values.AsSpan(i * d, d)));
                    distance = Math.Max(distance, Math.Max(core[at], core[i]));
                    if (distance < reach[i]) (reach[i], from[i]) = (distance, at);
                }
            });
            current = -1;
            for (var i = 0; i < n; i++)
                if (!done[i] && (current < 0 || reach[i] < reach[current])) current = i;
            edges[e] = (from[current], current, reach[current]);
        }
        var lengths = Array.ConvertAll(edges, edge => edge.Item3);
        var order = Enumerable.Range(0, edges.Length).OrderBy(e => lengths[e]).ToArray();
        return new SpanningTree(core, [.. order.Select(e => edges[e])]);
    }
}
