namespace LatentSharp;

/// <summary>How a <see cref="ContractiveAutoencoder"/> is built and trained. Weights are tied by default, as in the paper.</summary>
public sealed record ContractiveAutoencoderOptions : AutoencoderOptions
{
    /// <summary>Creates the defaults.</summary>
    public ContractiveAutoencoderOptions() => TiedWeights = true;

    /// <inheritdoc/>
    public override string Kind => "contractive-autoencoder";

    /// <summary>
    /// What the squared Frobenius norm of the encoder's Jacobian is multiplied by, where the squared error of a sample's values counts as
    /// their sum. Default 0.02; 0 or more.
    /// </summary>
    [Option("--contraction", "How much the encoder's Jacobian counts beside a sample's squared error.", AtLeast = 0,
        SearchFrom = 0.001, SearchTo = 1)]
    public double Contraction { get; init; } = 0.02;

    internal override ActivationFunction CodeActivation => Activations.Sigmoid;

    internal override string LossInWords => "Mean squared error, in training with the penalty on the code,";

    internal override EstimatorOptions Defaults() => new ContractiveAutoencoderOptions();

    private protected override string Particulars => FormattableString.Invariant($", contraction {Contraction}");
}

/// <summary>
/// Learns a code that changes little when a sample changes a little (Rifai et al. 2011, "Contractive auto-encoders"): for samples of D
/// values training minimises the mean squared error + contraction / D · the mean over samples of Σ (∂codeⱼ / ∂xᵢ)², computed exactly
/// through all layers of the encoder. The code is passed through a sigmoid. Each feature costs a pass back through the hidden layers, so
/// that wide codes train slowly, but no more memory.
/// </summary>
/// <param name="options">How it is built and trained; null for the defaults.</param>
/// <exception cref="BadArgumentException">An option is out of its range.</exception>
public sealed class ContractiveAutoencoder(
    ContractiveAutoencoderOptions? options = null) : DenseAutoencoder<ContractiveAutoencoderOptions>(options)
{
    private protected override ICodePenalty PenaltyFor(ContractiveAutoencoderOptions options) =>
        new JacobianPenalty((float)options.Contraction);
}
