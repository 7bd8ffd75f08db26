namespace LatentSharp;

/// <summary>What the options of autoencoders share whose networks take samples in their own shape.</summary>
public abstract record NetworkAutoencoderOptions : TrainedOptions
{
    private protected NetworkAutoencoderOptions()
    {
    }

    /// <summary>What the decoder's last layer computes. Default <see cref="AutoencoderOutput.Auto"/>.</summary>
    [Option("--decoder-output", "The decoder's last layer; auto is sigmoid for samples from 0 to 1.")]
    public AutoencoderOutput Output { get; init; }

    /// <inheritdoc/>
    public override NetworkAutoencoderOptions CompleteFor(Tensor samples)
    {
        var complete = (NetworkAutoencoderOptions)base.CompleteFor(samples);
        if (CountParameters(samples.Shape[1..]) > int.MaxValue / sizeof(float)) throw Refuse(nameof(LatentSize), "the network needs more than 2 GiB of weights");
        return complete with { Output = Output.For(samples) };
    }

    /// <inheritdoc/>
    public override string Describe(Shape sample) => $"{Kind} {DescribeNetwork(sample)}{Output.InWords()}, {TrainingInWords}";

    /// <summary>What training follows the gradient with.</summary>
    internal virtual Adam CreateOptimizer(Schedule schedule) => new(schedule);

    /// <summary>Whether steps whose values are all 0 are padding.</summary>
    internal virtual bool MasksZeros => false;

    /// <summary>The layers from samples to codes, and from codes to samples.</summary>
    internal abstract (Sequential Encoder, Sequential Decoder) CreateLayers(Shape sample);

    /// <summary>The number of weights and biases, counted without wrapping around; more than <see cref="int.MaxValue"/> is that many.</summary>
    /// <exception cref="BadArgumentException">Samples of this shape do not fit the kind.</exception>
    internal abstract long CountParameters(Shape sample);

    /// <summary>The layers in a few words.</summary>
    private protected abstract string DescribeNetwork(Shape sample);

    /// <summary>The network, not built.</summary>
    internal EncoderDecoder CreateNetwork(Shape sample)
    {
        var (encoder, decoder) = CreateLayers(sample);
        return new EncoderDecoder(encoder, decoder, MasksZeros) { Name = "autoencoder", Seed = Seed };
    }
}
