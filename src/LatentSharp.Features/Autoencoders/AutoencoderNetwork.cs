namespace LatentSharp;

/// <summary>The encoder, the decoder and both in a row, on flattened samples.</summary>
internal sealed record AutoencoderNetwork(Sequential Encoder, Sequential Decoder, Sequential Whole)
{
    internal static AutoencoderNetwork Create(AutoencoderOptions options, Shape sample)
    {
        var encoder = new Sequential([.. options.Hidden.Select(width => Layer(width, Activations.Relu)), Layer(options.LatentSize, Activations.Linear, "code")]) { Name = "encoder" };
        var decoder = new Sequential([.. options.Hidden.Reverse().Select(width => Layer(width, Activations.Relu)), Layer(sample.Count, Activations.Linear, "output")]) { Name = "decoder" };
        var whole = new Sequential(encoder, decoder) { Name = "autoencoder", Seed = options.Seed };
        whole.Build(sample.Count);
        return new AutoencoderNetwork(encoder, decoder, whole);
    }

    internal static Tensor Flat(Tensor samples) => samples.Reshape([samples.Shape[0], samples.Shape[1..].Count]);

    /// <summary>Biases are drawn: with Keras's zeros a code of two units often dies (measured on digits, docs/quick-start.md).</summary>
    private static Dense Layer(int width, ActivationFunction activation, string? name = null) => new(width, activation)
    {
        KernelInitializer = Initializers.UniformFanIn,
        BiasInitializer = Initializers.UniformFanIn,
        Name = name,
    };
}
