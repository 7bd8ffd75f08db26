namespace LatentSharp;

/// <summary>A figure that says how good predictions are. A metric is a setting; what it has counted belongs to its state.</summary>
public abstract class Metric
{
    /// <summary>Its name in the history, as <c>accuracy</c>; on validation data <c>val_accuracy</c>.</summary>
    public abstract string Name { get; }

    /// <summary>How a catalog made it, for saving.</summary>
    internal Recipe? Recipe { get; init; }

    /// <summary>A state that has seen nothing.</summary>
    public abstract MetricState Create();
}

/// <summary>A metric over the batches that it has seen since it was created or reset.</summary>
public abstract class MetricState
{
    /// <summary>The figure so far; 0, as in Keras, when there is nothing to divide by.</summary>
    public abstract double Result { get; }

    /// <summary>Takes in a batch.</summary>
    /// <param name="target">What is true, of integers or floats.</param>
    /// <param name="prediction">What was predicted (N, …, C).</param>
    /// <param name="sampleWeight">How much each sample counts: (N), or more of the leading axes; all the same by default.</param>
    /// <exception cref="BadArgumentException">The shapes do not fit.</exception>
    public abstract void Update(Tensor target, Tensor prediction, Tensor sampleWeight = default);

    /// <summary>Forgets what was seen.</summary>
    public abstract void Reset();

    /// <summary>A weight for each value of a shape, or default for none.</summary>
    internal static Tensor Spread(Tensor sampleWeight, Shape shape) =>
        sampleWeight.IsDefault ? default : Ops.BroadcastTo(Loss.Weights(sampleWeight, shape), shape);
}
