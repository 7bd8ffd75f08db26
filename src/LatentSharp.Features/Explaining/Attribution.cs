namespace LatentSharp;

/// <summary>What each value of a sample contributes to what is explained.</summary>
/// <param name="Values">Of the sample's shape, (1, …): above 0 where a value makes it larger.</param>
/// <param name="Score">What is explained, of the sample.</param>
/// <param name="Baseline">The same of the sample that it is compared with.</param>
public sealed record Attribution(Tensor Values, double Score, double Baseline)
{
    /// <summary>What the contributions sum up to.</summary>
    public double Sum
    {
        get
        {
            var sum = 0.0;
            foreach (var value in Values.AsSpan()) sum += value;
            return sum;
        }
    }

    /// <summary>
    /// The sum of contributions less the difference of the scores: of integrated gradients 0 but for the steps of the integral.
    /// </summary>
    public double Gap => Sum - (Score - Baseline);
}
