using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>What features are like by themselves, and what can be read from them with few labels.</summary>
/// <param name="Samples">The samples that this was measured on.</param>
/// <param name="EffectiveRank">How many directions they use (<see cref="FeatureQuality.EffectiveRank"/>).</param>
/// <param name="DeadUnits">How many are the same for every sample.</param>
/// <param name="MeanCorrelation">The mean of |r| over pairs of features; null of more than 1,000.</param>
/// <param name="FewLabels">
/// Linear probes fitted on 1, 5 and 10 % of the labels, as far as each class has one; empty without labels.
/// </param>
public sealed record FeatureFigures(
    int Samples, double EffectiveRank, int DeadUnits, double? MeanCorrelation, IReadOnlyList<FewLabelProbe> FewLabels)
{
    private const int MostSamples = 10_000, WideFeatures = 256, MostCorrelated = 1_000;

    /// <summary>
    /// A probe is fitted once, not several times, beyond so many products of samples, features and classes; beyond more not at all.
    /// </summary>
    private const long FewProducts = 500_000, MostProducts = 20_000_000;

    private const int Draws = 3;

    /// <summary>As names and values to show.</summary>
    /// <param name="features">The number of features.</param>
    public IReadOnlyList<(string Name, string Note, string Value)> Describe(int features)
    {
        var rows = new List<(string, string, string)>
        {
            ("Effective rank", "how many directions the features use, by the entropy of their singular values",
                $"{Figure(EffectiveRank)} of {Count(features)}"),
            ("Dead units", "features that are the same for every sample", $"{Count(DeadUnits)} of {Count(features)}"),
        };
        if (MeanCorrelation is { } correlation)
            rows.Add(("Correlation of features", "mean of |r| over all pairs; 0 when none repeats another", Figure(correlation)));
        foreach (var few in FewLabels)
        {
            var deviation = few.Deviation > 0 ? $" ± {Figure(100 * few.Deviation)}" : "";
            rows.Add((
                $"Linear probe, {Number(100 * few.Share)} % of the labels", $"accuracy by {Plural(few.Labels, "label")}, drawn by class",
                Percent(few.Accuracy).Replace(" %", deviation + " %", StringComparison.Ordinal)));
        }
        return rows;
    }

    /// <summary>Measures features (N, k), of many samples on some.</summary>
    /// <param name="measured">N at least 1.</param>
    /// <param name="few">Features with labels to fit on, and to measure on; null without labels.</param>
    /// <param name="cancellation">Ends it with an exception.</param>
    internal static FeatureFigures Of(Tensor measured, (Probing.Part From, Probing.Part To)? few, CancellationToken cancellation)
    {
        var width = measured.Shape[1];
        var most = width > WideFeatures ? WideFeatures : MostSamples;
        var sample = measured.Shape[0] <= most ? measured : measured.Take(StratifiedRows.Draw(measured.Shape[0], null, most, seed: 0));
        return new(
            sample.Shape[0], FeatureQuality.EffectiveRank(sample, cancellation), FeatureQuality.DeadUnits(sample).Length,
            width <= MostCorrelated ? FeatureQuality.MeanCorrelation(sample) : null,
            few is { } parts ? Few(parts.From, parts.To, cancellation) : []);
    }

    private static List<FewLabelProbe> Few(Probing.Part from, Probing.Part to, CancellationToken cancellation)
    {
        var result = new List<FewLabelProbe>();
        if (from.Size == 0 || to.Size == 0) return result;
        var each = (long)from.Features.Shape[1] * from.Classes;
        foreach (var share in FewLabelProbe.UsualShares)
        {
            var products = Math.Max(from.Classes, (long)(share * from.Size)) * each;
            if (products > MostProducts) break;
            var probes = FewLabelProbe.Compute(
                from.Features, from.Labels, to.Features, to.Labels, [share], products > FewProducts ? 1
                    : Draws, cancellation: cancellation);
            result.AddRange(probes.Where(probe => result.All(known => known.Labels != probe.Labels)));
        }
        return result;
    }
}
