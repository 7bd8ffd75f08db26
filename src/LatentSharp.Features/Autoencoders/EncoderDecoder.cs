namespace LatentSharp;

/// <summary>An encoder and a decoder in a row. With masks, the loss of what comes out leaves out the steps that the input's padding has.</summary>
internal sealed class EncoderDecoder(Sequential encoder, Sequential decoder, bool masks) : Model
{
    internal Sequential Encoder => encoder;

    internal Sequential Decoder => decoder;

    public override IReadOnlyList<Layer> Layers => [encoder, decoder];

    public override Shape OutputShape(Shape input) => decoder.OutputShape(encoder.OutputShape(input));

    /// <summary>1 for each step (N, T) of sequences (N, T, …) with a value other than 0, and 0 for the others, which are padding.</summary>
    internal static Tensor Mask(Tensor sequences) =>
        Ops.Max(1 - Ops.Equal(Ops.Reshape(sequences, [sequences.Shape[0], sequences.Shape[1], sequences.Shape[2..].Count]), 0), ^1);

    protected override void BuildParameters(Shape input, Builder builder)
    {
        builder.Build(encoder, "encoder", input);
        builder.Build(decoder, "decoder", encoder.OutputShape(input));
    }

    protected override Tensor Forward(Tensor input, in CallContext context)
    {
        var output = decoder.Call(encoder.Call(input, context), context);
        return masks ? output.WithMask(Mask(input)) : output;
    }
}
