using System.Globalization;

namespace LatentSharp;

/// <summary>
/// How an <see cref="Autoencoder"/> is built and trained; the records of the other autoencoders derive from it. The defaults suit
/// small images and tables alike.
/// </summary>
public record AutoencoderOptions : ValidatedOptions
{
    /// <inheritdoc/>
    public override string Kind => "autoencoder";

    /// <summary>
    /// Widths of the encoder's hidden layers, from the input inwards; the decoder mirrors them. Empty for one layer each way. Default 256, 128.
    /// </summary>
    [Option("--hidden", "Widths of the encoder's hidden layers; the decoder mirrors them.")]
    public IReadOnlyList<int> Hidden { get; init; } = [256, 128];

    /// <summary>What the decoder's last layer computes. Default <see cref="AutoencoderOutput.Auto"/>.</summary>
    [Option("--decoder-output", "The decoder's last layer; auto is sigmoid for samples from 0 to 1.", AbsentMeans = AutoencoderOutput.Linear)]
    public AutoencoderOutput Output { get; init; }

    /// <summary>Whether the decoder's kernels are the encoder's, transposed. Default false, but for <see cref="ContractiveAutoencoder"/>.</summary>
    [Option("--tied-weights", "Whether the decoder's kernels are the encoder's, transposed.", AbsentMeans = false)]
    public bool TiedWeights { get; init; }

    /// <summary>What the code is passed through.</summary>
    internal virtual ActivationFunction CodeActivation => Activations.Linear;

    /// <inheritdoc/>
    public override AutoencoderOptions CompleteFor(Tensor samples)
    {
        var complete = (AutoencoderOptions)base.CompleteFor(samples);
        if (CountParameters(samples.Shape[1..]) > int.MaxValue / sizeof(float))
            throw Refuse(Hidden.Any(width => width >= LatentSize) ? nameof(Hidden) : nameof(LatentSize), "a network of these widths needs more than 2 GiB of weights");
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

    /// <summary>The number of weights and biases, counted without wrapping around; more than <see cref="int.MaxValue"/> is that many.</summary>
    internal long CountParameters(Shape sample)
    {
        int[] encoder = [sample.Count, .. Hidden, LatentSize], decoder = [LatentSize, .. Hidden.Reverse(), sample.Count];
        var decoding = TiedWeights ? decoder.Skip(1).Sum(width => (long)width) : DenseLayers.Count(decoder);
        return Math.Min(DenseLayers.Count(encoder) + decoding, int.MaxValue);
    }

    internal override double WorkOfSample(Shape sample) => CountParameters(sample);

    internal override double? LeastWorkOfSample(Shape sample) => CountParameters(sample);

    private int[] Widths(Shape sample) => [sample.Count, .. Hidden, LatentSize, .. Hidden.Reverse(), sample.Count];
}
