using System.Globalization;

namespace LatentSharp;

/// <summary>How an <see cref="MlpClassifier"/> is built and trained.</summary>
public sealed record MlpOptions : ConsistencyOptions
{
    /// <inheritdoc/>
    public override string Kind => "mlp";

    /// <summary>Widths of the hidden layers before the features, from the input inwards. Empty for none. Default 128.</summary>
    [Option("--hidden", "Widths of the hidden layers before the features.",
        SearchChoices = ["64", "128", "256", "128,64", "256,128", "512,256"])]
    public IReadOnlyList<int> Hidden { get; init; } = [128];

    /// <summary>Whether hidden layers are normalised over the batch before their ReLU. Default false.</summary>
    [Option("--batch-norm", "Whether hidden layers are normalised over the batch before their ReLU.", SearchChoices = ["no", "yes"])]
    public bool BatchNorm { get; init; }

    internal override EstimatorOptions Defaults() => new MlpOptions();

    internal override IReadOnlyList<Layer> CreateBody(Shape sample)
    {
        var layers = new List<Layer> { new Flatten() };
        foreach (var width in Hidden)
        {
            layers.AddRange(HiddenLayer(width));
            layers.Add(new Dropout(Dropout));
        }
        layers.AddRange(HiddenLayer(LatentSize, "features"));
        return layers;
    }

    internal override double? LeastWorkOfSample(Shape sample) => CountParameters(sample);

    internal override long CountParameters(Shape sample)
    {
        int[] widths = [.. Hidden, LatentSize];
        return DenseLayers.Count([sample.Count, .. widths]) + (BatchNorm ? 4 * widths.Sum(width => (long)width) : 0);
    }

    private protected override string DescribeBody(Shape sample) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{string.Join('-', [sample.Count, .. Hidden, LatentSize])}{(BatchNorm ? " with batch normalisation" : "")}");

    private IEnumerable<Layer> HiddenLayer(int width, string? name = null)
    {
        if (!BatchNorm) return [new Dense(width, Activations.Relu) { Name = name }];
        return [new Dense(width) { Name = name }, new BatchNormalization { Momentum = 0.9 }, new Activation(Activations.Relu)];
    }
}
