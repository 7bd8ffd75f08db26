namespace LatentSharp;

/// <summary>What the options of autoencoders share whose networks take samples in their own shape.</summary>
public abstract record NetworkAutoencoderOptions : AugmentedOptions
{
    // Measured: of 50 sequences small batches learn in 1,500 steps what batches of 32 learn in 1,000 epochs, in a quarter of the time; 270
    // sequences are learned better.
    private const int FewestSteps = 1_500, VeryFewSamples = 500, UsualEpochs = 100, MostEpochs = 300;

    private protected NetworkAutoencoderOptions()
    {
    }

    /// <summary>
    /// Passes over the samples, 1 or more. Default null: 100 up to 12,000 samples, and up to 300 where that makes fewer than 1,500 steps;
    /// 1,200,000 / samples above 12,000, 20 from 60,000.
    /// </summary>
    [Option(
        "--epochs", "Passes over the training part.", AtLeast = 1,
        Automatic = "100, up to 300 where that makes fewer than 1,500 steps; fewer above 12,000 samples, 20 from 60,000")]
    public override int? Epochs { get; init; }

    /// <summary>
    /// Samples a step, 1 or more. Default null: 8 up to 500 samples, 16 up to 1,000, 32 up to 12,000, 64 up to 24,000, 128 up to 48,000,
    /// 256 above.
    /// </summary>
    [Option(
        "--batch", "Samples in one step.", AtLeast = 1,
        Automatic = "8; 16 above 500 samples, 32 above 1,000, 64 above 12,000, 128 above 24,000, 256 above 48,000",
        SearchChoices = ["16", "32", "64", "128"])]
    public override int? BatchSize { get; init; }

    /// <summary>What the decoder's last layer computes. Default <see cref="AutoencoderOutput.Auto"/>.</summary>
    [Option("--decoder-output", "The decoder's last layer; auto is sigmoid for samples from 0 to 1.")]
    public AutoencoderOutput Output { get; init; }

    /// <inheritdoc/>
    public override NetworkAutoencoderOptions CompleteFor(Tensor samples)
    {
        var complete = (NetworkAutoencoderOptions)base.CompleteFor(samples);
        var count = samples.Shape[0];
        var batch = BatchSize ?? (count <= VeryFewSamples ? 8 : count <= 2 * VeryFewSamples ? 16 : BatchFor(count));
        var steps = (int)(((long)count + batch - 1) / batch);
        var epochs = Epochs
            ?? (
                EpochsFor(count) is < UsualEpochs and var few
                    ? few
                    : Math.Clamp((FewestSteps + steps - 1) / steps, UsualEpochs, MostEpochs));
        return complete with { Epochs = epochs, BatchSize = batch, Output = Output.For(samples) };
    }

    /// <inheritdoc/>
    public override string Describe(Shape sample) => $"{Kind} {DescribeNetwork(sample)}{Output.InWords()}, {TrainingInWords}";

    internal override bool LearnsFromStreams => true;

    /// <summary>What training follows the gradient with.</summary>
    internal virtual Adam CreateOptimizer(Schedule schedule) => new(schedule);

    /// <summary>Whether steps whose values are all 0 are padding.</summary>
    internal virtual bool MasksZeros => false;

    /// <summary>The layers from samples to codes, and from codes to samples.</summary>
    internal abstract (Sequential Encoder, Sequential Decoder) CreateLayers(Shape sample);

    /// <summary>The layers in a few words.</summary>
    private protected abstract string DescribeNetwork(Shape sample);

    /// <summary>The network, not built.</summary>
    /// <exception cref="BadArgumentException">Samples of this shape do not fit the kind.</exception>
    internal AutoencoderNetwork CreateNetwork(Shape sample)
    {
        var (encoder, decoder) = CreateLayers(sample);
        return new AutoencoderNetwork(encoder, decoder) { Seed = Seed, MasksZeros = MasksZeros };
    }

    internal override FittedNetworkAutoencoder Restore(Shape sample, IReadOnlyDictionary<string, Tensor> weights) =>
        new(this, sample, NetworkWeights.Build(this, CreateNetwork, sample, weights), new History());
}
