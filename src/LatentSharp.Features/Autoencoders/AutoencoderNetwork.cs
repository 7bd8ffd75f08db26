namespace LatentSharp;

/// <summary>An encoder and a decoder in a row, with what training does besides.</summary>
internal sealed class AutoencoderNetwork : Model
{
    internal AutoencoderNetwork(Sequential encoder, Sequential decoder) => (Encoder, Decoder, Name) = (encoder, decoder, "autoencoder");

    internal Sequential Encoder { get; }

    internal Sequential Decoder { get; }

    /// <summary>Whether steps whose values are all 0 are padding, which the loss of what comes out leaves out.</summary>
    internal bool MasksZeros { get; init; }

    /// <summary>What training changes about its samples; null for nothing.</summary>
    internal ICorruption? Corruption { get; set; }

    /// <summary>What training adds to the loss; null for nothing.</summary>
    internal ICodePenalty? Penalty { get; set; }

    public override IReadOnlyList<Layer> Layers => [Encoder, Decoder];

    /// <inheritdoc/>
    protected override bool ChangesInTraining => Penalty is { KeepsMemory: true };

    public override Shape OutputShape(Shape input) => Decoder.OutputShape(Encoder.OutputShape(input));

    /// <summary>1 for each step (N, T) of sequences (N, T, …) with a value other than 0, and 0 for the others, which are padding.</summary>
    internal static Tensor Mask(Tensor sequences) =>
        Ops.Max(1 - Ops.Equal(Ops.Reshape(sequences, [sequences.Shape[0], sequences.Shape[1], sequences.Shape[2..].Count]), 0), ^1);

    protected override void BuildParameters(Shape input, Builder builder)
    {
        builder.Build(Encoder, "encoder", input);
        builder.Build(Decoder, "decoder", Encoder.OutputShape(input));
    }

    protected override Tensor Forward(Tensor input, in CallContext context)
    {
        var x = context.Training && Corruption is not null ? Corruption.Apply(input, RandomOf(context).Derive("corruption")) : input;
        var code = context.Training && Penalty is not null ? Penalty.Encode(Encoder, x, context) : Encoder.Call(x, context);
        var output = Decoder.Call(code, context);
        return MasksZeros ? output.WithMask(Mask(input)) : output;
    }
}

/// <summary>What training changes about its samples.</summary>
internal interface ICorruption
{
    /// <summary>The samples changed, (N, …) -> (N, …), as the stream says.</summary>
    Tensor Apply(Tensor samples, RandomStream random);
}

/// <summary>A term of the training's loss that keeps the code in check.</summary>
internal interface ICodePenalty
{
    /// <summary>Whether it keeps memory from call to call, so that two threads cannot share it.</summary>
    bool KeepsMemory => false;

    /// <summary>The code of a batch (N, …); the penalty on it is added to the loss of the call.</summary>
    Tensor Encode(Layer encoder, Tensor samples, in CallContext context);
}
