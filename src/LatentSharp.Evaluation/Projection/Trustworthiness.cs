namespace LatentSharp;

/// <summary>Whether a map keeps neighborhoods.</summary>
public static class Trustworthiness
{
    /// <summary>
    /// How far the neighbors on a map are neighbors in fact (Venna and Kaski 2001): 1 - 2 / (N k (2N - 3k - 1)) · Σᵢ Σⱼ max(0, r(i, j) -
    /// k), where j are the k nearest of i on the map and r(i, j) their rank among i's neighbors in fact. 1 is perfect, chance about 0.5. Of
    /// equal distances the earlier sample ranks first. Time grows with N².
    /// </summary>
    /// <param name="features">(N, d), Float32, finite: the facts.</param>
    /// <param name="map">(N, m), Float32, finite: the map.</param>
    /// <param name="neighbors">k, 1 to below N / 2. Default 5.</param>
    /// <param name="cancellation">Ends the work with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="BadArgumentException">The arguments do not fit together.</exception>
    public static double Compute(Tensor features, Tensor map, int neighbors = 5, CancellationToken cancellation = default) =>
        NeighborRanks.Kept(nameof(Trustworthiness), features, map, nearOn: map, rankedIn: features, neighbors, cancellation);
}

/// <summary>Whether a map tears neighborhoods.</summary>
public static class Continuity
{
    /// <summary>
    /// How far neighbors in fact are neighbors on a map (Venna and Kaski 2001): the same as <see cref="Trustworthiness"/> with the parts of
    /// facts and map exchanged. 1 is perfect: no neighborhood is torn.
    /// </summary>
    /// <inheritdoc cref="Trustworthiness.Compute"/>
    public static double Compute(Tensor features, Tensor map, int neighbors = 5, CancellationToken cancellation = default) =>
        NeighborRanks.Kept(nameof(Continuity), features, map, nearOn: features, rankedIn: map, neighbors, cancellation);
}

/// <summary>What ranks the neighbors of one space have in another.</summary>
internal static class NeighborRanks
{
    internal static double Kept(
        string operation, Tensor features, Tensor map, Tensor nearOn, Tensor rankedIn, int neighbors, CancellationToken cancellation)
    {
        Samples.Features(operation, features);
        Samples.Features(operation, map);
        var n = features.Shape[0];
        if (map.Shape[0] != n)
            throw new BadArgumentException(
                $"{operation}: features {features.Shape} and map {map.Shape} do not fit; they have {n} and {map.Shape[0]} samples.");
        if (neighbors < 1 || neighbors >= n / 2.0)
            throw new BadArgumentException(
                $"{operation}: {neighbors} neighbors do not fit {n} samples; 1 to below half of the samples would.");

        // A sample is among its own nearest, unless more than k others lie exactly on it.
        var (near, _) = new RowDistances(nearOn.AsSpan(), n, nearOn.Shape[1]).Nearest(nearOn, neighbors + 1, cancellation);
        var penalties = new long[n];
        new RowDistances(rankedIn.AsSpan(), n, rankedIn.Shape[1]).ForEachQuery(rankedIn, (i, distances) =>
        {
            var chosen = near.Skip(i * (neighbors + 1)).Take(neighbors + 1).Where(j => j != i).Take(neighbors);
            foreach (var j in chosen) penalties[i] += Math.Max(0, Rank(distances, i, j) - neighbors);
        }, cancellation);
        return 1 - (2.0 / ((double)n * neighbors * ((2.0 * n) - (3.0 * neighbors) - 1)) * penalties.Sum());
    }

    /// <summary>The place of j among the neighbors of i, from 1.</summary>
    private static int Rank(double[] distances, int i, int j)
    {
        var rank = 1;
        for (var other = 0; other < distances.Length; other++)
        {
            if (other != i && other != j && (distances[other] < distances[j] || (distances[other] == distances[j] && other < j))) rank++;
        }
        return rank;
    }
}
