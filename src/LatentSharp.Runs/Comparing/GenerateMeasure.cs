namespace LatentSharp;

/// <summary>
/// Coverage (Naeem et al. 2020, equation 4): the share of samples in whose neighbourhood, the ball to the fifth nearest other sample, a
/// generated one lies. As many are generated as there are samples. Precision, recall and density are told beside it.
/// </summary>
internal sealed class GenerateMeasure : GoalMeasure
{
    public override string InWords => "coverage: samples that have a generated one as near as their fifth neighbour";

    public override IReadOnlyList<string> Beside => ["precision", "recall", "density"];

    public override string? WithoutRaw => "neither the raw values nor PCA are among them, since they make no samples.";

    public override bool Suits(EstimatorOptions? options) =>
        options is not null && ModelKind.Generative.Contains(options.Kind, StringComparer.Ordinal);

    public override Score Of(Learned learned, PreparedPart part)
    {
        if (GeneratedFigures.Measure((IGenerative)learned.Model!, part.Scaled, CancellationToken.None) is not var (fidelity, covered))
            return new(double.NaN, []);
        return Score.MeanOf([.. covered.Select(met => met ? 1.0 : 0)]) with
        {
            Beside = [fidelity.Precision, fidelity.Recall, fidelity.Density],
        };
    }
}
