namespace LatentSharp;

/// <summary>How much worse a figure becomes when a column's values are dealt to other rows (Breiman 2001).</summary>
/// <param name="Mean">The figure as it is less that with the column shuffled, the mean over rounds.</param>
/// <param name="Deviation">The standard deviation over rounds (divisor n).</param>
public sealed record PermutationImportance(double Mean, double Deviation)
{
    /// <summary>Measures columns, or groups of values that belong together.</summary>
    /// <param name="score">The figure of samples (N, …) in their order, more is better: an accuracy, minus an error.</param>
    /// <param name="samples">(N, …), Float32, N at least 1.</param>
    /// <param name="groups">Places of values in a flat sample that are shuffled together.</param>
    /// <param name="rounds">How often each is shuffled, 1 or more. Default 5.</param>
    /// <param name="seed">What the shuffles follow from. Default 0.</param>
    /// <param name="cancellation">Ends the work with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>One for each group.</returns>
    /// <exception cref="BadArgumentException">The arguments do not fit.</exception>
    public static IReadOnlyList<PermutationImportance> Compute(
        Func<Tensor, double> score, Tensor samples, IReadOnlyList<int[]> groups, int rounds = 5, long seed = 0,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(score);
        ArgumentNullException.ThrowIfNull(groups);
        if (rounds < 1) throw new BadArgumentException($"PermutationImportance: {rounds} rounds do not fit; 1 or more would.");
        if (samples.Rank < 2 || samples.Count == 0 || samples.DType != DType.Float32)
            throw new BadArgumentException(
                $"PermutationImportance: samples {samples.DType} {samples.Shape} do not fit; Float32 (N, …) would.");
        var (count, width) = (samples.Shape[0], samples.Shape[1..].Count);
        if (groups.Any(group => group.Any(place => place < 0 || place >= width)))
            throw new BadArgumentException($"PermutationImportance: a place is outside of the {width} values of a sample.");
        var whole = score(samples);
        var values = samples.ToArray();
        var result = new List<PermutationImportance>();
        for (var g = 0; g < groups.Count; g++)
        {
            var losses = new double[rounds];
            for (var round = 0; round < rounds; round++)
            {
                cancellation.ThrowIfCancellationRequested();
                var order = new RandomStream(seed).Derive("permutation").Derive(g).Derive(round).Permutation(count);
                float[] shuffled = [.. values];
                for (var i = 0; i < count; i++)
                    foreach (var place in groups[g]) shuffled[(i * width) + place] = values[(order[i] * width) + place];
                losses[round] = whole - score(Tensor.From(shuffled, samples.Shape));
            }
            var mean = losses.Average();
            result.Add(new(mean, Math.Sqrt(losses.Average(loss => (loss - mean) * (loss - mean)))));
        }
        return result;
    }
}
