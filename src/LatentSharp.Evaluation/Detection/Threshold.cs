using static System.FormattableString;

namespace LatentSharp;

/// <summary>From where on a score is abnormal, found without knowing how many are.</summary>
public enum ThresholdRule
{
    /// <summary>By how far scores usually are from their median (<see cref="Threshold.MedianAbsoluteDeviation"/>).</summary>
    MedianAbsoluteDeviation,

    /// <summary>By what the tail of the scores lets expect (<see cref="Threshold.PeaksOverThreshold"/>).</summary>
    PeaksOverThreshold,

    /// <summary>Where the curve of the sorted scores bends (<see cref="Threshold.Kneedle"/>).</summary>
    Kneedle,

    /// <summary>So that a share of the rows that is known is abnormal (<see cref="Threshold.Contamination"/>).</summary>
    Contamination,
}

/// <summary>From where on a score is abnormal, and why. A score above <see cref="Value"/> is.</summary>
/// <param name="Value">The limit.</param>
/// <param name="Rule">How it was found.</param>
/// <param name="Reason">Why it lies there, in a sentence.</param>
public sealed record Threshold(double Value, ThresholdRule Rule, string Reason)
{
    /// <summary>The deviations above the median from which on a value is an outlier (Iglewicz and Hoaglin 1993).</summary>
    public const double UsualDeviations = 3.5;

    /// <summary>The share of usual scores that a peak over the threshold may be, when nothing is said: one in a thousand.</summary>
    public const double UsualRisk = 1e-3;

    // What the median and the mean absolute deviation of a normal distribution are multiplied by to give its standard deviation.
    private const double OfMedian = 1.4826, OfMean = 1.253314;

    /// <summary>Whether a score is abnormal.</summary>
    public bool IsAbnormal(double score) => score > Value;

    /// <summary>A limit by its rule, with the usual settings.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="scores">(N), Float32, finite, N at least 1.</param>
    /// <param name="contamination">The share of abnormal rows, for that rule alone.</param>
    /// <exception cref="BadArgumentException">The scores or the share do not fit.</exception>
    public static Threshold By(ThresholdRule rule, Tensor scores, double contamination = 0.1) => rule switch
    {
        ThresholdRule.MedianAbsoluteDeviation => MedianAbsoluteDeviation(scores),
        ThresholdRule.PeaksOverThreshold => PeaksOverThreshold(scores),
        ThresholdRule.Kneedle => Kneedle(scores),
        ThresholdRule.Contamination => Contamination(scores, contamination),
        _ => throw new BadArgumentException($"Threshold: there is no rule {rule}."),
    };

    /// <summary>
    /// The limit that leaves a share of the scores above it, rounded to whole rows; of equal scores all are above or none.
    /// </summary>
    /// <param name="scores">(N), Float32, finite, N at least 1.</param>
    /// <param name="share">The share of abnormal rows, above 0 and below 1.</param>
    /// <exception cref="BadArgumentException">The scores or the share do not fit.</exception>
    public static Threshold Contamination(Tensor scores, double share)
    {
        var sorted = Sorted(scores);
        if (!(share > 0 && share < 1))
            throw new BadArgumentException(Invariant($"Threshold.Contamination: {share} does not fit; a share is above 0 and below 1."));
        var count = (int)Math.Round(share * sorted.Length, MidpointRounding.AwayFromZero);
        var value = sorted[Math.Clamp(sorted.Length - 1 - count, 0, sorted.Length - 1)];
        return new(
            value, ThresholdRule.Contamination,
                Invariant($"{100 * share:0.##} % of the rows are said to be abnormal, the {count} highest of ")
            + Invariant($"{sorted.Length} scores, which are those above {value:G4}."));
    }

    /// <summary>
    /// The median plus some deviations, each 1.4826 times the median absolute deviation from it; where more than half of the scores are
    /// equal 1.253314 times the mean one.
    /// </summary>
    /// <param name="scores">(N), Float32, finite, N at least 1.</param>
    /// <param name="deviations">How many, above 0. Default 3.5.</param>
    /// <exception cref="BadArgumentException">The scores or the number do not fit.</exception>
    public static Threshold MedianAbsoluteDeviation(Tensor scores, double deviations = UsualDeviations)
    {
        var sorted = Sorted(scores);
        if (!(deviations > 0 && double.IsFinite(deviations)))
            throw new BadArgumentException(
                Invariant($"Threshold.MedianAbsoluteDeviation: {deviations} deviations do not fit; more than 0 do."));
        var median = Median(sorted);
        double[] distances = [.. sorted.Select(score => Math.Abs(score - median)).Order()];
        var (deviation, which) = (OfMedian * Median(distances), "median");
        if (!(deviation > 0)) (deviation, which) = (OfMean * distances.Average(), "mean");
        var value = median + (deviations * deviation);
        return new(
            value, ThresholdRule.MedianAbsoluteDeviation,
            Invariant($"Scores above {value:G4} are more than {deviations:G3} deviations of {deviation:G3} above the median {median:G4}, ")
            + $"where a deviation is the {which} absolute one as a standard deviation.");
    }

