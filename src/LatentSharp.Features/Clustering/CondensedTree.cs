using static System.FormattableString;

namespace LatentSharp;

/// <summary>Which dense groups last longest while the least density rises, and who belongs to them (Campello et al. 2013).</summary>
/// <param name="Labels">(N): the cluster of each row, -1 for none.</param>
/// <param name="Strengths">(N): how strongly, 0 to 1.</param>
/// <param name="Births">The density, one over a distance, at which each cluster begins.</param>
/// <param name="Deaths">That at which its last row leaves it.</param>
internal sealed record CondensedTree(int[] Labels, float[] Strengths, float[] Births, float[] Deaths)
{
    /// <summary>Rows at distance 0 are not infinitely dense, so that sums stay numbers.</summary>
    private const double Densest = 1e12;

    internal string Reason { get; private init; } = "";

    internal static CondensedTree Of(SpanningTree tree, int minClusterSize)
    {
        var n = tree.Core.Length;
        var (left, right, lengths, sizes) = Hierarchy(tree, n);
        // What leaves a group: a row, or a group of its own; and at what density.
        List<int> parents = [], children = [];
        List<double> densities = [];
        List<int> counts = [];
        var groups = 1;
        var groupOf = new Dictionary<int, int> { [(2 * n) - 2] = 0 };
        for (var node = (2 * n) - 2; node >= n; node--)
        {
            if (!groupOf.TryGetValue(node, out var group)) continue;
            var density = Density(lengths[node - n]);
            var (a, b) = (left[node - n], right[node - n]);
            var (large, other) = (sizes[a] >= minClusterSize, sizes[b] >= minClusterSize);
            if (large && other)
            {
                foreach (var child in (ReadOnlySpan<int>)[a, b])
                {
                    Leave(group, n + groups, density, sizes[child]);
                    groupOf[child] = groups++;
                }
                continue;
            }
            foreach (var (child, stays) in (ReadOnlySpan<(int, bool)>)[(a, large), (b, other)])
            {
                if (stays) groupOf[child] = group;
                else foreach (var row in RowsBelow(child)) Leave(group, row, density, 1);
            }
        }
        return Select([.. parents], [.. children], [.. densities], [.. counts], n, groups, minClusterSize);

        void Leave(int parent, int child, double density, int count)
        {
            parents.Add(parent);
            children.Add(child);
            densities.Add(density);
            counts.Add(count);
        }

        IEnumerable<int> RowsBelow(int node)
        {
            var open = new Stack<int>([node]);
            while (open.TryPop(out var at))
            {
                if (at < n)
                {
                    yield return at;
                    continue;
                }
                open.Push(right[at - n]);
                open.Push(left[at - n]);
            }
        }
    }

    private static double Density(double length) => Math.Min(Densest, 1 / length);

    /// <summary>Groups that join, the nearest first: N rows, then node N + e of edge e.</summary>
    private static (int[] Left, int[] Right, double[] Lengths, int[] Sizes) Hierarchy(SpanningTree tree, int n)
    {
        var edges = tree.Edges;
        var (left, right, lengths) = (new int[edges.Length], new int[edges.Length], new double[edges.Length]);
        var (sizes, top) = (new int[n + edges.Length], new int[n + edges.Length]);
        for (var i = 0; i < top.Length; i++) (top[i], sizes[i]) = (i, i < n ? 1 : 0);
        for (var e = 0; e < edges.Length; e++)
        {
            (left[e], right[e], lengths[e]) = (Top(edges[e].From), Top(edges[e].To), edges[e].Length);
            (top[left[e]], top[right[e]]) = (n + e, n + e);
            sizes[n + e] = sizes[left[e]] + sizes[right[e]];
        }
        return (left, right, lengths, sizes);

        int Top(int at)
        {
            while (top[at] != at) (top[at], at) = (top[top[at]], top[at]);
            return at;
        }
    }

    private static CondensedTree Select(
        int[] parents, int[] children, double[] densities, int[] counts, int n, int groups, int minClusterSize)
    {
        var (births, stability, below, parentOf) = (new double[groups], new double[groups], new double[groups], new int[groups]);
        var last = new double[groups];
        for (var e = 0; e < parents.Length; e++)
            if (children[e] >= n) (births[children[e] - n], parentOf[children[e] - n]) = (densities[e], parents[e]);
        for (var e = 0; e < parents.Length; e++)
        {
            stability[parents[e]] += (densities[e] - births[parents[e]]) * counts[e];
            last[parents[e]] = Math.Max(last[parents[e]], densities[e]);
        }
        var chosen = new bool[groups];
        // Groups are numbered from the root down. The root, which is all rows, is no cluster.
        for (var group = groups - 1; group > 0; group--)
        {
            chosen[group] = stability[group] >= below[group];
            below[parentOf[group]] += Math.Max(stability[group], below[group]);
        }
        for (var group = 1; group < groups; group++)
            if (IsWithin(parentOf[group])) chosen[group] = false;
        var numbers = new int[groups];
        var clusters = 0;
        for (var group = 0; group < groups; group++) numbers[group] = chosen[group] ? clusters++ : -1;

        var (labels, strengths) = (new int[n], new float[n]);
        Array.Fill(labels, -1);
        for (var e = 0; e < parents.Length; e++)
        {
            if (children[e] >= n) continue;
            var group = parents[e];
            while (group > 0 && !chosen[group]) group = parentOf[group];
            if (!chosen[group]) continue;
            labels[children[e]] = numbers[group];
            strengths[children[e]] = last[group] > 0 ? (float)(Math.Min(densities[e], last[group]) / last[group]) : 1;
        }
        int[] own = [.. Enumerable.Range(0, groups).Where(group => chosen[group])];
        var left = labels.Count(label => label < 0);
        return new CondensedTree(labels, strengths, Of(births), Of(last))
        {
            Reason = Invariant($"{clusters} group{(clusters == 1 ? "" : "s")} of {minClusterSize} samples at least ")
                + Invariant($"last longest while the least density rises; {left} of {n} samples belong to none."),
        };

        bool IsWithin(int group)
        {
            for (; group > 0; group = parentOf[group])
                if (chosen[group]) return true;
            return false;
        }

        // A tensor of no numbers is nothing to save.
        float[] Of(double[] values) => own.Length == 0 ? [0] : [.. own.Select(group => (float)values[group])];
    }
}
