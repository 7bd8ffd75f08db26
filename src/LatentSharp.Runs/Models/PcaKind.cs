using System.Globalization;
using System.Text.Json;

namespace LatentSharp;

/// <summary>Principal components: the baseline.</summary>
internal sealed class PcaKind : ModelKind
{
    public override string Name => "pca";

    public override bool Trains => false;

    /// <summary>The fewest samples that have principal components.</summary>
    public const int FewestSamples = 2;

    /// <summary>The most features that PCA can find in so many samples.</summary>
    public static int Most(Shape input, int samples) => Math.Min(input.Count, samples);

    public override string Describe(LearnRequest request, Shape input) =>
        string.Create(CultureInfo.InvariantCulture, $"pca {input.Count}-{request.Latent}, solved in one step");

    public override void Check(LearnRequest request, Shape input, int trainingSamples)
    {
        if (trainingSamples < FewestSamples)
            throw new BadArgumentException($"{LearnOptions.Model.Name}: pca needs at least {FewestSamples} samples to learn from, but {trainingSamples} is left beside those held out.");
        if (request.Latent <= Most(input, trainingSamples)) return;
        throw new BadArgumentException(input.Count <= trainingSamples
            ? $"{LearnOptions.Latent.Name}: {request.Latent} does not fit; pca finds at most as many features as a sample has values, here {input.Count}."
            : $"{LearnOptions.Latent.Name}: {request.Latent} does not fit; pca finds at most as many features as there are samples to learn from, here {trainingSamples}.");
    }

    public override FeatureModel Fit(
        LearnRequest request, Tensor training, Tensor heldOut, IProgress<TrainingProgress>? progress, StopSignal? stop, CancellationToken cancellation) =>
        new Pca(new PcaOptions { LatentSize = request.Latent }).Fit(training, cancellation);

    public override IReadOnlyDictionary<string, Tensor> Weights(FeatureModel model)
    {
        var pca = (FittedPca)model;
        return new Dictionary<string, Tensor>(StringComparer.Ordinal)
        {
            ["mean"] = pca.Mean,
            ["components"] = pca.Components,
            ["explained_variance"] = pca.ExplainedVariance,
            ["explained_variance_ratio"] = pca.ExplainedVarianceRatio,
        };
    }

    public override void WriteOptions(Utf8JsonWriter json, FeatureModel model) => json.WriteNumber("latentSize", model.LatentSize);

    public override FeatureModel Load(ConfigNode options, Shape input, IReadOnlyDictionary<string, Tensor> weights)
    {
        var latent = options.Whole("latentSize", 1);
        var model = new FittedPca(Weight("mean"), Weight("components"), Weight("explained_variance"), Weight("explained_variance_ratio"), input);
        return model.LatentSize == latent ? model : throw options.Bad($"latentSize is {latent}, but the weights hold {model.LatentSize} components");

        Tensor Weight(string name) => weights.TryGetValue(name, out var tensor) ? tensor : throw options.Bad($"the weights lack '{name}'");
    }
}
