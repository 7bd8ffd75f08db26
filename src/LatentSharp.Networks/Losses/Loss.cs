namespace LatentSharp;

/// <summary>What training makes small: a number for a batch of targets and predictions.</summary>
public abstract class Loss
{
    /// <summary>Its name in saved configurations, as <c>mean_squared_error</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The mean loss of a batch, as a tensor of rank 0; gradients flow to the prediction.</summary>
    /// <exception cref="BadArgumentException">The shapes do not fit.</exception>
    public abstract Tensor Compute(Tensor target, Tensor prediction);
}

/// <summary>The losses by their Keras names.</summary>
public static class Losses
{
    /// <summary>The mean of (prediction - target)².</summary>
    public static Loss MeanSquaredError { get; } = new OpLoss("mean_squared_error", Ops.MeanSquaredError);

    /// <summary>The mean of -t·log p - (1 - t)·log(1 - p), of probabilities.</summary>
    public static Loss BinaryCrossentropy { get; } = new OpLoss("binary_crossentropy", Ops.BinaryCrossentropy);

    /// <summary>The mean binary cross-entropy of logits.</summary>
    public static Loss BinaryCrossentropyFromLogits { get; } = new OpLoss("binary_crossentropy_from_logits", Ops.BinaryCrossentropyFromLogits);

    private sealed class OpLoss(string name, Func<Tensor, Tensor, Tensor> op) : Loss
    {
        public override string Name => name;

        public override Tensor Compute(Tensor target, Tensor prediction) => op(target, prediction);
    }
}
