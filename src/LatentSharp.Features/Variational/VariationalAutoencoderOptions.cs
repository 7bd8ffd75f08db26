using System.Globalization;

namespace LatentSharp;

/// <summary>How a <see cref="VariationalAutoencoder"/> is built and trained.</summary>
public record VariationalAutoencoderOptions : VariationalOptions
{
    /// <inheritdoc/>
    public override string Kind => "vae";

    /// <summary>
    /// Widths of the encoder's hidden layers, from the input inwards; the decoder mirrors them. Empty for none. Default 400.
    /// </summary>
    [Option("--hidden", "Widths of the encoder's hidden layers; the decoder mirrors them.",
        SearchChoices = ["64", "128", "256", "128,64", "256,128", "512,256"])]
    public IReadOnlyList<int> Hidden { get; init; } = [400];

    internal override EstimatorOptions Defaults() => new VariationalAutoencoderOptions();

    internal override VariationalNetwork CreateNetwork(Shape sample)
    {
        var trunk = new Sequential(
            [new Flatten(), .. Hidden.Select(width => DenseLayers.Create(width, Activations.Relu))]) { Name = "hidden" };
        var decoder = new Sequential(
            [
                .. Hidden.Reverse().Select(width => DenseLayers.Create(width, Activations.Relu)),
                DenseLayers.Create(sample.Count, name: "output"), new Reshape(sample)]);
        return new VariationalNetwork(trunk, decoder, sample, LatentSize, Likelihood, Variance, Seed);
    }

    internal override double WorkOfSample(Shape sample) => CountParameters(sample);

    internal override double? LeastWorkOfSample(Shape sample) => CountParameters(sample);

    internal override long CountParameters(Shape sample)
    {
        int[] encoder = [sample.Count, .. Hidden], decoder = [LatentSize, .. Hidden.Reverse(), sample.Count];
        return DenseLayers.Count(encoder) + (2 * DenseLayers.Count([encoder[^1], LatentSize])) + DenseLayers.Count(decoder);
    }

    private protected override string DescribeNetwork(Shape sample) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{string.Join('-', [sample.Count, .. Hidden])}-({LatentSize},"
            + $"{LatentSize})-{string.Join('-', [.. Hidden.Reverse(), sample.Count])}");
}
