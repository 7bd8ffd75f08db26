namespace LatentSharp;

/// <summary>
/// Texts (N, T, 1) to the logits of their tokens through the code of each (N, features): a bidirectional LSTM reads; what is written are
/// the logits of a text (N, written), or of each of its tokens (N, T', written), T' as many as hold the longest of the batch.
/// </summary>
internal sealed class TextAutoencoderNetwork : Model
{
    private readonly Layer? writer;
    private readonly Dense output;

    internal TextAutoencoderNetwork(TextAutoencoderOptions options)
    {
        Encoder = new Sequential(
            new TokenEmbedding(options.VocabularySize!.Value, options.EmbeddingSize, options.TokenDropout) { Name = "tokens" },
            new Bidirectional(new LSTM(options.Units)), DenseLayers.Create(options.LatentSize, name: "code"));
        writer = options.Writes == TextDecoder.Sequence ? new Bidirectional(new LSTM(options.Units) { ReturnSequences = true }) : null;
        output = new Dense(options.WrittenTokens);
        Name = "text_autoencoder";
    }

    internal Sequential Encoder { get; }

    public override IReadOnlyList<Layer> Layers => writer is null ? [Encoder, output] : [Encoder, writer, output];

    /// <inheritdoc/>
    protected override bool ChangesInTraining => false;

    public override Shape OutputShape(Shape input) => writer is null ? [input[0], output.Units] : [input[0], input[1], output.Units];

    protected override void BuildParameters(Shape input, Builder builder)
    {
        builder.Build(Encoder, "encoder", input);
        var code = Encoder.OutputShape(input);
        if (writer is not null)
        {
            Shape repeated = [input[0], input[1], code[^1]];
            builder.Build(writer, "writer", repeated);
            code = writer.OutputShape(repeated);
        }
        builder.Build(output, "output", code);
    }

    protected override Tensor Forward(Tensor input, in CallContext context) => Write(Encoder.Call(input, context), input, context);

    /// <summary>The logits of the tokens of texts from their codes.</summary>
    /// <param name="code">(N, features).</param>
    /// <param name="texts">(N, T, 1): how long each is.</param>
    /// <param name="context">Of the call.</param>
    internal Tensor Write(Tensor code, Tensor texts, in CallContext context)
    {
        if (writer is null) return output.Call(code, context);
        var steps = TokenSamples.StepsOf(texts);
        var mask = Ops.Greater(TokenLoss.Trimmed(texts, steps), 0);
        var repeated = Ops.BroadcastTo(
            Ops.Reshape(code, [code.Shape[0], 1, code.Shape[1]]), [code.Shape[0], steps, code.Shape[1]]);
        return output.Call(writer.Call(repeated.WithMask(mask), context).WithMask(default), context).WithMask(mask);
    }
}
