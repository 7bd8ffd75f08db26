namespace LatentSharp;

/// <summary>How a candidate stands over all seeds.</summary>
/// <param name="Candidate">What was tried.</param>
/// <param name="Trials">Its trials that have a figure, by seed.</param>
internal sealed record Standing(Candidate Candidate, IReadOnlyList<Trial> Trials)
{
    /// <summary>The mean on the part that chooses; not a number without a trial.</summary>
    public double Choice => Trials.Count == 0 ? double.NaN : Trials.Average(trial => trial.Choice);

    /// <summary>The mean on the part that judges.</summary>
    public double Test => Trials.Count == 0 ? double.NaN : Trials.Average(trial => trial.Test.Value);

    /// <summary>The standard deviation over the seeds, with the divisor n - 1; not a number of fewer than two.</summary>
    public double Deviation =>
        Trials.Count < 2 ? double.NaN : Math.Sqrt(Trials.Sum(trial => Math.Pow(trial.Test.Value - Test, 2)) / (Trials.Count - 1));

    /// <summary>
    /// How alike the features of two seeds are: the mean linear centred kernel alignment of all pairs (<see
    /// cref="FeatureQuality.LinearCka"/>); null of fewer than two.
    /// </summary>
    public double? Stability
    {
        get
        {
            Tensor[] features = [.. Trials.Select(trial => trial.OfJudged).OfType<Tensor>()];
            double[] pairs =
            [
                .. features.SelectMany((one, i) => features.Skip(i + 1).Select(other => FeatureQuality.LinearCka(one, other)))
                    .Where(double.IsFinite),
            ];
            return pairs.Length == 0 ? null : pairs.Average();
        }
    }

    /// <summary>The means of what is told beside the measure, on the part that judges.</summary>
    public double[] Beside => Trials.Count == 0 ? []
        : [.. Enumerable.Range(0, Trials[0].Test.Beside.Length).Select(i => Trials.Average(trial => trial.Test.Beside[i]))];

    /// <summary>The mean time of a trial.</summary>
    public double Seconds => Trials.Count == 0 ? 0 : Trials.Average(trial => trial.Seconds);

    /// <summary>
    /// The p-value of a paired randomisation test against another on the samples that judge, each with its mean over the seeds that both
    /// have; of a measure that is no mean over samples, on the seeds.
    /// </summary>
    public double PValue(Standing other)
    {
        var both = Trials.Join(other.Trials, trial => trial.Seed, trial => trial.Seed, (own, its) => (own.Test, its.Test)).ToArray();
        if (both.Length == 0) return 1;
        if (both[0].Item1.OfSamples.Length == 0 || both[0].Item2.OfSamples.Length == 0)
            return PairedTest.PValue([.. both.Select(pair => pair.Item1.Value)], [.. both.Select(pair => pair.Item2.Value)]);
        return PairedTest.PValue(Mean(pair => pair.Item1), Mean(pair => pair.Item2));

        double[] Mean(Func<(Score, Score), Score> which) =>
            [.. Enumerable.Range(0, which(both[0]).OfSamples.Length).Select(row => both.Average(pair => which(pair).OfSamples[row]))];
    }

    /// <summary>All candidates, the best on the part that chooses first; those without a figure last.</summary>
    public static IReadOnlyList<Standing> Rank(IReadOnlyList<Candidate> candidates, IEnumerable<Trial> trials, bool moreIsBetter)
    {
        var finite = trials.Where(trial => double.IsFinite(trial.Choice) && double.IsFinite(trial.Test.Value)).ToArray();
        return
        [
            .. candidates.Select(candidate => new Standing(candidate, [.. finite.Where(trial => trial.Candidate == candidate)]))
                .OrderByDescending(standing => !double.IsFinite(standing.Choice) ? double.NegativeInfinity
                    : moreIsBetter ? standing.Choice : -standing.Choice),
        ];
    }
}
