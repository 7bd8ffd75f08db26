namespace LatentSharp;

/// <summary>
/// A vector for each token of texts, masked behind their ends: (N, T, 1) -> (N, T', size), where T' holds the longest text of the batch,
/// since steps behind it hold nothing (<see cref="TokenSamples.StepsOf"/>). In training whole tokens are dropped.
/// </summary>
/// <param name="vocabulary">How many ids there are.</param>
/// <param name="size">The size of a vector.</param>
/// <param name="dropout">The share of tokens that is dropped in training.</param>
internal sealed class TokenEmbedding(int vocabulary, int size, double dropout) : Layer
{
    // As wide as Kim (2014) draws them: of vectors of ±0.05 a network learns next to nothing in its first epochs.
    private const float Width = 0.25f;

    private readonly Embedding embedding = new(vocabulary, size) { EmbeddingsInitializer = Initializers.RandomUniform(-Width, Width) };
    private readonly Dropout tokens = new(dropout);

    public override IReadOnlyList<Layer> Layers => [embedding, tokens];

    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override bool ChangesInTraining => false;

    public override Shape OutputShape(Shape input) => [input[0], input[1], size];

    protected override void BuildParameters(Shape input, Builder builder)
    {
        builder.Build(embedding, "embedding", input[..^1]);
        builder.Build(tokens, "tokens", input[..^1]);
    }

    protected override Tensor OutputMask(ReadOnlySpan<Tensor> inputs) => Ops.Greater(Trimmed(inputs[0]), 0);

    protected override Tensor Forward(Tensor input, in CallContext context)
    {
        var ids = Trimmed(input);
        var real = Ops.Greater(ids, 0);
        // Padding is 0, so that what is behind a text changes nothing in what is computed over its last tokens.
        var kept = tokens.Call(real, context);
        return embedding.Call(ids, context) * Ops.Reshape(kept, [.. kept.Shape.AsSpan(), 1]);
    }

    private static Tensor Trimmed(Tensor input)
    {
        var ids = Ops.Reshape(input.WithMask(default), input.Shape[..^1]);
        return TokenSamples.StepsOf(input) is var steps && steps == ids.Shape[1] ? ids : Ops.Slice(ids, 1, 0, steps);
    }
}
