namespace LatentSharp;

/// <summary>
/// Rows linked to near ones in all directions, so that a walk from a few beginnings finds the nearest of any query (a navigable small
/// world, Malkov et al. 2014, with the choice of links of Malkov and Yashunin 2018). Rows are put in by batches: each batch looks for its
/// neighbours in what there is, on several threads, and is then linked row by row, so that threads change nothing.
/// </summary>
internal sealed class NeighbourGraph
{
    internal const int LinksOfRow = 32;
    private const int NewLinks = 16, LargestBatch = 2048, FirstRows = 64, BuildingBreadth = 80, Entries = 8;

    private readonly float[] rows;
    private readonly int count, columns;
    private readonly int[] order, links;

    private NeighbourGraph(float[] rows, int count, int columns, int[] order, int[] links) =>
        (this.rows, this.count, this.columns, this.order, this.links) = (rows, count, columns, order, links);

    /// <summary>(N, 32): the rows to which each is linked, -1 for none; and the rows where walks begin.</summary>
    internal (int[] Links, int[] Entries) Parts => (links, order[..Math.Min(Entries, count)]);

    internal static NeighbourGraph Build(ReadOnlySpan<float> rows, int count, int columns, long seed, CancellationToken cancellation)
    {
        var links = new int[count * LinksOfRow];
        Array.Fill(links, -1);
        var graph = new NeighbourGraph(
            rows.ToArray(), count, columns, new RandomStream(seed).Derive("neighbours").Permutation(count), links);
        var done = Math.Min(FirstRows, count);
        for (var i = 1; i < done; i++) graph.Link(graph.order[i], graph.Choose(graph.order[i], graph.order.AsSpan(0, i)));
        while (done < count)
        {
            cancellation.ThrowIfCancellationRequested();
            var (from, size) = (done, Math.Min(Math.Min(LargestBatch, done / 4), count - done));
            var chosen = new int[size][];
            RowWork.ForEach(size, 8, (start, end) =>
            {
                var walk = new Walk(count, BuildingBreadth);
                for (var i = start; i < end; i++)
                {
                    var row = graph.order[from + i];
                    graph.Search(graph.Row(row), walk);
                    chosen[i] = graph.Choose(row, walk.Found);
                }
            });
            for (var i = 0; i < size; i++) graph.Link(graph.order[from + i], chosen[i]);
            done += size;
        }
        return graph;
    }

    /// <summary>Puts a saved graph together again.</summary>
    internal static NeighbourGraph Restore(ReadOnlySpan<float> rows, int count, int columns, int[] links, int[] entries) =>
        new(rows.ToArray(), count, columns, entries, links);

    /// <summary>The nearest rows of each query that a walk finds, and their squared distances.</summary>
    internal (int[] Rows, double[] Distances) Find(
        float[] queries, int neighbors, bool areRows, int breadth, CancellationToken cancellation)
    {
        var n = queries.Length / columns;
        var (found, distances) = (new int[n * neighbors], new double[n * neighbors]);
        RowWork.ForEach(n, 16, (start, end) =>
        {
            var walk = new Walk(count, Math.Max(breadth, neighbors + 1));
            for (var i = start; i < end; i++)
            {
                if (i % 256 == 0) cancellation.ThrowIfCancellationRequested();
                var query = queries.AsSpan(i * columns, columns);
                Search(query, walk);
                var nearest = new NearestList(found.AsSpan(i * neighbors, neighbors), distances.AsSpan(i * neighbors, neighbors));
                foreach (var row in walk.Found)
                    if (!areRows || row != i) nearest.Add(row, FloatDistance.Exact(query, Row(row)));
                // A part of the graph that no link leaves may hold fewer rows than are asked for.
                for (var row = 0; nearest.Count < neighbors; row++)
                    if ((!areRows || row != i) && !walk.Found.Contains(row)) nearest.Add(row, FloatDistance.Exact(query, Row(row)));
            }
        });
        return (found, distances);
    }

    private ReadOnlySpan<float> Row(int row) => rows.AsSpan(row * columns, columns);

    private void Search(ReadOnlySpan<float> query, Walk walk)
    {
        walk.Begin();
        for (var i = 0; i < Math.Min(Entries, count); i++) walk.Meet(order[i], FloatDistance.Squared(query, Row(order[i])));
        while (walk.Next() is var at && at >= 0)
        {
            foreach (var near in links.AsSpan(at * LinksOfRow, LinksOfRow))
            {
                if (near < 0) break;
                if (walk.IsNew(near)) walk.Meet(near, FloatDistance.Squared(query, Row(near)));
            }
        }
    }

    /// <summary>Of candidates the nearest, but those only that are nearer to the row than to any chosen before.</summary>
    private int[] Choose(int row, ReadOnlySpan<int> candidates, int most = NewLinks)
    {
        var distances = new float[candidates.Length];
        var sorted = candidates.ToArray();
        for (var i = 0; i < sorted.Length; i++) distances[i] = FloatDistance.Squared(Row(row), Row(sorted[i]));
        Array.Sort(distances, sorted);
        var (chosen, rest) = (new List<int>(most), new List<int>());
        for (var i = 0; i < sorted.Length && chosen.Count < most; i++)
        {
            var near = true;
            foreach (var other in chosen)
            {
                near = FloatDistance.Squared(Row(other), Row(sorted[i])) > distances[i];
                if (!near) break;
            }
            (near ? chosen : rest).Add(sorted[i]);
        }
        foreach (var other in rest)
        {
            if (chosen.Count >= most / 2) break;
            chosen.Add(other);
        }
        return [.. chosen];
    }

    private void Link(int row, int[] chosen)
    {
        chosen.CopyTo(links.AsSpan(row * LinksOfRow));
        foreach (var other in chosen)
        {
            var own = links.AsSpan(other * LinksOfRow, LinksOfRow);
            var free = own.IndexOf(-1);
            if (free >= 0)
            {
                own[free] = row;
                continue;
            }
            var kept = Choose(other, [.. own, row], LinksOfRow);
            own.Fill(-1);
            kept.CopyTo(own);
        }
    }

    /// <summary>The nearest rows that a walk has met, and which of them it has not looked behind yet.</summary>
    private sealed class Walk(int count, int breadth)
    {
        private readonly int[] seen = new int[count], rows = new int[breadth];
        private readonly float[] distances = new float[breadth];
        private readonly bool[] behind = new bool[breadth];
        private int round, found, next;

        internal ReadOnlySpan<int> Found => rows.AsSpan(0, found);

        internal void Begin() => (round, found, next) = (round + 1, 0, 0);

        internal bool IsNew(int row)
        {
            if (seen[row] == round) return false;
            seen[row] = round;
            return true;
        }

        internal void Meet(int row, float distance)
        {
            seen[row] = round;
            if (found == breadth && !(distance < distances[^1])) return;
            var place = found == breadth ? found - 1 : found++;
            for (; place > 0 && distance < distances[place - 1]; place--)
                (rows[place], distances[place], behind[place]) = (rows[place - 1], distances[place - 1], behind[place - 1]);
            (rows[place], distances[place], behind[place]) = (row, distance, false);
            next = Math.Min(next, place);
        }

        internal int Next()
        {
            while (next < found && behind[next]) next++;
            if (next == found) return -1;
            behind[next] = true;
            return rows[next];
        }
    }
}