    /// <summary>
    /// The limit that a usual score passes with a small chance q, by the tail (Pickands 1975; Siffer et al. 2017): excesses y over the t
    /// that a
    /// part of the scores passes are fitted by a generalised Pareto distribution of shape γ and scale σ by the largest likelihood, and the
    /// limit
    /// is t + σ / γ ((q N / Nₜ)^(-γ) - 1), for γ = 0 t - σ ln(q N / Nₜ). The chance cannot be smaller than the tail lets tell.
    /// </summary>
    /// <param name="scores">(N), Float32, finite, N at least 1.</param>
    /// <param name="risk">q, above 0 and below <paramref name="tail"/>. Default 0.001.</param>
    /// <param name="tail">The share of scores that is the tail; of few scores at least 10 of them. Default 0.1.</param>
    /// <exception cref="BadArgumentException">The scores or the shares do not fit.</exception>
    public static Threshold PeaksOverThreshold(Tensor scores, double risk = UsualRisk, double tail = 0.1)
    {
        const int Least = 10;
        var sorted = Sorted(scores);
        if (!(risk > 0 && risk < tail && tail < 1))
            throw new BadArgumentException(
                Invariant($"Threshold.PeaksOverThreshold: risk {risk} and tail {tail} do not fit; 0 < risk < tail < 1 does."));
        var peaks = Math.Min(Math.Max((int)(tail * sorted.Length), Least), sorted.Length - 1);
        var start = sorted[sorted.Length - 1 - Math.Max(peaks, 0)];
        double[] excesses = [.. sorted.Select(score => score - start).Where(excess => excess > 0)];
        if (excesses.Length < 2)
        {
            return new(
                sorted[^1], ThresholdRule.PeaksOverThreshold,
                Invariant($"Of {sorted.Length} scores too few differ to tell a tail, so none above the highest, {sorted[^1]:G4}, ")
                + "was seen.");
        }
        var (shape, scale) = ParetoTail.Fit(excesses);
        var share = Math.Min(risk * sorted.Length / excesses.Length, 1);
        var value = start + (scale * (Math.Abs(shape) < 1e-9 ? -Math.Log(share) : (Math.Pow(share, -shape) - 1) / shape));
        return new(
            value, ThresholdRule.PeaksOverThreshold,
            Invariant($"By the tail of the scores, {excesses.Length} above {start:G4} as a generalised Pareto distribution ")
            + Invariant($"of shape {shape:G3} and ")
            + Invariant($"scale {scale:G3}, a usual one passes {value:G4} once in {1 / risk:0.#}."));
    }

    /// <summary>
    /// The score at which the curve of the scores, from the highest down, bends most (Satopää et al. 2011): the point farthest below the
    /// line from
    /// its beginning to its end, both axes brought to 0 to 1.
    /// </summary>
    /// <param name="scores">(N), Float32, finite, N at least 1.</param>
    /// <exception cref="BadArgumentException">The scores do not fit.</exception>
    public static Threshold Kneedle(Tensor scores)
    {
        var sorted = Sorted(scores);
        var (low, range, n) = (sorted[0], sorted[^1] - sorted[0], sorted.Length);
        var (best, at) = (0.0, -1);
        for (var i = 0; i < n && range > 0; i++)
        {
            // From the highest down: the line falls from 1 to 0, the curve of scores with a few high ones faster.
            var bend = 1 - (i / (n - 1.0)) - ((sorted[n - 1 - i] - low) / range);
            if (bend > best) (best, at) = (bend, i);
        }
        if (at < 0)
        {
            return new(
                sorted[^1], ThresholdRule.Kneedle,
                Invariant($"The {n} sorted scores have no bend below which few are high, so none above the highest, {sorted[^1]:G4}, ")
                + "was seen.");
        }
        var value = sorted[n - 1 - at];
        return new(
            value, ThresholdRule.Kneedle,
            Invariant($"The curve of the {n} sorted scores bends at {value:G4}: {at} scores fall to it steeply, the others lie below."));
    }

    private static double[] Sorted(Tensor scores)
    {
        if (scores.DType != DType.Float32 || scores.Rank != 1 || scores.Count == 0)
            throw new BadArgumentException($"Threshold: scores are {scores.DType} {scores.Shape}; Float32 (?) with one or more would fit.");
        var sorted = Array.ConvertAll(scores.ToArray(), value => (double)value);
        foreach (var value in sorted)
            if (!double.IsFinite(value)) throw new BadArgumentException(
                Invariant($"Threshold: a score is {value}; scores must be finite."));
        Array.Sort(sorted);
        return sorted;
    }

    private static double Median(double[] sorted) => (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
}
