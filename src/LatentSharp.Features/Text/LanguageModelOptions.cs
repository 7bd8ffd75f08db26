using System.Globalization;

namespace LatentSharp;

/// <summary>The layers of a <see cref="LanguageModel"/>.</summary>
public enum LanguageNetwork
{
    /// <summary>Layers of LSTM.</summary>
    Lstm,

    /// <summary>Blocks of a Transformer, each step of which sees those before it.</summary>
    Transformer,
}

/// <summary>How a <see cref="LanguageModel"/> is built and trained.</summary>
public sealed record LanguageModelOptions : ValidatedOptions
{
    private const long Tokens = 8_000_000;
    private const int MostEpochs = 100, UsualBatch = 32, CharactersEmbedding = 64;

    /// <summary>256 units; all rows are learned from.</summary>
    public LanguageModelOptions() => (LatentSize, LearningRate, EarlyStopping) = (256, 0.01, EarlyStoppingMode.No);

    /// <inheritdoc/>
    public override string Kind => "language-model";

    /// <summary>The layers. Default <see cref="LanguageNetwork.Lstm"/>.</summary>
    [Option("--network", "The layers: of LSTM, or blocks of a Transformer.")]
    public LanguageNetwork Network { get; init; }

    /// <summary>The tokens of a window, each of which is told from those before it. Default 64; 1 or more.</summary>
    [Option("--context", "The tokens of a window, each of which is told from those before it.", AtLeast = 1)]
    public int Context { get; init; } = 64;

    /// <summary>The layers or blocks, 1 or more. Default null: 1 layer of LSTM, 4 blocks of a Transformer.</summary>
    [Option("--layers", "How many layers or blocks.", AtLeast = 1, Automatic = "1 layer of LSTM, 4 blocks of a Transformer")]
    public int? Layers { get; init; }

    /// <summary>The heads of each block's attention, which divide the number of features. Default 4; 1 or more.</summary>
    [Option("--heads", "The heads of each Transformer block's attention; they divide the number of features.", AtLeast = 1)]
    public int Heads { get; init; } = 4;

    /// <summary>The size of the vector that is learned for each token of an LSTM, 1 or more. Default 64.</summary>
    [Option(
        "--embedding", "The size of the vector that is learned for each token, of an LSTM; a Transformer's is the number of features.",
        AtLeast = 1)]
    public int EmbeddingSize { get; init; } = CharactersEmbedding;

    /// <summary>The share of hidden values that is dropped in training, 0 to below 1. Default 0.</summary>
    [Option("--dropout", "The share of hidden values that is dropped in training.", AtLeast = 0, Below = 1)]
    public double Dropout { get; init; }

    /// <summary>
    /// Passes over the windows, 1 or more. Default null: as many as read 8 million tokens, 100 at most.
    /// </summary>
    [Option("--epochs", "Passes over the training part.", AtLeast = 1, Automatic = "as many as read 8 million tokens, 100 at most")]
    public override int? Epochs { get; init; }

    /// <summary>Windows a step, 1 or more. Default null: 32.</summary>
    [Option("--batch", "Samples in one step.", AtLeast = 1, Automatic = "32")]
    public override int? BatchSize { get; init; }

    /// <summary>
    /// How many ids of tokens there are; 0 is padding. Default null: one more than the largest that the samples hold, or those of the
    /// vocabulary that the text was read with. No part of the configuration: the weights have it.
    /// </summary>
    public int? VocabularySize { get; init; }

    internal int LayerCount => Layers ?? (Network == LanguageNetwork.Lstm ? 1 : 4);

    /// <inheritdoc/>
    public override LanguageModelOptions CompleteFor(Tensor samples)
    {
        Validate();
        if (Network == LanguageNetwork.Transformer && LatentSize % Heads != 0)
            throw Refuse(nameof(Heads), $"they must divide the number of features, {LatentSize}");
        TokenSamples.CheckShape(Kind, samples.Shape[1..]);
        if (samples.Shape[1] != Context + 1)
            throw Refuse(
                nameof(Context), $"windows of {samples.Shape[1]} tokens are one longer than a context of {samples.Shape[1] - 1}");
        var tokens = Math.Max(1, (long)samples.Shape[0] * Context);
        var complete = this with
        {
            VocabularySize = TokenSamples.VocabularyOf(Kind, samples, VocabularySize),
            Layers = LayerCount,
            BatchSize = BatchSize ?? UsualBatch,
            Epochs = Epochs ?? (int)Math.Clamp((Tokens + tokens - 1) / tokens, 1, MostEpochs),
        };
        return (LanguageModelOptions)complete.CompleteWith(samples);
    }

    /// <inheritdoc/>
    public override string Describe(Shape sample)
    {
        var layers = Network == LanguageNetwork.Lstm
            ? string.Create(
                CultureInfo.InvariantCulture, $"{EmbeddingSize}-lstm {string.Join('-', Enumerable.Repeat(LatentSize, LayerCount))}")
            : string.Create(
                CultureInfo.InvariantCulture, $"{LatentSize}-{LayerCount} {(LayerCount == 1 ? "block" : "blocks")} of {Heads} heads");
        return string.Create(
            CultureInfo.InvariantCulture, $"{Kind} {VocabularySize} tokens-{layers}, windows of {Context}, {TrainingInWords}");
    }

