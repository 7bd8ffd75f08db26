using System.Globalization;

namespace LatentSharp;

/// <summary>How a <see cref="Gan"/> is built and trained.</summary>
public record GanOptions : AdversarialOptions
{
    /// <inheritdoc/>
    public override string Kind => "gan";

    /// <summary>
    /// Widths of the discriminator's hidden layers, from the input inwards; the generator mirrors them. The innermost is the number of
    /// features. One or more. Default 256, 128.
    /// </summary>
    [Option("--hidden", "Widths of the discriminator's hidden layers; the generator mirrors them.",
        SearchChoices = ["64", "128", "256", "128,64", "256,128", "512,256"])]
    public IReadOnlyList<int> Hidden { get; init; } = [256, 128];

    /// <summary>
    /// The share of the values of the discriminator's hidden layers that is dropped in training: an unsure discriminator leaves the
    /// generator more of the samples' variety. Default 0.3; 0 to below 1.
    /// </summary>
    [Option(
        "--dropout", "The share of hidden values that is dropped in training, of a gan those of the discriminator.", AtLeast = 0,
        Below = 1, AbsentMeans = 0.0, SearchFrom = 0, SearchTo = 0.5)]
    public double Dropout { get; init; } = 0.3;

    /// <inheritdoc/>
    public override GanOptions CompleteFor(Tensor samples)
    {
        if (Hidden is { Count: 0 })
            throw Refuse(nameof(Hidden), "the discriminator's last hidden layer gives the features, so there is one at least");
        return (GanOptions)base.CompleteFor(samples);
    }

    internal override EstimatorOptions Defaults() => new GanOptions();

    internal override Sequential CreateGenerator(Shape sample) => DenseGan.Generator(Hidden, sample);

    internal override Sequential CreateFeatures(Shape sample) => DenseGan.Features(Hidden, Dropout);

    internal override long CountParameters(Shape sample) => DenseGan.CountParameters(Hidden, LatentSize, sample);

    private protected override string DescribeNetwork(Shape sample) => DenseGan.Describe(Hidden, LatentSize, sample);
}
