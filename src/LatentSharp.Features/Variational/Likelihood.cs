namespace LatentSharp;

/// <summary>How a variational autoencoder's decoder describes samples.</summary>
public enum Likelihood
{
    /// <summary>Bernoulli for samples that all lie between 0 and 1, otherwise Gaussian with a learned variance.</summary>
    Auto,

    /// <summary>
    /// Each value is 1 with the probability sigmoid of the decoder's output; values between 0 and 1 count as such probabilities.
    /// </summary>
    Bernoulli,

    /// <summary>Each value is normal around the decoder's output, with a variance that is given.</summary>
    Gaussian,

    /// <summary>
    /// Each value is normal around the decoder's output, with one variance for all, which is learned (Rybkin et al. 2021).
    /// </summary>
    GaussianLearned,
}

/// <summary>A <see cref="Likelihood"/> at work: log p(x|z) of samples, given the decoder's output.</summary>
internal abstract class LikelihoodModel
{
    /// <summary>-log p(x|z), the mean over the batch: (N, …), (N, …) -> ().</summary>
    internal abstract Tensor MeanNegativeLog(Tensor samples, Tensor output);

    /// <summary>-log p(x|z) of each sample: (N, …), (N, …) -> (N).</summary>
    internal abstract Tensor NegativeLog(Tensor samples, Tensor output);

    /// <summary>The samples that are expected: (N, …) -> the same.</summary>
    internal abstract Tensor Expected(Tensor output);

    private protected static Tensor Flat(Tensor x) => x.Reshape([x.Shape[0], x.Shape[1..].Count]);
}

/// <summary>Σ max(z, 0) - z·x + log(1 + exp(-|z|)) over the values, of logits z.</summary>
internal sealed class BernoulliLikelihood : LikelihoodModel
{
    private static readonly BinaryCrossentropy Mean = new() { FromLogits = true };

    internal override Tensor MeanNegativeLog(Tensor samples, Tensor output) => Ops.BernoulliNegativeLogLikelihood(samples, output);

    internal override Tensor NegativeLog(Tensor samples, Tensor output) =>
        Mean.PerSample(Flat(samples), Flat(output)) * samples.Shape[1..].Count;

    internal override Tensor Expected(Tensor output) => Ops.Sigmoid(output);
}

/// <summary>Σ ((x - μ)² / σ² + log 2πσ²) / 2 over the values.</summary>
/// <param name="logVariance">Gives log σ², (); on a tape with its gradient.</param>
internal sealed class GaussianLikelihood(Func<Tensor> logVariance) : LikelihoodModel
{
    private const float LogTwoPi = 1.837877066f;

    internal override Tensor MeanNegativeLog(Tensor samples, Tensor output)
    {
        var v = logVariance();
        return ((Ops.MeanSquaredError(samples, output) * Ops.Exp(-v)) + v + LogTwoPi) * (0.5f * samples.Shape[1..].Count);
    }

    internal override Tensor NegativeLog(Tensor samples, Tensor output)
    {
        var (x, v) = (Flat(samples), logVariance());
        return ((Ops.Sum(Ops.Square(x - Flat(output)), 1) * Ops.Exp(-v)) + ((v + LogTwoPi) * x.Shape[1])) * 0.5f;
    }

    internal override Tensor Expected(Tensor output) => output;
}
