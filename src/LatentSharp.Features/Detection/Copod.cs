namespace LatentSharp;

/// <summary>How a <see cref="Copod"/> learns: nothing can be chosen.</summary>
public sealed record CopodOptions : DetectorOptions
{
    /// <inheritdoc/>
    public override string Kind => "copod";

    /// <inheritdoc/>
    public override string Describe(Shape sample) => "copod: how rare a row is by the empirical copula of the columns' tails";

    internal override CopodOptions Defaults() => new();

    internal override FittedCopod Restore(Shape sample, IReadOnlyDictionary<string, Tensor> weights) =>
        new(this, sample, new(weights, StringComparer.Ordinal));
}

/// <summary>
/// Copula-based outlier detection (Li, Zhao, Botta, Ionescu and Hu 2020): the largest of three sums of -log over the columns, of the lower
/// tails, of the upper tails, and of the tail that each column is skewed to.
/// </summary>
/// <param name="options">Null for the defaults.</param>
/// <exception cref="BadArgumentException">An option is out of its range.</exception>
public sealed class Copod(CopodOptions? options = null) : AnomalyDetector<CopodOptions, FittedCopod>(options)
{
    private protected override FittedCopod LearnRows(CopodOptions options, Shape sample, Tensor rows, LearningTask task) =>
        new(options, sample, FittedCopod.Learned(rows));
}

/// <summary>The distributions of columns, and to which side they are skewed.</summary>
public sealed class FittedCopod : FittedTailDetector
{
    internal FittedCopod(CopodOptions options, Shape inputShape, Dictionary<string, Tensor> weights)
        : base(options, inputShape, weights, "skewness") => Expect("skewness", inputShape.Count);

    internal static Dictionary<string, Tensor> Learned(Tensor rows)
    {
        var weights = Sorted(rows);
        weights["skewness"] = TailProbabilities.Skewness(rows);
        return weights;
    }

    /// <summary>The largest of the three sums, and what each column has of it.</summary>
    private protected override double Of(ReadOnlySpan<float> row, Span<float> shares)
    {
        var skewness = Weight("skewness").AsSpan();
        var (lowers, uppers, skewed) = (0.0, 0.0, 0.0);
        for (var j = 0; j < row.Length; j++)
        {
            var (lower, upper) = Tails(j, row[j]);
            (lowers, uppers, skewed) = (lowers + lower, uppers + upper, skewed + (skewness[j] < 0 ? lower : upper));
        }
        for (var j = 0; j < row.Length; j++)
        {
            var (lower, upper) = Tails(j, row[j]);
            var byLower = lowers >= uppers && lowers >= skewed;
            var byUpper = !byLower && uppers >= skewed;
            shares[j] = (float)(byLower ? lower : byUpper ? upper : skewness[j] < 0 ? lower : upper);
        }
        return Math.Max(lowers, Math.Max(uppers, skewed));
    }
}
