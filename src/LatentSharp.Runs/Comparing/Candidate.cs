using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>One of the ways to features that are compared.</summary>
/// <param name="Name">As the table shows it: <c>raw values</c>, <c>conv-autoencoder</c>.</param>
/// <param name="Options">What learns; null for the values themselves.</param>
internal sealed record Candidate(string Name, EstimatorOptions? Options)
{
    /// <summary>The values as they are, scaled: what every feature has to beat.</summary>
    public static Candidate Raw { get; } = new("raw values", null);

    private const int FewestFeatures = 2, MostFeatures = 16, ValuesAFeature = 4;

    /// <summary>How many features are learned where nobody says: a quarter of the values, 2 to 16.</summary>
    public static int FeaturesFor(Shape sample) => Math.Clamp(sample.Count / ValuesAFeature, FewestFeatures, MostFeatures);

    /// <summary>More features than the values that they are of, beyond this, are refused: trainings would outlast any budget.</summary>
    private const int MostOfFewValues = 1_000;

    /// <summary>Refuses more features than can be compared.</summary>
    /// <exception cref="BadArgumentException">There are.</exception>
    public static void Check(int features, Shape sample)
    {
        if (features > Math.Max(sample.Count, MostOfFewValues))
            throw new BadArgumentException(
                $"{CompareOptions.Features.Name}: {features} does not fit; of samples of {Plural(sample.Count, "value")} "
                + $"{Count(Math.Max(sample.Count, MostOfFewValues))} features at most are compared.");
    }

    /// <summary>Whether it gives features; else what it is for alone, as a detector gives scores.</summary>
    public bool GivesFeatures => Options is null || ModelKind.Learners.Any(kind => kind.Name == Options.Kind);

    /// <summary>The raw values and PCA, and the kinds of models that suit the data and the goal.</summary>
    /// <param name="data">The data.</param>
    /// <param name="measure">What they are compared by.</param>
    /// <param name="features">How many features each learns, where that can be said.</param>
    public static IReadOnlyList<Candidate> For(Dataset data, GoalMeasure measure, int features)
    {
        string[] learned = data.SampleShape.Rank switch
        {
            3 => ["autoencoder", "denoising-autoencoder", "conv-autoencoder", "vae", "conv-vae", "gan", "dcgan", "cnn"],
            2 => ["autoencoder", "conv-autoencoder", "recurrent-autoencoder", "minirocket", "multirocket", "vae", "cnn", "rnn"],
            _ => ["autoencoder", "denoising-autoencoder", "sparse-autoencoder", "vae", "gan", "mlp"],
        };
        var pca = new PcaOptions { LatentSize = Math.Min(features, data.SampleShape.Count) };
        return
        [
            .. new[] { Raw, new Candidate("pca", pca) }
                .Concat(learned.Select(ModelKind.Find).OfType<ModelKind>().Concat(measure.Kinds)
                    .Select(kind => new Candidate(kind.Name, Sized(kind, features, measure.IsOfFewFeatures))))
                .Where(candidate => measure.Suits(candidate.Options))
                .Where(candidate => data.Labels is not null || candidate.Options is not { NeedsLabels: true }),
        ];
    }

    /// <summary>
    /// Classifiers keep the width that they have by themselves: their features are a means. So do features of which few are active, but not
    /// where it counts how many there are.
    /// </summary>
    private static EstimatorOptions Sized(ModelKind kind, int features, bool few) =>
        kind.Defaults is FeatureOptions { NeedsLabels: false } sized && (few || kind.Name != "sparse-autoencoder")
            ? sized with { LatentSize = features }
            : kind.Defaults;
}
