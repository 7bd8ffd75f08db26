namespace LatentSharp;

/// <summary>
/// Coverage (Naeem et al. 2020, equation 4): the share of samples in whose neighbourhood, the ball to the fifth nearest other sample, a
/// generated one lies. As many are generated as there are samples.
/// </summary>
internal sealed class GenerateMeasure : GoalMeasure
{
    private const int Neighbours = 5;

    public override string InWords => "coverage: samples that have a generated one as near as their fifth neighbour";

    public override bool Suits(EstimatorOptions? options) =>
        options is not null && ModelKind.Generative.Contains(options.Kind, StringComparer.Ordinal);

    public override Score Of(Learned learned, PreparedPart part)
    {
        var made = ((IGenerative)learned.Model!).Sample(part.Count, seed: 0);
        var (real, fake) = (Flat(part.Scaled), Flat(made));
        var neighbours = Math.Min(Neighbours + 1, part.Count);
        // A sample is its own nearest neighbour.
        var (_, among) = Distances(real).Nearest(real, neighbours, CancellationToken.None);
        var (_, to) = Distances(fake).Nearest(real, 1, CancellationToken.None);
        return Score.MeanOf([.. to.Select((distance, row) => distance <= among[(row * neighbours) + neighbours - 1] ? 1.0 : 0)]);
    }

    private static RowDistances Distances(Tensor rows) => new(rows.AsSpan(), rows.Shape[0], rows.Shape[1]);

    private static Tensor Flat(Tensor samples) => samples.Reshape([samples.Shape[0], samples.Shape[1..].Count]);
}
