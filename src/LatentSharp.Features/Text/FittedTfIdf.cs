namespace LatentSharp;

/// <summary>TF-IDF and truncated SVD that have learned: texts to features. Immutable and safe for use by many threads at once.</summary>
public sealed class FittedTfIdf : FittedModel
{
    internal const string WeightsName = "idf", ComponentsName = "components", SingularName = "singular_values";

    private readonly double[] directions;

    internal FittedTfIdf(TfIdfOptions options, Shape inputShape, IReadOnlyDictionary<string, Tensor> weights)
        : base(Known(options, weights), inputShape, weights)
    {
        TokenSamples.CheckShape(options.Kind, inputShape);
        var width = Options.VocabularySize!.Value;
        var components = WeightSet.Take(options, weights, ComponentsName, [options.LatentSize, width]).AsSpan();
        WeightSet.Take(options, weights, SingularName, [options.LatentSize]);
        WeightSet.Only(options, weights, WeightsName, ComponentsName, SingularName);
        directions = Array.ConvertAll(components.ToArray(), value => (double)value);
    }

    /// <inheritdoc/>
    public override TfIdfOptions Options => (TfIdfOptions)base.Options;

    /// <summary>(VocabularySize): the weight of each token, ln((1 + n) / (1 + df)) + 1; 0 of one that no text had.</summary>
    public Tensor Idf => Weights[WeightsName];

    /// <summary>(LatentSize, VocabularySize): the right singular vectors; in each the entry of largest magnitude is positive.</summary>
    public Tensor Components => Weights[ComponentsName];

    /// <summary>(LatentSize): the singular values, the greatest first.</summary>
    public Tensor SingularValues => Weights[SingularName];

    /// <summary>The weighted counts along the components: (N, T, 1) -> (N, LatentSize); of a text without a known token 0.</summary>
    /// <inheritdoc/>
    public override Tensor Transform(Tensor samples)
    {
        CheckSamples(samples);
        TokenSamples.VocabularyOf(Name, samples, null);
        var counts = SparseRows.CountsOf(samples, Options.VocabularySize!.Value, TokenSamples.Special);
        Weigh(counts, Idf.AsSpan());
        var features = Array.ConvertAll(counts.Times(directions, LatentSize), value => (float)value);
        return Ops.Transpose(Tensor.From(features, [LatentSize, counts.Count]));
    }

    /// <summary>Makes counts of tokens their share of each row's length.</summary>
    internal static void Weigh(SparseRows counts, ReadOnlySpan<float> weights)
    {
        for (var row = 0; row < counts.Count; row++)
        {
            var values = counts.Values(row);
            var columns = counts.Columns(row);
            var squares = 0.0;
            for (var i = 0; i < values.Length; i++)
            {
                values[i] *= weights[columns[i]];
                squares += values[i] * values[i];
            }
            var length = squares > 0 ? Math.Sqrt(squares) : 1;
            for (var i = 0; i < values.Length; i++) values[i] /= length;
        }
    }

    private static TfIdfOptions Known(TfIdfOptions options, IReadOnlyDictionary<string, Tensor> weights)
    {
        var idf = WeightSet.Take(options, weights, WeightsName);
        return idf.Rank == 1
            ? options with { VocabularySize = idf.Count }
            : throw new BadArgumentException($"{options.Kind}: the weights '{WeightsName}' are {idf.Shape}; one for each token is needed.");
    }
}
