using static System.FormattableString;

namespace LatentSharp;

/// <summary>A number of clusters, and why.</summary>
/// <param name="Clusters">The number.</param>
/// <param name="Reason">A sentence.</param>
internal sealed record ClusterChoice(int Clusters, string Reason)
{
    private const int Fewest = 2, Most = 20, JudgedRows = 2_000, ChoosingRestarts = 3;

    /// <summary>The number of k-means clusters with the greatest mean silhouette, on 2,000 rows at most.</summary>
    /// <param name="rows">(N, d).</param>
    /// <param name="seed">What is drawn from.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <param name="origins">What the rows are places of, (N, …): where these do not differ, the rows do by chance alone.</param>
    internal static ClusterChoice BySilhouette(Tensor rows, long seed, CancellationToken cancellation, Tensor origins = default)
    {
        if (!origins.IsDefault && AreAlike(origins)) return One;
        var sample = Sample(rows, seed);
        ClusterChoice? best = null;
        var greatest = double.NegativeInfinity;
        for (var k = Fewest; k <= Math.Min(Most, sample.Shape[0] - 1); k++)
        {
            var found = new KMeans(k) { Seed = seed, Restarts = ChoosingRestarts }.Fit(sample, cancellation);
            if (found.Assignments.ToArray<int>().Distinct().Count() < 2) break;
            var silhouette = Clustering.Silhouette(sample, found.Assignments, cancellation);
            if (silhouette <= greatest) continue;
            greatest = silhouette;
            best = new(k, Invariant(
                $"{k} clusters have the greatest mean silhouette, {silhouette:0.000}, of 2 to {Math.Min(Most, sample.Shape[0] - 1)}."));
        }
        return best ?? One;
    }

    /// <summary>The number of components with the least Bayesian information criterion, on 2,000 rows at most.</summary>
    internal static ClusterChoice ByBic(Tensor rows, Func<Tensor, int, double> bic, long seed)
    {
        var sample = Sample(rows, seed);
        ClusterChoice? best = null;
        var least = double.PositiveInfinity;
        for (var k = 1; k <= Math.Min(Most, sample.Shape[0]); k++)
        {
            var value = bic(sample, k);
            if (!(value < least)) continue;
            least = value;
            var clusters = k == 1 ? "1 cluster has" : Invariant($"{k} clusters have");
            best = new(k, Invariant(
                $"{clusters} the least Bayesian information criterion, {value:#,0}, of 1 to {Math.Min(Most, sample.Shape[0])}."));
        }
        return best!;
    }

    private static ClusterChoice One { get; } =
        new(1, "There are too few different samples to tell clusters apart, so that they are one.");

    private static bool AreAlike(Tensor rows)
    {
        var values = rows.AsSpan();
        var width = rows.Shape[1..].Count;
        for (var row = 1; row < rows.Shape[0]; row++)
            if (!values.Slice(row * width, width).SequenceEqual(values[..width])) return false;
        return true;
    }

    private static Tensor Sample(Tensor rows, long seed) => rows.Shape[0] <= JudgedRows
        ? rows
        : rows.Take([.. new RandomStream(seed).Derive("number of clusters").Permutation(rows.Shape[0]).Take(JudgedRows).Order()]);
}
