namespace LatentSharp;

public static partial class Ops
{
    /// <summary>Σ (prediction - target)² / n over all n elements, as one number; only the prediction receives a gradient.</summary>
    /// <exception cref="BadArgumentException">The shapes differ.</exception>
    public static Tensor MeanSquaredError(Tensor target, Tensor prediction) =>
        ElementLoss.Apply<SquaredErrorOp>("mean squared error", target, prediction);

    /// <summary>
    /// The mean binary cross-entropy -t·log p - (1-t)·log(1-p) over all elements, of probabilities clipped to
    /// [1e-7, 1 - 1e-7] as Keras has it; only the prediction receives a gradient.
    /// </summary>
    /// <exception cref="BadArgumentException">The shapes differ.</exception>
    public static Tensor BinaryCrossentropy(Tensor target, Tensor prediction) =>
        ElementLoss.Apply<BinaryCrossentropyOp>("binary cross-entropy", target, prediction);

    /// <summary>
    /// The mean binary cross-entropy of logits z, max(z, 0) - z·t + log(1 + exp(-|z|)), exact where probabilities are rounded to 0 or 1.
    /// </summary>
    /// <exception cref="BadArgumentException">The shapes differ.</exception>
    public static Tensor BinaryCrossentropyFromLogits(Tensor target, Tensor logits) =>
        ElementLoss.Apply<LogitsBinaryCrossentropyOp>("binary cross-entropy", target, logits);

    /// <summary>
    /// -log p of samples whose values are 1 with probability sigmoid z, independently: <see cref="BinaryCrossentropyFromLogits"/> summed
    /// over the values of a sample, the mean over samples. (N, …), (N, …) -> ().
    /// </summary>
    /// <exception cref="BadArgumentException">The shapes differ, or have no axis of samples.</exception>
    public static Tensor BernoulliNegativeLogLikelihood(Tensor target, Tensor logits) => logits.Rank > 0
        ? ElementLoss.Apply<LogitsBinaryCrossentropyOp>("bernoulli likelihood", target, logits, divisor: logits.Shape[0])
        : throw new BadArgumentException($"bernoulli likelihood: logits {logits.Shape} have no axis of samples; (N, …) would fit.");
}
