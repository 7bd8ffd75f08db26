namespace LatentSharp;

/// <summary>Whether two methods differ that were tried on the same samples.</summary>
public static class PairedTest
{
    private const int Draws = 9_999;

    /// <summary>
    /// The two-sided p-value of a paired randomisation test (Fisher 1935; Edgington and Onghena 2007): the share of ways to exchange the
    /// methods' values within samples, of 9,999 that are drawn and the one that was observed, in which the mean difference is at least as
    /// large as it is. It assumes no distribution. Small when chance alone seldom makes such a difference.
    /// </summary>
    /// <param name="first">A value for each sample.</param>
    /// <param name="second">The other method's values for the same samples.</param>
    /// <param name="seed">What the exchanges are drawn from. Default 0.</param>
    /// <returns>From 0.0001 to 1; 1 where there is no sample.</returns>
    /// <exception cref="BadArgumentException">They are not of the same number.</exception>
    public static double PValue(ReadOnlySpan<double> first, ReadOnlySpan<double> second, long seed = 0)
    {
        if (first.Length != second.Length)
            throw new BadArgumentException(
                $"PairedTest: {first.Length} and {second.Length} values are no pairs; there is one of each for every sample.");
        var differences = new List<double>();
        for (var i = 0; i < first.Length; i++)
            if (first[i] != second[i]) differences.Add(first[i] - second[i]);
        if (differences.Count == 0) return 1;
        // A sum that rounding alone made smaller than the observed one counts as equal to it.
        var observed = Math.Abs(differences.Sum()) * (1 - 1e-12);
        var random = new RandomStream(seed).Derive("exchange");
        var sides = new float[differences.Count];
        var asLarge = 1;
        for (var draw = 0; draw < Draws; draw++)
        {
            random.Derive(draw).Uniform(sides);
            var sum = 0.0;
            for (var i = 0; i < sides.Length; i++) sum += sides[i] < 0.5f ? differences[i] : -differences[i];
            if (Math.Abs(sum) >= observed) asLarge++;
        }
        return asLarge / (Draws + 1.0);
    }
}
