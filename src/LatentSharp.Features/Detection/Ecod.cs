namespace LatentSharp;

/// <summary>How an <see cref="Ecod"/> learns: nothing can be chosen.</summary>
public sealed record EcodOptions : DetectorOptions
{
    /// <inheritdoc/>
    public override string Kind => "ecod";

    /// <inheritdoc/>
    public override string Describe(Shape sample) => "ecod: how rare the tail is, column by column, that each value lies in";

    internal override EcodOptions Defaults() => new();

    internal override FittedEcod Restore(Shape sample, IReadOnlyDictionary<string, Tensor> weights) =>
        new(this, sample, new(weights, StringComparer.Ordinal));
}

/// <summary>
/// Empirical cumulative distributions (Li, Zhao, Hu, Botta, Ionescu and Chen 2022): of each column -log of the share of learned values that
/// are as small, and of those that are as large; the rarer tail of each column is summed. The paper takes one side for all columns; the
/// sum of each column's own is what its authors' program does with skewed columns.
/// </summary>
/// <param name="options">Null for the defaults.</param>
/// <exception cref="BadArgumentException">An option is out of its range.</exception>
public sealed class Ecod(EcodOptions? options = null) : AnomalyDetector<EcodOptions, FittedEcod>(options)
{
    private protected override FittedEcod LearnRows(EcodOptions options, Shape sample, Tensor rows, LearningTask task)
    {
        var weights = FittedDetector.Begin(rows);
        weights["sorted"] = TailProbabilities.Sort(rows);
        return new(options, sample, weights);
    }
}

/// <summary>The distributions of columns.</summary>
public sealed class FittedEcod : FittedDetector
{
    private readonly TailProbabilities tails;

    internal FittedEcod(EcodOptions options, Shape inputShape, Dictionary<string, Tensor> weights) : base(options, inputShape, weights)
    {
        ExpectNothingBut("sorted");
        tails = new TailProbabilities(Expect("sorted", inputShape.Count, Shape.Any));
    }

    internal override void ScoreRows(Tensor rows, Span<float> scores, CancellationToken cancellation)
    {
        var d = rows.Shape[1];
        var shares = new float[rows.Count];
        ShareRows(rows, shares);
        for (var i = 0; i < scores.Length; i++)
        {
            double sum = 0;
            for (var j = 0; j < d; j++) sum += shares[(i * d) + j];
            scores[i] = (float)sum;
        }
    }

    /// <summary>How rare the tail of each value is; they add up to the score.</summary>
    internal override void ShareRows(Tensor rows, Span<float> shares)
    {
        var d = rows.Shape[1];
        var values = rows.AsSpan();
        for (var i = 0; i < values.Length; i++)
        {
            var (lower, upper) = tails.Of(i % d, values[i]);
            shares[i] = (float)Math.Max(lower, upper);
        }
    }
}
