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
    private protected override FittedCopod LearnRows(CopodOptions options, Shape sample, Tensor rows, LearningTask task)
    {
        var weights = FittedDetector.Begin(rows);
        (weights["sorted"], weights["skewness"]) = (TailProbabilities.Sort(rows), TailProbabilities.Skewness(rows));
        return new(options, sample, weights);
    }
}

/// <summary>The distributions of columns, and to which side they are skewed.</summary>
public sealed class FittedCopod : FittedDetector
{
    private readonly TailProbabilities tails;

    internal FittedCopod(CopodOptions options, Shape inputShape, Dictionary<string, Tensor> weights) : base(options, inputShape, weights)
    {
        ExpectNothingBut("sorted", "skewness");
        tails = new TailProbabilities(Expect("sorted", inputShape.Count, Shape.Any));
        Expect("skewness", inputShape.Count);
    }

    internal override void ScoreRows(Tensor rows, Span<float> scores, CancellationToken cancellation)
    {
        var shares = new float[rows.Shape[1]];
        for (var i = 0; i < scores.Length; i++) scores[i] = (float)Of(rows, i, shares);
    }

    /// <summary>What each column has of the largest of the three sums.</summary>
    internal override void ShareRows(Tensor rows, Span<float> shares)
    {
        var d = rows.Shape[1];
        for (var i = 0; i < rows.Shape[0]; i++) Of(rows, i, shares.Slice(i * d, d));
    }

    private double Of(Tensor rows, int row, Span<float> shares)
    {
        var d = shares.Length;
        var values = rows.AsSpan().Slice(row * d, d);
        var skewness = Weight("skewness").AsSpan();
        var (lowers, uppers, skewed) = (0.0, 0.0, 0.0);
        for (var j = 0; j < d; j++)
        {
            var (lower, upper) = tails.Of(j, values[j]);
            (lowers, uppers, skewed) = (lowers + lower, uppers + upper, skewed + (skewness[j] < 0 ? lower : upper));
        }
        for (var j = 0; j < d; j++)
        {
            var (lower, upper) = tails.Of(j, values[j]);
            var byLower = lowers >= uppers && lowers >= skewed;
            var byUpper = !byLower && uppers >= skewed;
            shares[j] = (float)(byLower ? lower : byUpper ? upper : skewness[j] < 0 ? lower : upper);
        }
        return Math.Max(lowers, Math.Max(uppers, skewed));
    }
}
