namespace LatentSharp;

/// <summary>How a <see cref="DenoisingAutoencoder"/> corrupts its samples.</summary>
public enum CorruptionKind
{
    /// <summary>Adds normal numbers; the amount is their deviation, in scaled units.</summary>
    Gaussian,

    /// <summary>Sets a share of the values to 0.</summary>
    Masking,

    /// <summary>Sets a share of the values to the smallest or the largest of all samples, each as likely.</summary>
    SaltAndPepper,
}

/// <summary>How a <see cref="DenoisingAutoencoder"/> is built and trained.</summary>
public sealed record DenoisingAutoencoderOptions : AutoencoderOptions
{
    /// <inheritdoc/>
    public override string Kind => "denoising-autoencoder";

    /// <summary>How samples are corrupted in training. Default <see cref="CorruptionKind.Gaussian"/>.</summary>
    [Option("--corruption", "How samples are corrupted in training.")]
    public CorruptionKind Corruption { get; init; }

    /// <summary>
    /// How much they are corrupted: the share of values, 0 to 1, or the deviation of normal numbers in scaled units, which may be larger.
    /// Default 0.2; 0 or more.
    /// </summary>
    [Option("--corruption-amount", "How much: the share of values, or the deviation of Gaussian noise in scaled units.", AtLeast = 0,
        SearchFrom = 0.05, SearchTo = 0.5)]
    public double CorruptionAmount { get; init; } = 0.2;

    /// <inheritdoc/>
    public override AutoencoderOptions CompleteFor(Tensor samples) => Corruption == CorruptionKind.Gaussian || CorruptionAmount <= 1
        ? base.CompleteFor(samples)
        : throw Refuse(nameof(CorruptionAmount), "a share of values is a number from 0 to 1");

    internal override EstimatorOptions Defaults() => new DenoisingAutoencoderOptions();

    private protected override string Particulars =>
        FormattableString.Invariant($", {EstimatorOption.TextOf(this, nameof(Corruption))} corruption of {CorruptionAmount}");
}

/// <summary>
/// Learns to restore samples from corrupted ones (Vincent et al. 2010, "Stacked denoising autoencoders"), so that the features say what a
/// sample is rather than what its values are. The corruption is drawn anew for each sample in each epoch, from the seed; the loss compares
/// with the clean samples, and nothing is corrupted after training.
/// </summary>
/// <param name="options">How it is built and trained; null for the defaults.</param>
/// <exception cref="BadArgumentException">An option is out of its range.</exception>
public sealed class DenoisingAutoencoder(
    DenoisingAutoencoderOptions? options = null) : DenseAutoencoder<DenoisingAutoencoderOptions>(options)
{
    private protected override ICorruption CorruptionFor(DenoisingAutoencoderOptions options, Tensor samples) => options.Corruption switch
    {
        CorruptionKind.Gaussian => new GaussianCorruption((float)options.CorruptionAmount),
        CorruptionKind.Masking => new ValueCorruption((float)options.CorruptionAmount, 0, 0),
        _ => ValueCorruption.Extremes((float)options.CorruptionAmount, samples),
    };
}
