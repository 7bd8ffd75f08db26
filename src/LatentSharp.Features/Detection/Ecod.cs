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
    private protected override FittedEcod LearnRows(EcodOptions options, Shape sample, Tensor rows, LearningTask task) =>
        new(options, sample, FittedEcod.Learned(rows));
}

/// <summary>The distributions of columns.</summary>
public sealed class FittedEcod : FittedTailDetector
{
    internal FittedEcod(EcodOptions options, Shape inputShape, Dictionary<string, Tensor> weights) : base(options, inputShape, weights)
    {
    }

    internal static Dictionary<string, Tensor> Learned(Tensor rows) => Sorted(rows);

    /// <summary>How rare the tails of the values are, which add up to the score.</summary>
    private protected override double Of(ReadOnlySpan<float> row, Span<float> shares)
    {
        double sum = 0;
        for (var j = 0; j < row.Length; j++)
        {
            var (lower, upper) = Tails(j, row[j]);
            shares[j] = (float)Math.Max(lower, upper);
            sum += shares[j];
        }
        return sum;
    }
}
