namespace LatentSharp;

/// <summary>What scores a row by how rare the tails of the columns' distributions are that its values lie in.</summary>
public abstract class FittedTailDetector : FittedDetector
{
    /// <summary>The name of the weights (D, N): the learned values of each column, rising.</summary>
    private protected const string SortedName = "sorted";

    private readonly TailProbabilities tails;

    private protected FittedTailDetector(
        DetectorOptions options, Shape inputShape, Dictionary<string, Tensor> weights, params string[] others)
        : base(options, inputShape, weights)
    {
        ExpectNothingBut([SortedName, .. others]);
        tails = new TailProbabilities(Expect(SortedName, inputShape.Count, Shape.Any));
    }

    /// <summary>What is learned of rows (N, D): the beginning of a detector's weights.</summary>
    private protected static Dictionary<string, Tensor> Sorted(Tensor rows)
    {
        var weights = Begin(rows);
        weights[SortedName] = TailProbabilities.Sort(rows);
        return weights;
    }

    internal sealed override void ScoreRows(Tensor rows, Span<float> scores, CancellationToken cancellation)
    {
        var d = rows.Shape[1];
        var shares = new float[d];
        for (var i = 0; i < scores.Length; i++) scores[i] = (float)Of(rows.AsSpan().Slice(i * d, d), shares);
    }

    /// <summary>What each column has of the score.</summary>
    internal sealed override void ShareRows(Tensor rows, Span<float> shares)
    {
        var d = rows.Shape[1];
        for (var i = 0; i < rows.Shape[0]; i++) Of(rows.AsSpan().Slice(i * d, d), shares.Slice(i * d, d));
    }

    /// <summary>The score of a row (D), and what each column has of it (D).</summary>
    private protected abstract double Of(ReadOnlySpan<float> row, Span<float> shares);

    /// <summary>How rare the lower and the upper tail of a column's value are.</summary>
    private protected (double Lower, double Upper) Tails(int column, float value) => tails.Of(column, value);
}
