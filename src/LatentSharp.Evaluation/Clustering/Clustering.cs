namespace LatentSharp;

/// <summary>How well groups meet classes, or hold together.</summary>
public static partial class Clustering
{
    /// <summary>
    /// The adjusted Rand index of two groupings (Hubert and Arabie 1985): the share of pairs on which they agree, put so that chance gives
    /// 0 and the same groups 1, whatever their numbers are.
    /// </summary>
    /// <param name="labels">(N), Int32.</param>
    /// <param name="clusters">(N), Int32.</param>
    /// <exception cref="BadArgumentException">They are not Int32 of one axis and the same length.</exception>
    public static double AdjustedRand(Tensor labels, Tensor clusters)
    {
        var table = new ConfusionMatrix(labels, clusters);
        var (rows, columns) = Margins(table);
        double n = table.Total;
        var both = Cells(table).Sum(Pairs);
        var (first, second) = (rows.Sum(Pairs), columns.Sum(Pairs));
        if (both == first && both == second) return 1;
        var expected = first * second / Pairs(n);
        return (both - expected) / ((0.5 * (first + second)) - expected);

        static double Pairs(double count) => count * (count - 1) / 2;
    }

    /// <summary>
    /// Mutual information of two groupings divided by the mean of their entropies: 0 when they tell nothing of each other, 1 when
    /// they are the same groups; 1 when neither divides anything.
    /// </summary>
    /// <inheritdoc cref="AdjustedRand"/>
    public static double NormalizedMutualInformation(Tensor labels, Tensor clusters)
    {
        var table = new ConfusionMatrix(labels, clusters);
        var (rows, columns) = Margins(table);
        var (first, second) = (Entropy(rows), Entropy(columns));
        if (first + second == 0) return 1;
        return Math.Max(0, 2 * (first + second - Entropy(Cells(table))) / (first + second));

        double Entropy(IEnumerable<double> counts) =>
            counts.Where(count => count > 0).Sum(count => -(count / table.Total) * Math.Log(count / table.Total));
    }

    /// <summary>
    /// The mean silhouette (Rousseeuw 1987): (b - a) / max(a, b), where a is a sample's mean distance to the others of its group and b that
    /// to the nearest other group; -1 to 1, high when groups are tight and apart. A sample alone in its group counts 0. Time grows with N².
    /// </summary>
    /// <param name="features">(N, d), Float32, finite.</param>
    /// <param name="clusters">(N), Int32, with at least 2 groups and fewer than samples.</param>
    /// <param name="cancellation">Ends the work with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="BadArgumentException">The arguments do not fit, or there are too few or too many groups.</exception>
    public static double Silhouette(Tensor features, Tensor clusters, CancellationToken cancellation = default)
    {
        var rows = Samples.Features(nameof(Silhouette), features);
        var labels = Samples.Labels(nameof(Silhouette), clusters, features.Shape[0]).ToArray();
        int[] groups = [.. labels.Distinct().Order()];
        if (groups.Length < 2 || groups.Length >= labels.Length)
            throw new BadArgumentException(
                $"Silhouette: {groups.Length} groups of {labels.Length} samples do not fit; 2 to {labels.Length - 1} would.");
        var places = Array.ConvertAll(labels, label => Array.BinarySearch(groups, label));
        var sizes = new int[groups.Length];
        foreach (var place in places) sizes[place]++;

        var values = new double[labels.Length];
        new RowDistances(rows, labels.Length, features.Shape[1]).ForEachQuery(features, (i, distances) =>
        {
            var sums = new double[sizes.Length];
            for (var j = 0; j < distances.Length; j++) sums[places[j]] += Math.Sqrt(distances[j]);
            var (own, nearest) = (sums[places[i]] / (sizes[places[i]] - 1), double.PositiveInfinity);
            for (var g = 0; g < sums.Length; g++)
            {
                if (g != places[i]) nearest = Math.Min(nearest, sums[g] / sizes[g]);
            }
            var larger = Math.Max(own, nearest);
            values[i] = sizes[places[i]] == 1 || larger == 0 ? 0 : (nearest - own) / larger;
        }, cancellation);
        return values.Average();
    }

    private static IEnumerable<double> Cells(ConfusionMatrix table) =>
        from i in Enumerable.Range(0, table.Classes.Count) from j in Enumerable.Range(0, table.Classes.Count) select (double)table[i, j];

    private static (double[] Rows, double[] Columns) Margins(ConfusionMatrix table)
    {
        var range = Enumerable.Range(0, table.Classes.Count).ToArray();
        return ([.. range.Select(i => range.Sum(j => (double)table[i, j]))], [.. range.Select(j => range.Sum(i => (double)table[i, j]))]);
    }
}
