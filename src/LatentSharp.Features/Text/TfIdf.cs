using System.Globalization;

namespace LatentSharp;

/// <summary>How <see cref="TfIdf"/> makes features.</summary>
public sealed record TfIdfOptions : FeatureOptions
{
    /// <summary>100 features.</summary>
    public TfIdfOptions() => LatentSize = 100;

    /// <inheritdoc/>
    public override string Kind => "tf-idf";

    /// <summary>How many ids of tokens there are (<see cref="TextClassifierOptions.VocabularySize"/>).</summary>
    public int? VocabularySize { get; init; }

    /// <summary>The options with the number of features that there can be: at most as many as texts, or as different tokens.</summary>
    /// <inheritdoc/>
    public override TfIdfOptions CompleteFor(Tensor samples)
    {
        base.CompleteFor(samples);
        TokenSamples.CheckShape(Kind, samples.Shape[1..]);
        var vocabulary = TokenSamples.VocabularyOf(Kind, samples, VocabularySize);
        var tokens = samples.ToArray().Where(id => id >= TokenSamples.Special).Distinct().Count();
        return this with
        {
            VocabularySize = vocabulary, LatentSize = Math.Min(LatentSize, Math.Max(1, Math.Min(samples.Shape[0], tokens))),
        };
    }

    /// <inheritdoc/>
    public override string Describe(Shape sample) => string.Create(
        CultureInfo.InvariantCulture, $"tf-idf of {VocabularySize} tokens-{LatentSize} by truncated SVD, solved in one step, seed {Seed}");

    internal override bool ReadsTexts => true;

    internal override TfIdfOptions ForTexts(int vocabulary) => this with { VocabularySize = vocabulary };

    internal override EstimatorOptions Defaults() => new TfIdfOptions();

    internal override FittedTfIdf Restore(Shape sample, IReadOnlyDictionary<string, Tensor> weights) => new(this, sample, weights);
}

/// <summary>
/// Latent semantic analysis: how often each token is in a text, weighed by how few texts have it (TF-IDF, scikit-learn's conventions: idf =
/// ln((1 + n) / (1 + df)) + 1, rows of length 1), and of these numbers the directions in which texts differ most (truncated SVD). Solved in
/// one step; the yardstick for whatever is trained on texts. Tokens that are unknown or special do not count.
/// </summary>
/// <param name="options">The settings; null for the defaults.</param>
/// <exception cref="BadArgumentException">An option is out of its range.</exception>
public sealed class TfIdf(TfIdfOptions? options = null) : UnsupervisedEstimator<TfIdfOptions, FittedTfIdf>(options)
{
    private protected override FittedTfIdf Learn(TfIdfOptions options, LearningTask task)
    {
        var samples = task.Training.Samples;
        var counts = SparseRows.CountsOf(samples, options.VocabularySize!.Value, TokenSamples.Special);
        var texts = new int[counts.Width];
        for (var row = 0; row < counts.Count; row++)
            foreach (var token in counts.Columns(row)) texts[token]++;
        // Rounded, so that no machine's logarithm makes a difference. A token that no text has would only make those shorter that have it.
        float[] weights = [.. texts.Select(df => df == 0 ? 0 : (float)(Math.Log((1.0 + counts.Count) / (1.0 + df)) + 1))];
        FittedTfIdf.Weigh(counts, weights);
        var svd = TruncatedSvd.Find(counts, options.LatentSize, options.Seed, task.Cancellation);
        return new FittedTfIdf(options, samples.Shape[1..], new Dictionary<string, Tensor>(StringComparer.Ordinal)
        {
            [FittedTfIdf.WeightsName] = Tensor.From(weights),
            [FittedTfIdf.ComponentsName] =
                Tensor.From(Array.ConvertAll(svd.Components, value => (float)value), [options.LatentSize, counts.Width]),
            [FittedTfIdf.SingularName] = Tensor.From(Array.ConvertAll(svd.Values, value => (float)value)),
        });
    }
}
