using System.Globalization;

namespace LatentSharp;

/// <summary>
/// How an <see cref="Autoencoder"/> is built and trained; the records of the other autoencoders derive from it. The defaults suit
/// small images and tables alike.
/// </summary>
public record AutoencoderOptions : AugmentedOptions
{
    /// <inheritdoc/>
    public override string Kind => "autoencoder";

    /// <summary>
    /// Widths of the encoder's hidden layers, from the input inwards; the decoder mirrors them. Empty for one layer each way. Default 256,
    /// 128.
    /// </summary>
    [Option("--hidden", "Widths of the encoder's hidden layers; the decoder mirrors them.",
        SearchChoices = ["64", "128", "256", "128,64", "256,128", "512,256"])]
    public IReadOnlyList<int> Hidden { get; init; } = [256, 128];

    /// <summary>What the decoder's last layer computes. Default <see cref="AutoencoderOutput.Auto"/>.</summary>
    [Option(
        "--decoder-output", "The decoder's last layer; auto is sigmoid for samples from 0 to 1.",
        AbsentMeans = AutoencoderOutput.Linear)]
    public AutoencoderOutput Output { get; init; }

    /// <summary>
    /// Whether the decoder's kernels are the encoder's, transposed. Default false, but for <see cref="ContractiveAutoencoder"/>.
    /// </summary>
    [Option("--tied-weights", "Whether the decoder's kernels are the encoder's, transposed.", AbsentMeans = false,
        SearchChoices = ["no", "yes"])]
    public bool TiedWeights { get; init; }

    /// <summary>What the code is passed through.</summary>
    internal override bool LearnsFromStreams => true;

    internal virtual ActivationFunction CodeActivation => Activations.Linear;

    /// <inheritdoc/>
    public override AutoencoderOptions CompleteFor(Tensor samples)
    {
        var complete = (AutoencoderOptions)base.CompleteFor(samples);
        return complete with { Output = Output.For(samples) };
    }

    /// <inheritdoc/>
    public override string Describe(Shape sample)
    {
        var network = string.Join('-', Widths(sample).Select(width => width.ToString(CultureInfo.InvariantCulture)));
        return $"{Kind} {network}{Output.InWords()}{(TiedWeights ? ", tied weights" : "")}{Particulars}, {TrainingInWords}";
    }

    internal override EstimatorOptions Defaults() => new AutoencoderOptions();

    /// <summary>What sets the kind apart, for <see cref="Describe"/>: empty, or begins with a comma.</summary>
    private protected virtual string Particulars => "";

    /// <summary>The network, not built.</summary>
    internal AutoencoderNetwork CreateNetwork(Shape sample)
    {
        // Measured: Glorot's limits suit a sigmoid output, 1/√in a linear one.
        var initializer = Output == AutoencoderOutput.Sigmoid ? Initializers.GlorotUniform : Initializers.UniformFanIn;
        Dense[] encoder = [.. Hidden.Select(width => Plain(width, Activations.Relu)), Plain(LatentSize, CodeActivation, "code")];
        int[] widths = [sample.Count, .. Hidden];
        var decoder = new Layer[encoder.Length];
        for (var i = 0; i < decoder.Length; i++)
        {
            var level = decoder.Length - 1 - i;
            var (activation, name) = level == 0 ? (Output.Activation(), "output") : (Activations.Relu, null);
            decoder[i] = TiedWeights
                ? new TiedDense(encoder[level], widths[level], activation) { Name = name ?? Naming(i) }
                : Plain(widths[level], activation, name);
        }
        return new AutoencoderNetwork(new Sequential([new Flatten(), .. encoder]), new Sequential([.. decoder, new Reshape(sample)]))
        {
            Seed = Seed,
        };

        Dense Plain(int width, ActivationFunction activation, string? name = null) =>
            DenseLayers.Create(width, activation, name, initializer);

        static string Naming(int place) => place == 0 ? "dense" : FormattableString.Invariant($"dense_{place}");
    }

    internal override FittedAutoencoder Restore(Shape sample, IReadOnlyDictionary<string, Tensor> weights) =>
        new(this, sample, NetworkWeights.Build(this, CreateNetwork, sample, weights), new History());

    internal override long CountParameters(Shape sample)
    {
        int[] encoder = [sample.Count, .. Hidden, LatentSize], decoder = [LatentSize, .. Hidden.Reverse(), sample.Count];
        var decoding = TiedWeights ? decoder.Skip(1).Sum(width => (long)width) : DenseLayers.Count(decoder);
        return Math.Min(DenseLayers.Count(encoder) + decoding, int.MaxValue);
    }

    private protected override string WidestOption => Hidden.Any(width => width >= LatentSize) ? nameof(Hidden) : nameof(LatentSize);

    internal override double WorkOfSample(Shape sample) => CountParameters(sample);

    internal override double? LeastWorkOfSample(Shape sample) => CountParameters(sample);

    private int[] Widths(Shape sample) => [sample.Count, .. Hidden, LatentSize, .. Hidden.Reverse(), sample.Count];
}
