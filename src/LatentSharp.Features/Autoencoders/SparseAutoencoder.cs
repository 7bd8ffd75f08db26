namespace LatentSharp;

/// <summary>How a <see cref="SparseAutoencoder"/> keeps its code sparse.</summary>
public enum SparsityKind
{
    /// <summary>Σ KL(target ‖ mean activity), on a code of sigmoids: each feature is active for few samples.</summary>
    KullbackLeibler,

    /// <summary>Σ |code|, on a code of ReLUs: most features of a sample are exactly 0, and some may be 0 for all of them.</summary>
    L1,
}

/// <summary>How a <see cref="SparseAutoencoder"/> is built and trained. Its code may be wide: by default 64 features.</summary>
public sealed record SparseAutoencoderOptions : AutoencoderOptions
{
    /// <summary>Creates the defaults.</summary>
    public SparseAutoencoderOptions() => LatentSize = 64;

    /// <inheritdoc/>
    public override string Kind => "sparse-autoencoder";

    /// <summary>How the code is kept sparse. Default <see cref="SparsityKind.KullbackLeibler"/>.</summary>
    [Option("--sparsity", "How the code is kept sparse.")]
    public SparsityKind Sparsity { get; init; }

    /// <summary>
    /// What the penalty of a sample is multiplied by, where the squared error of its values counts as their sum. Default null: 0.05, or
    /// 0.005 for <see cref="SparsityKind.L1"/>, which else leaves many features 0 for all samples; 0 or more.
    /// </summary>
    [Option(
        "--sparsity-weight", "How much the penalty counts beside a sample's squared error.", AtLeast = 0,
        Automatic = "0.05; 0.005 for l1", SearchFrom = 0.001, SearchTo = 1)]
    public double? SparsityWeight { get; init; }

    /// <summary>The mean activity that <see cref="SparsityKind.KullbackLeibler"/> aims at. Default 0.05; above 0 and below 1.</summary>
    [Option("--target-activity", "The mean activity of a feature that kullback-leibler aims at.", Above = 0, Below = 1)]
    public double TargetActivity { get; init; } = 0.05;

    internal override ActivationFunction CodeActivation => Sparsity == SparsityKind.L1 ? Activations.Relu : Activations.Sigmoid;

    /// <inheritdoc/>
    public override AutoencoderOptions CompleteFor(Tensor samples) =>
        ((SparseAutoencoderOptions)base.CompleteFor(samples)) with
        {
            SparsityWeight = SparsityWeight ?? (Sparsity == SparsityKind.L1 ? 0.005 : 0.05),
        };

    internal override bool IsNarrowOtherwise => true;

    internal override string LossInWords => "Mean squared error, in training with the penalty on the code,";

    internal override EstimatorOptions Defaults() => new SparseAutoencoderOptions();

    private protected override string Particulars =>
        FormattableString.Invariant($", {EstimatorOption.TextOf(this, nameof(Sparsity))} sparsity");
}

/// <summary>
/// Learns a code of which few features are active for each sample (Ng 2011, "Sparse autoencoder"), so that each feature stands for
/// something. For samples of D values training minimises the mean squared error + weight / D · penalty, the penalty being the mean over
/// samples of Σ |code|, or Σ ρ log(ρ / ρ̂) + (1 - ρ) log((1 - ρ) / (1 - ρ̂)) with the target ρ and the mean activity ρ̂ of each feature in
/// the batch.
/// </summary>
/// <param name="options">How it is built and trained; null for the defaults.</param>
/// <exception cref="BadArgumentException">An option is out of its range.</exception>
public sealed class SparseAutoencoder(SparseAutoencoderOptions? options = null) : DenseAutoencoder<SparseAutoencoderOptions>(options)
{
    private protected override ICodePenalty PenaltyFor(SparseAutoencoderOptions options) => options.Sparsity == SparsityKind.L1
        ? new AbsolutePenalty((float)options.SparsityWeight!.Value)
        : new ActivityPenalty((float)options.SparsityWeight!.Value, (float)options.TargetActivity);
}
