namespace LatentSharp;

/// <summary>
/// What has learned which samples are abnormal. It keeps the scores of the rows that it learned from, as the others see them, and what is
/// usual in each column. Immutable and safe for use by many threads at once.
/// </summary>
public abstract class FittedDetector : FittedModel, IAnomalyDetector
{
    private const string Scores = "learned_scores", UsualName = "usual", SpreadName = "spread";

    private readonly Dictionary<string, Tensor> weights;

    private protected FittedDetector(EstimatorOptions options, Shape inputShape, Dictionary<string, Tensor> weights, History? history =
        null)
        : base(options, inputShape, weights, history ?? new History())
    {
        this.weights = weights;
        Expect(UsualName, inputShape.Count);
        Expect(SpreadName, inputShape.Count);
    }

    /// <summary>
    /// (N): the scores of the rows that were learned from. Where neighbours are asked, a row is not its own.
    /// </summary>
    public Tensor LearnedScores => Weight(Scores);

    /// <summary>(D): what is usual in each column of flat samples, the median.</summary>
    public Tensor Usual => Weight(UsualName);

    /// <summary>
    /// (D): how far columns usually are from it: 1.4826 times the median absolute deviation, or where that is 0 the standard deviation, or
    /// 1.
    /// </summary>
    public Tensor Spread => Weight(SpreadName);

    /// <inheritdoc/>
    public override int FeatureSize => 1;

    /// <summary>The scores as features: (N, InputShape…) -> (N, 1).</summary>
    /// <inheritdoc/>
    public sealed override Tensor Transform(Tensor samples) => AnomalyScores(samples).Reshape([samples.Shape[0], 1]);

    /// <inheritdoc/>
    public Tensor AnomalyScores(Tensor samples)
    {
        CheckSamples(samples);
        var scores = new float[samples.Shape[0]];
        if (scores.Length > 0) ScoreRows(Rows(samples), scores, CancellationToken.None);
        return Tensor.From(scores, scores.Length);
    }

    /// <inheritdoc/>
    public Tensor AnomalyShares(Tensor samples)
    {
        CheckSamples(samples);
        var shares = new float[samples.Count];
        if (shares.Length > 0) ShareRows(Rows(samples), shares);
        return Tensor.From(shares, samples.Shape);
    }

    /// <summary>The scores of rows (N, D).</summary>
    internal abstract void ScoreRows(Tensor rows, Span<float> scores, CancellationToken cancellation);

    /// <summary>The scores of the rows (N, D) that were learned from.</summary>
    internal virtual float[] ScoreLearned(Tensor rows, CancellationToken cancellation)
    {
        var scores = new float[rows.Shape[0]];
        ScoreRows(rows, scores, cancellation);
        return scores;
    }

    /// <summary>
    /// What each value of rows (N, D) has of it. For methods that cannot say: how far it is from what is usual, in spreads.
    /// </summary>
    internal virtual void ShareRows(Tensor rows, Span<float> shares)
    {
        var values = rows.AsSpan();
        var usual = Usual.AsSpan();
        var spread = Spread.AsSpan();
        for (var i = 0; i < values.Length; i++) shares[i] = Math.Abs(values[i] - usual[i % usual.Length]) / spread[i % usual.Length];
    }

    /// <summary>Keeps the scores of what was learned from; a last step of learning.</summary>
    internal void Remember(float[] scores) => weights[Scores] = Tensor.From(scores, scores.Length).Keep();

    /// <summary>Weights that every detector has: what is usual in the columns of rows (N, D).</summary>
    internal static Dictionary<string, Tensor> Begin(Tensor rows)
    {
        var (usual, spread) = ColumnUsage.Of(rows);
        return new(StringComparer.Ordinal)
        {
            [UsualName] = Tensor.From(usual, usual.Length).Keep(), [SpreadName] = Tensor.From(spread, spread.Length).Keep(),
        };
    }

    /// <summary>A weight of this name, whatever its shape.</summary>
    private protected Tensor Weight(string name) => weights.TryGetValue(name, out var tensor)
        ? tensor
        : throw new BadArgumentException($"{Name}: the weights lack '{name}'.");

    /// <summary>A weight of this name and shape; any size where the shape says so.</summary>
    private protected Tensor Expect(string name, params ReadOnlySpan<int> sizes)
    {
        var tensor = Weight(name);
        var shape = new Shape(sizes);
        var fits = tensor.Rank == shape.Rank && tensor.DType == DType.Float32;
        for (var axis = 0; fits && axis < shape.Rank; axis++) fits = shape[axis] == Shape.Any || shape[axis] == tensor.Shape[axis];
        return fits
            ? tensor
            : throw new BadArgumentException($"{Name}: the weight '{name}' is {tensor.DType} {tensor.Shape}; Float32 {shape} would fit.");
    }

    /// <summary>Refuses weights that the kind does not know.</summary>
    private protected void ExpectNothingBut(params ReadOnlySpan<string> names)
    {
        foreach (var name in weights.Keys)
        {
            if (name is not (Scores or UsualName or SpreadName) && !names.Contains(name))
                throw new BadArgumentException($"{Name}: the weights hold '{name}', of which the model knows nothing.");
        }
    }

    private static Tensor Rows(Tensor samples) => samples.Reshape([samples.Shape[0], samples.Shape[1..].Count]);
}
