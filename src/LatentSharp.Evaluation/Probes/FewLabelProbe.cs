namespace LatentSharp;

/// <summary>What a linear probe reads from features when few labels are known.</summary>
/// <param name="Share">The share of the training labels that it was fitted on.</param>
/// <param name="Labels">Their number.</param>
/// <param name="Accuracy">The share of test samples that it classifies rightly: the mean over draws.</param>
/// <param name="Deviation">The standard deviation over draws (divisor n - 1); 0 of one.</param>
public sealed record FewLabelProbe(double Share, int Labels, double Accuracy, double Deviation)
{
    /// <summary>The shares that are asked for when nothing else is said: 1, 5 and 10 percent.</summary>
    public static IReadOnlyList<double> UsualShares { get; } = [0.01, 0.05, 0.1];

    /// <summary>
    /// Fits <see cref="LinearProbe"/> on shares of the training labels, of each class its share and at least one, drawn anew several times,
    /// and scores it on all test samples. Shares that give the same number of labels as a smaller one, or all, are left out.
    /// </summary>
    /// <param name="trainFeatures">(N, d), Float32, finite.</param>
    /// <param name="trainLabels">(N), Int32.</param>
    /// <param name="testFeatures">(M, d), Float32, finite.</param>
    /// <param name="testLabels">(M), Int32.</param>
    /// <param name="shares">Above 0, at most 1. Default null: <see cref="UsualShares"/>.</param>
    /// <param name="draws">How often labels are drawn, 1 or more. Default 3.</param>
    /// <param name="seed">What the draws follow from. Default 0.</param>
    /// <param name="cancellation">Ends the work with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="BadArgumentException">The arguments do not fit together.</exception>
    public static IReadOnlyList<FewLabelProbe> Compute(
        Tensor trainFeatures, Tensor trainLabels, Tensor testFeatures, Tensor testLabels, IReadOnlyList<double>? shares = null, int draws =
            3,
        long seed = 0, CancellationToken cancellation = default)
    {
        Samples.Features(nameof(FewLabelProbe), trainFeatures);
        var classes = Samples.Labels(nameof(FewLabelProbe), trainLabels, trainFeatures.Shape[0]).ToArray().Distinct().Count();
        if (draws < 1) throw new BadArgumentException($"FewLabelProbe: {draws} draws do not fit; 1 or more would.");
        var (result, n) = (new List<FewLabelProbe>(), trainLabels.Count);
        foreach (var share in shares ?? UsualShares)
        {
            if (!(share > 0 && share <= 1))
                throw new BadArgumentException(
                    FormattableString.Invariant($"FewLabelProbe: the share {share} must be above 0, at most 1."));
            var count = Math.Max(Math.Max(classes, 1), (int)Math.Round(share * n));
            if (count > n || (count == n && share < 1) || result.Any(known => known.Labels == count)) continue;
            double[] scores = [.. Enumerable.Range(0, draws).Select(draw => Score(count, seed + draw))];
            var mean = scores.Average();
            var deviation = draws == 1 ? 0 : Math.Sqrt(scores.Sum(score => (score - mean) * (score - mean)) / (draws - 1));
            result.Add(new(share, count, mean, deviation));
        }
        return result;

        double Score(int count, long drawn)
        {
            var rows = StratifiedRows.Draw(n, trainLabels, count, drawn);
            var probe = new LinearProbe { VarianceFloor = FeatureEvaluation.VarianceFloor };
            return probe.Fit(trainFeatures.Take(rows), trainLabels.Take(rows), cancellation)
                .Accuracy(testFeatures, testLabels, cancellation);
        }
    }
}