    internal override bool ReadsTexts => true;

    internal override string LossInWords => "Cross-entropy in nats a token";

    internal override LanguageModelOptions ForTexts(int vocabulary) => this with { VocabularySize = vocabulary };

    internal override EstimatorOptions Defaults() => new LanguageModelOptions();

    internal override double? LeastWorkOfSample(Shape sample) => (CountParameters(sample) - CountVectors()) * (double)Context;

    internal override double WorkOfSample(Shape sample) => LeastWorkOfSample(sample)!.Value;

    internal override long CountParameters(Shape sample)
    {
        double width = LatentSize, layers = LayerCount;
        var inside = Network == LanguageNetwork.Lstm
            ? RecurrentLayers.Count(RecurrentCellKind.Lstm, EmbeddingSize, LatentSize)
                + ((layers - 1) * RecurrentLayers.Count(RecurrentCellKind.Lstm, LatentSize, LatentSize))
            : (layers * ((12 * width) + 2) * width) + width;
        return (long)Math.Min(CountVectors() + inside + ((width + 1) * VocabularySize!.Value), int.MaxValue);
    }

    /// <summary>The network from ids (N, T) over features to a logit for each token, not built.</summary>
    internal Sequential CreateNetwork()
    {
        var body = new List<Layer>();
        // As wide as the steps of the body make of them: of vectors of ±0.05 an LSTM learns next to nothing in its first epochs.
        if (Network == LanguageNetwork.Lstm) AddLstm(body, Initializers.RandomNormal(0, 0.3f));
        else AddBlocks(body, Initializers.RandomNormal(0, 0.02f));
        return new Sequential(new Sequential([.. body]) { Name = "body" }, new Dense(VocabularySize!.Value) { Name = "output" })
        {
            Name = "language",
            Seed = Seed,
        };
    }

    /// <summary>The loss of training.</summary>
    internal static Loss Loss { get; } = new SparseCategoricalCrossentropy { FromLogits = true };

    /// <summary>
    /// AdamW on a cosine after a short rise: what is multiplied decays, and gradients are clipped to a length of 1.
    /// </summary>
    internal Optimizer CreateOptimizer(int samples)
    {
        var steps = (long)Epochs!.Value * (((long)samples + BatchSize!.Value - 1) / BatchSize.Value);
        var rise = Math.Max(1, steps / 20);
        return new AdamW(Schedule ?? new CosineDecay(0, Math.Max(1, steps - rise), 0.02, LearningRate, rise))
        {
            WeightDecay = Network == LanguageNetwork.Lstm ? 0.01 : 0.1,
            Beta2 = 0.99,
            GlobalClipNorm = 1,
            ExcludeFromWeightDecay = ["bias", "gamma", "beta", "embedding"],
        };
    }

    internal override FittedLanguageModel Restore(Shape sample, IReadOnlyDictionary<string, Tensor> weights)
    {
        TokenSamples.CheckShape(Kind, sample);
        if (sample[0] != Context + 1) throw Refuse(nameof(Context), $"samples of shape {sample} have {sample[0] - 1}");
        var options = this with { VocabularySize = WeightSet.Take(this, weights, "body/embedding/embeddings").Shape[0] };
        options.CheckSize(sample);
        return new FittedLanguageModel(
            options, sample, NetworkWeights.Build(Kind, options.CreateNetwork(), new Shape(Context), weights), new History());
    }

    private protected override string WidestOption => nameof(LatentSize);

    private void AddLstm(List<Layer> body, Initializer vectors)
    {
        body.Add(new Embedding(VocabularySize!.Value, EmbeddingSize) { Name = "embedding", EmbeddingsInitializer = vectors });
        for (var i = 0; i < LayerCount; i++)
        {
            body.Add(new LSTM(LatentSize) { ReturnSequences = true });
            if (Dropout > 0) body.Add(new Dropout(Dropout));
        }
    }

    private void AddBlocks(List<Layer> body, Initializer kernels)
    {
        body.Add(new Embedding(VocabularySize!.Value, LatentSize) { Name = "embedding", EmbeddingsInitializer = kernels });
        body.Add(new PositionEmbedding(Context) { EmbeddingsInitializer = kernels });
        if (Dropout > 0) body.Add(new Dropout(Dropout));
        for (var i = 0; i < LayerCount; i++)
        {
            // Each block adds two results to its input, so that they begin smaller the more there are (Radford et al. 2019).
            body.Add(new TransformerBlock(Heads, 4 * LatentSize, Activations.Gelu(approximate: true), Dropout)
            {
                UseCausalMask = true, UseBias = false, KernelInitializer = kernels,
                OutputInitializer = Initializers.RandomNormal(0, 0.02f / MathF.Sqrt(2 * LayerCount)),
            });
        }
        body.Add(new LayerNormalization { Epsilon = 1e-5, Center = false });
    }

    private double CountVectors() => (VocabularySize!.Value * (double)(Network == LanguageNetwork.Lstm ? EmbeddingSize : LatentSize))
        + (Network == LanguageNetwork.Lstm ? 0 : Context * (double)LatentSize);

    private ValidatedOptions CompleteWith(Tensor samples) => (ValidatedOptions)base.CompleteFor(samples);
}
