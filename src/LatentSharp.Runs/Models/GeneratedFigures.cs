using System.Text.Json.Serialization;
using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>
/// How new samples of a model stand to real ones that it did not learn from, by their values or by features of both
/// (<see cref="SampleFidelity"/>): as many are made as there are real ones.
/// </summary>
/// <param name="Samples">The real samples.</param>
/// <param name="Precision">The share of new samples as near to a real one as its neighbours are.</param>
/// <param name="Recall">The share of real samples as near to a new one as its neighbours are.</param>
/// <param name="Density">Among how many real samples, as a share of the neighbours, a new one lies; it may exceed 1.</param>
/// <param name="Coverage">The share of real samples that have a new one as near as their neighbours.</param>
public sealed record GeneratedFigures(int Samples, double Precision, double Recall, double Density, double Coverage)
{
    internal const int Neighbours = 5;

    /// <summary>By which features: <c>on the 10 features of runs/x (autoencoder)</c>; null where by the values.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? FeaturesOf { get; init; }

    private const int MostSamples = 1_000;

    /// <summary>As names, notes and values to show.</summary>
    public IReadOnlyList<(string Name, string Note, string Value)> Describe() =>
    [
        ("Precision of new samples", "as near to a real one as its fifth neighbour", Percent(Precision)),
        ("Recall of real samples", "as near to a new one as its fifth neighbour", Percent(Recall)),
        ("Density", "real samples around a new one, beside five; about 1 when both are alike", Figure(Density)),
        ("Coverage", "real samples that have a new one as near as their fifth neighbour", Percent(Coverage)),
    ];

    /// <summary>Measures on 1,000 samples at most, evenly drawn; null of a model that makes none, and of fewer than two samples.</summary>
    /// <param name="model">The model.</param>
    /// <param name="count">How many real samples there are.</param>
    /// <param name="real">Those of some rows, scaled: (M, …).</param>
    /// <param name="network">By whose features; null for by their values.</param>
    /// <param name="cancellation">Ends it with an exception.</param>
    internal static GeneratedFigures? Of(
        FittedModel model, int count, Func<int[], Tensor> real, FeatureNetwork? network, CancellationToken cancellation)
    {
        if (model is not IGenerative generative || count < 2) return null;
        var shown = Math.Min(count, MostSamples);
        var samples = real([.. Enumerable.Range(0, shown).Select(i => (int)((long)i * count / shown))]);
        return Measure(generative, samples, cancellation, network is null ? null : network.Features) is var (figures, _)
            ? new(shown, figures.Precision, figures.Recall, figures.Density, figures.Coverage) { FeaturesOf = network?.InWords }
            : null;
    }

    /// <summary>The figures on samples (N, …), N at least 2, and which are covered; null where what was made is no number.</summary>
    internal static (SampleFidelity Fidelity, bool[] Covered)? Measure(
        IGenerative model, Tensor real, CancellationToken cancellation, Func<Tensor, Tensor>? features = null)
    {
        var made = model.Sample(real.Shape[0], seed: 0);
        if (features is not null && Require.AreFinite(made.AsSpan())) (real, made) = (features(real).Keep(), features(made).Keep());
        return Require.AreFinite(made.AsSpan())
            ? SampleFidelity.Measure(Flat(real), Flat(made), Math.Min(Neighbours, real.Shape[0] - 1), cancellation)
            : null;
    }

    private static Tensor Flat(Tensor samples) => samples.Reshape([samples.Shape[0], samples.Shape[1..].Count]);
}
