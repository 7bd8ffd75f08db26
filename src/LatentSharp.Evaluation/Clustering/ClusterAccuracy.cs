namespace LatentSharp;

/// <summary>How many samples lie in the cluster of their class, when each cluster is one class's.</summary>
public static class ClusterAccuracy
{
    /// <summary>
    /// The share of samples whose cluster is their class's, of the matching of clusters and classes, one to one, that makes it greatest
    /// (Yang
    /// et al. 2010), found by the Hungarian method (Kuhn 1955). What is left over when there are more clusters than classes counts as
    /// wrong.
    /// </summary>
    /// <param name="labels">(N), Int32.</param>
    /// <param name="clusters">(N), Int32; below 0 for none.</param>
    /// <exception cref="BadArgumentException">They are not Int32 of one axis and the same length.</exception>
    public static double Compute(Tensor labels, Tensor clusters) => Matched(labels, clusters).Average(met => met ? 1.0 : 0);

    /// <summary>(N): whether each sample is in its class's cluster.</summary>
    /// <inheritdoc cref="Compute"/>
    internal static bool[] Matched(Tensor labels, Tensor clusters)
    {
        var truth = Samples.Labels(nameof(ClusterAccuracy), labels, labels.Shape.Rank == 1 ? labels.Shape[0] : 0);
        var found = Samples.Labels(nameof(ClusterAccuracy), clusters, truth.Length);
        int[] classes = [.. truth.ToArray().Distinct().Order()], groups = [.. found.ToArray().Where(c => c >= 0).Distinct().Order()];
        var size = Math.Max(classes.Length, groups.Length);
        var costs = new double[size, size];
        for (var i = 0; i < truth.Length; i++)
            if (found[i] >= 0) costs[Array.BinarySearch(groups, found[i]), Array.BinarySearch(classes, truth[i])]--;
        var matched = Assignment(costs);
        var met = new bool[truth.Length];
        for (var i = 0; i < met.Length; i++)
            met[i] = found[i] >= 0 && matched[Array.BinarySearch(groups, found[i])] == Array.BinarySearch(classes, truth[i]);
        return met;
    }

    /// <summary>The column of each row of a square matrix, one to one, for which the sum of costs is least.</summary>
    internal static int[] Assignment(double[,] costs)
    {
        var n = costs.GetLength(0);
        var (rowPrices, columnPrices, rowOf, way) = (new double[n + 1], new double[n + 1], new int[n + 1], new int[n + 1]);
        for (var row = 1; row <= n; row++)
        {
            rowOf[0] = row;
            var (column, least, used) = (0, new double[n + 1], new bool[n + 1]);
            Array.Fill(least, double.PositiveInfinity);
            do
            {
                used[column] = true;
                var (own, next, step) = (rowOf[column], 0, double.PositiveInfinity);
                for (var c = 1; c <= n; c++)
                {
                    if (used[c]) continue;
                    var cost = costs[own - 1, c - 1] - rowPrices[own] - columnPrices[c];
                    if (cost < least[c]) (least[c], way[c]) = (cost, column);
                    if (least[c] < step) (step, next) = (least[c], c);
                }
                for (var c = 0; c <= n; c++)
                {
                    if (used[c])
                    {
                        rowPrices[rowOf[c]] += step;
                        columnPrices[c] -= step;
                    }
                    else
                    {
                        least[c] -= step;
                    }
                }
                column = next;
            }
            while (rowOf[column] != 0);
            for (; column != 0; column = way[column]) rowOf[column] = rowOf[way[column]];
        }
        var result = new int[n];
        for (var c = 1; c <= n; c++) result[rowOf[c] - 1] = c - 1;
        return result;
    }
}
