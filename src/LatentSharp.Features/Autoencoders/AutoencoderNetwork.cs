namespace LatentSharp;

/// <summary>The encoder and the decoder in a row, on flattened samples, with what training does besides.</summary>
internal sealed class AutoencoderNetwork : Model
{
    private AutoencoderNetwork(Sequential encoder, Sequential decoder) => (Encoder, Decoder) = (encoder, decoder);

    internal Sequential Encoder { get; }

    internal Sequential Decoder { get; }

    /// <summary>What training changes about its samples; null for nothing.</summary>
    internal ICorruption? Corruption { get; init; }

    /// <summary>What training adds to the loss; null for nothing.</summary>
    internal ICodePenalty? Penalty { get; init; }

    public override IReadOnlyList<Layer> Layers => [Encoder, Decoder];

    internal static AutoencoderNetwork Create(AutoencoderOptions options, Shape sample, ICorruption? corruption = null, ICodePenalty? penalty = null)
    {
        var output = options.Output.Activation();
        // Measured: Glorot's limits suit a sigmoid output, 1/√in a linear one.
        var initializer = options.Output == AutoencoderOutput.Sigmoid ? Initializers.GlorotUniform : Initializers.UniformFanIn;
        Dense[] encoder = [.. options.Hidden.Select(width => Plain(width, Activations.Relu)), Plain(options.LatentSize, options.CodeActivation, "code")];
        int[] widths = [sample.Count, .. options.Hidden];
        var decoder = new Layer[encoder.Length];
        for (var i = 0; i < decoder.Length; i++)
        {
            var level = decoder.Length - 1 - i;
            var (activation, name) = level == 0 ? (output, "output") : (Activations.Relu, null);
            decoder[i] = options.TiedWeights ? new TiedDense(encoder[level], widths[level], activation) { Name = name ?? Naming(i) } : Plain(widths[level], activation, name);
        }
        var network = new AutoencoderNetwork(new Sequential([.. encoder]) { Name = "encoder" }, new Sequential(decoder) { Name = "decoder" })
        {
            Name = "autoencoder",
            Seed = options.Seed,
            Corruption = corruption,
            Penalty = penalty,
        };
        network.Build(sample.Count);
        return network;

        Dense Plain(int width, ActivationFunction activation, string? name = null) => DenseLayers.Create(width, activation, name, initializer);

        static string Naming(int place) => place == 0 ? "dense" : FormattableString.Invariant($"dense_{place}");
    }

    internal static Tensor Flat(Tensor samples) => samples.Reshape([samples.Shape[0], samples.Shape[1..].Count]);

    public override Shape OutputShape(Shape input) => Decoder.OutputShape(Encoder.OutputShape(input));

    protected override void BuildParameters(Shape input, Builder builder)
    {
        builder.Build(Encoder, "encoder", input);
        builder.Build(Decoder, "decoder", Encoder.OutputShape(input));
    }

    protected override Tensor Forward(Tensor input, in CallContext context)
    {
        if (!context.Training) return Decoder.Call(Encoder.Call(input, context), context);
        var x = Corruption?.Apply(input, RandomOf(context).Derive("corruption")) ?? input;
        if (Penalty is null) return Decoder.Call(Encoder.Call(x, context), context);
        var code = Penalty.Encode(Encoder, x, context);
        return Decoder.Call(code, context);
    }
}

/// <summary>What training changes about its samples.</summary>
internal interface ICorruption
{
    /// <summary>The samples changed, (N, D) -> (N, D), as the stream says.</summary>
    Tensor Apply(Tensor samples, RandomStream random);
}

/// <summary>A term of the training's loss that keeps the code in check.</summary>
internal interface ICodePenalty
{
    /// <summary>The code of a batch (N, D); the penalty on it is added to the loss of the call.</summary>
    Tensor Encode(Layer encoder, Tensor samples, in CallContext context);
}
