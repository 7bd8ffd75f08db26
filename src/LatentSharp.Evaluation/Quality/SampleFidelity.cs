namespace LatentSharp;

/// <summary>
/// How generated samples stand to real ones, by features of both: whether they are like real ones (precision, density), and whether all
/// real
/// ones are met (recall, coverage). Balls around samples reach to their k-th nearest neighbour of the same kind.
/// </summary>
/// <param name="Precision">The share of generated samples inside a ball of a real one (Kynkäänniemi et al. 2019).</param>
/// <param name="Recall">The share of real samples inside a ball of a generated one.</param>
/// <param name="Density">
/// In how many balls of real samples a generated one is on average, divided by k (Naeem et al. 2020); it may exceed 1.
/// </param>
/// <param name="Coverage">The share of real samples whose ball holds a generated one.</param>
public sealed record SampleFidelity(double Precision, double Recall, double Density, double Coverage)
{
    /// <summary>Measures generated samples. Time grows with the product of their numbers.</summary>
    /// <param name="real">(N, d), Float32, finite, N above k: features of real samples.</param>
    /// <param name="generated">(M, d), Float32, finite, M above k: the same features of generated ones.</param>
    /// <param name="neighbors">k, 1 or more. Default 5.</param>
    /// <param name="cancellation">Ends the work with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="BadArgumentException">The arguments do not fit together.</exception>
    public static SampleFidelity Compute(Tensor real, Tensor generated, int neighbors = 5, CancellationToken cancellation = default) =>
        Measure(real, generated, neighbors, cancellation).Fidelity;

    /// <summary>The same, with whether the ball of each real sample holds a generated one, whose share is the coverage.</summary>
    internal static (SampleFidelity Fidelity, bool[] Covered) Measure(
        Tensor real, Tensor generated, int neighbors, CancellationToken cancellation)
    {
        Samples.Features(nameof(SampleFidelity), real);
        Samples.Features(nameof(SampleFidelity), generated, real.Shape[1]);
        var (n, m, d) = (real.Shape[0], generated.Shape[0], real.Shape[1]);
        if (neighbors < 1 || neighbors >= Math.Min(n, m))
            throw new BadArgumentException(
                $"SampleFidelity: {neighbors} neighbors do not fit {n} real and {m} generated samples; 1 to fewer than either would.");
        var (toReal, toGenerated) = (new RowDistances(real.AsSpan(), n, d), new RowDistances(generated.AsSpan(), m, d));
        var (realReach, generatedReach) = (Reach(toReal, real), Reach(toGenerated, generated));

        var within = new int[m];
        toReal.ForEachQuery(generated, (i, distances) =>
        {
            for (var j = 0; j < distances.Length; j++)
                if (distances[j] < realReach[j]) within[i]++;
        }, cancellation);
        var (recalled, covered) = (new bool[n], new bool[n]);
        toGenerated.ForEachQuery(real, (i, distances) =>
        {
            for (var j = 0; j < distances.Length; j++)
            {
                recalled[i] |= distances[j] < generatedReach[j];
                covered[i] |= distances[j] < realReach[i];
            }
        }, cancellation);
        var fidelity = new SampleFidelity(
            within.Count(count => count > 0) / (double)m, recalled.Count(met => met) / (double)n,
            within.Sum(count => (long)count) / ((double)m * neighbors), covered.Count(met => met) / (double)n);
        return (fidelity, covered);

        // A sample's own distance, 0, is the first of k + 1.
        double[] Reach(RowDistances own, Tensor rows)
        {
            var (_, distances) = own.Nearest(rows, neighbors + 1, cancellation);
            return [.. Enumerable.Range(0, own.Count).Select(i => distances[(i * (neighbors + 1)) + neighbors])];
        }
    }
}
