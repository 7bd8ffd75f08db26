using System.Globalization;

namespace LatentSharp;

/// <summary>How an <see cref="AnomalyEnsemble"/> learns.</summary>
public sealed record AnomalyEnsembleOptions : DetectorOptions
{
    /// <inheritdoc/>
    public override string Kind => "anomaly-ensemble";

    /// <summary>
    /// The detectors, each with its own defaults and this seed. Two or more, each once. Default isolation forest, INNE and robust
    /// autoencoders.
    /// </summary>
    [Option("--members", "The detectors whose ranks are averaged.",
        AbsentMeans = new[] { AnomalyMember.Iforest, AnomalyMember.Inne, AnomalyMember.RobustAutoencoders })]
    public IReadOnlyList<AnomalyMember> Members { get; init; } = AnomalyMembers.Usual;

    /// <summary>
    /// Whether the rows to learn from are known to be normal, so that none of them is left out; no part of a saved model. Default false.
    /// </summary>
    public bool Normal { get; init; }

    /// <inheritdoc/>
    public override string Describe(Shape sample) => string.Create(
        CultureInfo.InvariantCulture,
        $"anomaly-ensemble: ranks averaged over {string.Join(", ", Members.Select(member => OptionKinds.NameOf(member)))}, seed {Seed}");

    internal override AnomalyEnsembleOptions Defaults() => new();

    internal override FittedAnomalyEnsemble Restore(Shape sample, IReadOnlyDictionary<string, Tensor> weights) =>
        FittedAnomalyEnsemble.Restore(this, sample, weights);
}

/// <summary>
/// What detects when nothing is said: detectors of different kinds, each with its own blind side, whose scores are averaged by their ranks
/// among
/// those of the learned rows: -ln of the share that is as high. Which kinds was measured on seven sets: bench/results.
/// </summary>
/// <param name="options">How it learns; null for the defaults.</param>
/// <exception cref="BadArgumentException">An option is out of its range.</exception>
public sealed class AnomalyEnsemble(AnomalyEnsembleOptions? options = null)
    : AnomalyDetector<AnomalyEnsembleOptions, FittedAnomalyEnsemble>(options)
{
    private protected override FittedAnomalyEnsemble LearnRows(AnomalyEnsembleOptions options, Shape sample, Tensor rows, LearningTask task)
    {
        var weights = FittedDetector.Begin(rows);
        var members = new List<FittedDetector>();
        foreach (var estimator in AnomalyMembers.Create(options))
        {
            task.Cancellation.ThrowIfCancellationRequested();
            var member = (FittedDetector)estimator.Fit(task with { Training = new LearningSet(rows), Completed = null });
            members.Add(member);
            foreach (var (name, tensor) in member.Weights) weights[$"{member.Name}/{name}"] = tensor;
        }
        return new(options, sample, weights, members);
    }
}

/// <summary>Detectors whose scores are averaged by ranks.</summary>
public sealed class FittedAnomalyEnsemble : FittedDetector
{
    private readonly IReadOnlyList<FittedDetector> members;
    private readonly ScoreRanks[] ranks;

    internal FittedAnomalyEnsemble(
        AnomalyEnsembleOptions options, Shape inputShape, Dictionary<string, Tensor> weights, IReadOnlyList<FittedDetector> members)
        : base(options, inputShape, weights)
    {
        this.members = members;
        ranks = [.. members.Select(member => new ScoreRanks(member.LearnedScores))];
    }

    internal static FittedAnomalyEnsemble Restore(
        AnomalyEnsembleOptions options, Shape sample, IReadOnlyDictionary<string, Tensor> weights)
    {
        FittedDetector[] members =
        [
            .. AnomalyMembers.Options(options)
                .Select(own => AnomalyMembers.Restore(own, sample.Count, NamedWeights.Under(weights, own.Kind + "/"))),
        ];
        return new(options, sample, new(weights, StringComparer.Ordinal), members);
    }

    /// <summary>The detectors, in the order in which they are named.</summary>
    public IReadOnlyList<FittedDetector> Members => members;

    internal override void ScoreRows(Tensor rows, Span<float> scores, CancellationToken cancellation)
    {
        var sums = new double[scores.Length];
        var own = new float[scores.Length];
        for (var m = 0; m < members.Count; m++)
        {
            members[m].ScoreRows(rows, own, cancellation);
            for (var i = 0; i < sums.Length; i++) sums[i] += ranks[m].Of(own[i]);
        }
        for (var i = 0; i < sums.Length; i++) scores[i] = (float)(sums[i] / members.Count);
    }

    internal override float[] ScoreLearned(Tensor rows, CancellationToken cancellation)
    {
        var scores = new float[rows.Shape[0]];
        for (var i = 0; i < scores.Length; i++)
            scores[i] = (float)members.Select((member, m) => ranks[m].Of(member.LearnedScores.AsSpan()[i])).Average();
        return scores;
    }

    /// <summary>What each value has of a row's shares, on average over the detectors.</summary>
    internal override void ShareRows(Tensor rows, Span<float> shares)
    {
        var d = rows.Shape[1];
        var own = new float[rows.Count];
        foreach (var member in members)
        {
            own.AsSpan().Clear();
            member.ShareRows(rows, own);
            for (var i = 0; i < rows.Shape[0]; i++)
            {
                double sum = 0;
                for (var at = i * d; at < (i + 1) * d; at++) sum += Math.Max(0, own[at]);
                if (!(sum > 0)) continue;
                for (var at = i * d; at < (i + 1) * d; at++) shares[at] += (float)(Math.Max(0, own[at]) / sum / members.Count);
            }
        }
    }
}
