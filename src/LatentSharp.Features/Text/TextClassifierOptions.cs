using System.Globalization;

namespace LatentSharp;

/// <summary>The layers of a <see cref="TextClassifier"/>.</summary>
public enum TextArchitecture
{
    /// <summary>Convolutions of several widths, and the largest value of each filter over all tokens (Kim 2014).</summary>
    Convolutional,

    /// <summary>A bidirectional LSTM, whose last states go through a hidden layer.</summary>
    Recurrent,
}

/// <summary>How a <see cref="TextClassifier"/> is built and trained.</summary>
public sealed record TextClassifierOptions : ClassifierOptions
{
    // Measured on TREC and SMS spam: some 2,000 steps of small batches are enough. Kim's widths of 3, 4 and 5 and vectors of 128 reached
    // 89.8 % of TREC's questions, those of 2, 3 and 4 with vectors of 256 reached 90.4 %.
    private const int Steps = 2_000, FewestEpochs = 8, MostEpochs = 60, UsualBatch = 32;

    /// <summary>300 features, half of which are dropped in training.</summary>
    public TextClassifierOptions() => (LatentSize, Dropout, LearningRate) = (300, 0.5, 0.001);

    /// <inheritdoc/>
    public override string Kind => "text-classifier";

    /// <summary>The layers. Default <see cref="TextArchitecture.Convolutional"/>.</summary>
    [Option(
        "--text-architecture", "The layers: convolutions of several widths with the largest value over all tokens, or a recurrent layer.")]
    public TextArchitecture Architecture { get; init; }

    /// <summary>The size of the vector that is learned for each token. Default 256; 1 or more.</summary>
    [Option("--embedding", "The size of the vector that is learned for each token.", AtLeast = 1, SearchChoices = ["64", "128", "256"])]
    public int EmbeddingSize { get; init; } = 256;

    /// <summary>The share of tokens that is dropped in training, 0 to below 1. Default 0.2.</summary>
    [Option("--token-dropout", "The share of tokens that is dropped in training.", AtLeast = 0, Below = 1, SearchFrom = 0, SearchTo = 0.5)]
    public double TokenDropout { get; init; } = 0.2;

    /// <summary>The widths of the convolutions, in tokens, each 1 or more. Default 2, 3, 4.</summary>
    [Option("--widths", "The widths of the convolutions, in tokens.", TakesNone = false, SearchChoices = ["2,3,4", "3,4,5", "1,2,3"])]
    public IReadOnlyList<int> Widths { get; init; } = [2, 3, 4];

    /// <summary>The units of the recurrent layer, in each direction. Default 64; 1 or more.</summary>
    [Option("--units", "The units of the recurrent layer, in each direction.", AtLeast = 1, SearchChoices = ["32", "64", "128"])]
    public int Units { get; init; } = 64;

    /// <summary>Passes over the samples, 1 or more. Default null: as many as make 2,000 steps, from 8 to 60.</summary>
    [Option("--epochs", "Passes over the training part.", AtLeast = 1, Automatic = "as many as make 2,000 steps, from 8 to 60")]
    public override int? Epochs { get; init; }

    /// <summary>
    /// How many ids of tokens there are; 0 is padding. Default null: one more than the largest that the samples hold, or those of the
    /// vocabulary that the texts were read with. No part of the configuration: the weights have it.
    /// </summary>
    public int? VocabularySize { get; init; }

    /// <inheritdoc/>
    public override TextClassifierOptions CompleteFor(Tensor samples)
    {
        Validate();
        if (Architecture == TextArchitecture.Convolutional && (Widths.Count == 0 || Widths.Count > LatentSize))
            throw Refuse(nameof(Widths), $"from one width to as many as there are features ({LatentSize}) would");
        var complete = this with { VocabularySize = TokenSamples.VocabularyOf(Kind, samples, VocabularySize) };
        var batch = BatchSize ?? Math.Max(UsualBatch, BatchFor(samples.Shape[0]));
        var steps = (int)(((long)samples.Shape[0] + batch - 1) / batch);
        complete = complete with
        {
            BatchSize = batch, Epochs = Epochs ?? Math.Clamp((Steps + steps - 1) / steps, FewestEpochs, MostEpochs),
        };
        return (TextClassifierOptions)complete.CompleteWith(samples);
    }

    internal override bool ReadsTexts => true;

    internal override bool LearnsFromStreams => false;

    internal override TextClassifierOptions ForTexts(int vocabulary) => this with { VocabularySize = vocabulary };

    internal override bool LearnsFromPictures => false;

    internal override EstimatorOptions Defaults() => new TextClassifierOptions();

    internal override IReadOnlyList<Layer> CreateBody(Shape sample)
    {
        TokenSamples.CheckShape(Kind, sample);
        var tokens = new TokenEmbedding(VocabularySize!.Value, EmbeddingSize, TokenDropout) { Name = "tokens" };
        return Architecture == TextArchitecture.Convolutional
            ? [tokens, new TextConvolutions(Widths, LatentSize) { Name = "features" }]
            :
            [
                tokens, new Bidirectional(new LSTM(Units)), new Dropout(Dropout),
                new Dense(LatentSize, Activations.Relu) { Name = "features" },
            ];
    }

    internal override FittedClassifier Restore(Shape sample, IReadOnlyDictionary<string, Tensor> weights) =>
        (this with { VocabularySize = WeightSet.Take(this, weights, "body/tokens/embedding/embeddings").Shape[0] })
            .RestoreWith(sample, weights);

    internal override double? LeastWorkOfSample(Shape sample) => null;

    internal override double WorkOfSample(Shape sample) => (CountParameters(sample) - CountVectors()) * (double)sample[0];

    internal override long CountParameters(Shape sample)
    {
        TokenSamples.CheckShape(Kind, sample);
        var layers = Architecture == TextArchitecture.Convolutional
            ? Widths.Select((width, i) =>
                ((width * (double)EmbeddingSize) + 1) * TextConvolutions.FiltersOf(Widths.Count, LatentSize, i)).Sum()
            : (2.0 * RecurrentLayers.Count(RecurrentCellKind.Lstm, EmbeddingSize, Units)) + ((2.0 * Units) + 1) * LatentSize;
        return (long)Math.Min(CountVectors() + layers, int.MaxValue);
    }

    private protected override string WidestOption => nameof(EmbeddingSize);

    private protected override string DescribeBody(Shape sample) => string.Create(
        CultureInfo.InvariantCulture,
        $"{VocabularySize} tokens-{EmbeddingSize}-")
        + (Architecture == TextArchitecture.Convolutional
            ? string.Create(CultureInfo.InvariantCulture, $"convolutions of {string.Join(", ", Widths)}-{LatentSize}")
            : string.Create(CultureInfo.InvariantCulture, $"lstm {Units} in both directions-{LatentSize}"));

    private double CountVectors() => (double)VocabularySize!.Value * EmbeddingSize;

    private ClassifierOptions CompleteWith(Tensor samples) => base.CompleteFor(samples);

    private FittedClassifier RestoreWith(Shape sample, IReadOnlyDictionary<string, Tensor> weights) => base.Restore(sample, weights);
}
