using System.Globalization;
using System.Text.Json;

namespace LatentSharp;

/// <summary>The autoencoder with one hidden layer or many.</summary>
internal sealed class AutoencoderKind : ModelKind
{
    public override string Name => "autoencoder";

    public override bool Trains => true;

    public override string Describe(LearnRequest request, Shape input)
    {
        var options = Options(request);
        int[] widths = [input.Count, .. options.Hidden, options.LatentSize, .. options.Hidden.Reverse(), input.Count];
        var network = string.Join('-', widths.Select(width => width.ToString(CultureInfo.InvariantCulture)));
        return string.Create(CultureInfo.InvariantCulture, $"autoencoder {network}, {options.Epochs} epochs in batches of {options.BatchSize}, seed {options.Seed}");
    }

    public override void Check(LearnRequest request, Shape input, int trainingSamples)
    {
        var options = Options(request);
        if (Parameters(options, input) > int.MaxValue / sizeof(float))
            throw new BadArgumentException($"{LearnOptions.Hidden.Name}: {LearnOptions.Hidden.Write(options.Hidden)} does not fit; a network of these widths needs more than 2 GiB of weights.");
    }

    public override FeatureModel Fit(
        LearnRequest request, Tensor training, Tensor heldOut, IProgress<TrainingProgress>? progress, StopSignal? stop, CancellationToken cancellation) =>
        new Autoencoder(Options(request)).Fit(training, heldOut, progress, stop, cancellation);

    public override IReadOnlyDictionary<string, Tensor> Weights(FeatureModel model) => ((FittedAutoencoder)model).Weights;

    public override void WriteOptions(Utf8JsonWriter json, FeatureModel model)
    {
        var options = ((FittedAutoencoder)model).Options;
        json.WriteNumber("latentSize", options.LatentSize);
        json.WriteStartArray("hidden");
        foreach (var width in options.Hidden) json.WriteNumberValue(width);
        json.WriteEndArray();
        json.WriteNumber("epochs", options.Epochs);
        json.WriteNumber("batchSize", options.BatchSize);
        json.WriteNumber("learningRate", options.LearningRate);
        json.WriteNumber("seed", options.Seed);
    }

    public override FeatureModel Load(ConfigNode options, Shape input, IReadOnlyDictionary<string, Tensor> weights)
    {
        var read = new AutoencoderOptions
        {
            LatentSize = options.Whole("latentSize", 1),
            Hidden = options.Wholes("hidden", 1),
            Epochs = options.Whole("epochs", 1),
            BatchSize = options.Whole("batchSize", 1),
            LearningRate = options.Number("learningRate"),
            Seed = options.Long("seed"),
        };
        // The network allocates what the options say, so these are held against the weights that are there already.
        var needed = Parameters(read, input);
        var there = weights.Values.Sum(weight => (long)weight.Count);
        if (needed != there) throw options.Bad($"a network of these widths has {needed} weights, but {there} are there");
        return FittedAutoencoder.FromWeights(read, input, weights);
    }

    private static AutoencoderOptions Options(LearnRequest request)
    {
        var defaults = new AutoencoderOptions();
        return new AutoencoderOptions
        {
            LatentSize = request.Latent,
            Hidden = request.Hidden ?? defaults.Hidden,
            Epochs = request.Epochs ?? defaults.Epochs,
            BatchSize = request.Batch ?? defaults.BatchSize,
            LearningRate = request.LearningRate ?? defaults.LearningRate,
            Seed = request.Seed,
        };
    }

    /// <summary>The number of weights and biases, counted without wrapping around; more than <see cref="int.MaxValue"/> is that many.</summary>
    private static long Parameters(AutoencoderOptions options, Shape input)
    {
        int[] widths = [input.Count, .. options.Hidden, options.LatentSize, .. options.Hidden.Reverse(), input.Count];
        var count = 0L;
        for (var i = 1; i < widths.Length && count <= int.MaxValue; i++) count += ((long)widths[i - 1] + 1) * widths[i];
        return count;
    }
}
