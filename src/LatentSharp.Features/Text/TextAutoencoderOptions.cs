using System.Globalization;

namespace LatentSharp;

/// <summary>What a <see cref="TextAutoencoder"/> writes from the features of a text.</summary>
public enum TextDecoder
{
    /// <summary>Which tokens the text has, in no order: one layer gives the probability of each.</summary>
    Bag,

    /// <summary>The text token by token, by a bidirectional LSTM that meets the features at each. Slow; for short texts.</summary>
    Sequence,
}

/// <summary>How a <see cref="TextAutoencoder"/> is built and trained.</summary>
public sealed record TextAutoencoderOptions : ValidatedOptions
{
    // Measured on SMS spam: 3,000 steps of small batches, after which little is gained.
    private const int Steps = 3_000, FewestEpochs = 10, MostEpochs = 100, UsualBatch = 32;

    /// <summary>64 features, at a learning rate of 0.003.</summary>
    public TextAutoencoderOptions() => (LatentSize, LearningRate) = (64, 0.003);

    /// <inheritdoc/>
    public override string Kind => "text-autoencoder";

    /// <summary>What is written from the features. Default <see cref="TextDecoder.Bag"/>.</summary>
    [Option("--writes", "What is written from the features: which tokens a text has, or the text token by token.")]
    public TextDecoder Writes { get; init; }

    /// <summary>The size of the vector that is learned for each token. Default 64; 1 or more.</summary>
    [Option("--embedding", "The size of the vector that is learned for each token.", AtLeast = 1, SearchChoices = ["64", "128", "256"])]
    public int EmbeddingSize { get; init; } = 64;

    /// <summary>The share of tokens that is hidden from the encoder in training, 0 to below 1. Default 0.2.</summary>
    [Option("--token-dropout", "The share of tokens that is dropped in training.", AtLeast = 0, Below = 1, SearchFrom = 0, SearchTo = 0.5)]
    public double TokenDropout { get; init; } = 0.2;

    /// <summary>The units of each recurrent layer, in each direction. Default 96; 1 or more.</summary>
    [Option("--units", "The units of each recurrent layer, in each direction.", AtLeast = 1, SearchChoices = ["64", "96", "128"])]
    public int Units { get; init; } = 96;

    /// <summary>
    /// How many ids the decoder can write, the first ones, which are the most frequent words or characters; it writes
    /// <c>unknown</c> for the others. Default 2,000; 5 or more.
    /// </summary>
    [Option("--written-tokens", "How many of the most frequent tokens are written; others are unknown.", AtLeast = 5)]
    public int WrittenTokens { get; init; } = 2_000;

    /// <summary>Passes over the samples, 1 or more. Default null: as many as make 3,000 steps, from 10 to 100.</summary>
    [Option("--epochs", "Passes over the training part.", AtLeast = 1, Automatic = "as many as make 3,000 steps, from 10 to 100")]
    public override int? Epochs { get; init; }

    /// <summary>How many ids of tokens there are (<see cref="TextClassifierOptions.VocabularySize"/>).</summary>
    public int? VocabularySize { get; init; }

    /// <inheritdoc/>
    public override TextAutoencoderOptions CompleteFor(Tensor samples)
    {
        Validate();
        TokenSamples.CheckShape(Kind, samples.Shape[1..]);
        var vocabulary = TokenSamples.VocabularyOf(Kind, samples, VocabularySize);
        var batch = BatchSize ?? Math.Max(UsualBatch, BatchFor(samples.Shape[0]));
        var steps = (int)(((long)samples.Shape[0] + batch - 1) / batch);
        var complete = this with
        {
            VocabularySize = vocabulary, WrittenTokens = Math.Min(WrittenTokens, Math.Max(TokenSamples.Special + 1, vocabulary)),
            BatchSize = batch, Epochs = Epochs ?? Math.Clamp((Steps + steps - 1) / steps, FewestEpochs, MostEpochs),
        };
        return (TextAutoencoderOptions)complete.CompleteWith(samples);
    }

    /// <inheritdoc/>
    public override string Describe(Shape sample) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Kind} {VocabularySize} tokens-{EmbeddingSize}-lstm {Units} in both directions-{LatentSize}-"
        + $"{(Writes == TextDecoder.Bag ? "" : FormattableString.Invariant($"lstm {Units} in both directions-"))}{WrittenTokens} tokens, "
        + $"{TrainingInWords}");

    internal override bool ReadsTexts => true;

    internal override string LossInWords => "Cross-entropy of the tokens";

    internal override TextAutoencoderOptions ForTexts(int vocabulary) => this with { VocabularySize = vocabulary };

    internal override EstimatorOptions Defaults() => new TextAutoencoderOptions();

    internal TextAutoencoderNetwork CreateNetwork(Shape sample)
    {
        TokenSamples.CheckShape(Kind, sample);
        return new TextAutoencoderNetwork(this) { Seed = Seed };
    }

    internal override FittedTextAutoencoder Restore(Shape sample, IReadOnlyDictionary<string, Tensor> weights)
    {
        var known = this with { VocabularySize = WeightSet.Take(this, weights, "encoder/tokens/embedding/embeddings").Shape[0] };
        return new(known, sample, NetworkWeights.Build(known, known.CreateNetwork, sample, weights), new History());
    }

    internal override double WorkOfSample(Shape sample) =>
        (CountParameters(sample) - ((double)VocabularySize!.Value * EmbeddingSize)) * sample[0];

    internal override long CountParameters(Shape sample)
    {
        var states = 2.0 * Units;
        var count = ((double)VocabularySize!.Value * EmbeddingSize)
            + (2.0 * RecurrentLayers.Count(RecurrentCellKind.Lstm, EmbeddingSize, Units)) + ((states + 1) * LatentSize)
            + (Writes == TextDecoder.Bag
                ? (LatentSize + 1.0) * WrittenTokens
                : (2.0 * RecurrentLayers.Count(RecurrentCellKind.Lstm, LatentSize, Units)) + ((states + 1) * WrittenTokens));
        return (long)Math.Min(count, int.MaxValue);
    }

    private protected override string WidestOption => nameof(EmbeddingSize);

    private ValidatedOptions CompleteWith(Tensor samples) => (ValidatedOptions)base.CompleteFor(samples);
}
