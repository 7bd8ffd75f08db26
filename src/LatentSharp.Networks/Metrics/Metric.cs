namespace LatentSharp;

/// <summary>
/// A figure that says how good predictions are, or several. A metric is a setting; what it has counted belongs to its state.
/// </summary>
public abstract class Metric
{
    /// <summary>Its name in the history, as <c>accuracy</c>; on validation data <c>val_accuracy</c>.</summary>
    public abstract string Name { get; }

    /// <summary>
    /// Which way it is better, for whoever watches it with <see cref="MonitorMode.Auto"/>. Default <see cref="MetricDirection.Unknown"/>:
    /// then a watcher must be told.
    /// </summary>
    public virtual MetricDirection Direction => MetricDirection.Unknown;

    /// <summary>
    /// The names of its figures in the history: one for each threshold or class where it has several. Default its <see cref="Name"/> alone.
    /// </summary>
    public virtual IReadOnlyList<string> FigureNames => [Name];

    /// <summary>How a catalog made it, for saving.</summary>
    internal Recipe? Recipe { get; init; }

    /// <summary>A state that has seen nothing.</summary>
    public abstract MetricState Create();
}

/// <summary>A metric over the batches that it has seen since it was created or reset.</summary>
public abstract class MetricState
{
    /// <summary>
    /// The figure so far; the mean of the figures where there are several. Where there is nothing to divide by it is 0, as in Keras, but
    /// for figures of which 0 would say "as bad as can be" and nothing is known: those are not a number, and say so.
    /// </summary>
    public abstract double Result { get; }

    /// <summary>What should be known of the figure, as that predictions are no probabilities; null for nothing.</summary>
    public TrainingWarning? Warning { get; protected internal set; }

    /// <summary>One of several figures.</summary>
    /// <param name="index">Its place in <see cref="Metric.FigureNames"/>.</param>
    public virtual double Figure(int index) => Result;

    /// <summary>Takes in a batch.</summary>
    /// <param name="target">What is true, of integers or floats.</param>
    /// <param name="prediction">What was predicted (N, …, C), of floats or integers.</param>
    /// <param name="sampleWeight">How much each sample counts: (N), or more of the leading axes; all the same by default.</param>
    /// <exception cref="BadArgumentException">The shapes do not fit.</exception>
    public abstract void Update(Tensor target, Tensor prediction, Tensor sampleWeight = default);

    /// <summary>Forgets what was seen.</summary>
    public abstract void Reset();

    /// <summary>
    /// What it has counted, for a training that is to go on within an epoch; null, the default, where it does not say so: such a training
    /// goes on after an epoch alone.
    /// </summary>
    public virtual TrainingSnapshot? Snapshot() => null;

    /// <summary>Puts back what <see cref="Snapshot"/> gave.</summary>
    /// <exception cref="BadArgumentException">It does not fit.</exception>
    public virtual void Restore(TrainingSnapshot snapshot)
    {
    }

    /// <summary>A weight for each value of a shape, or default for none.</summary>
    internal static Tensor Spread(Tensor sampleWeight, Shape shape) =>
        sampleWeight.IsDefault ? default : Ops.BroadcastTo(Loss.Weights(sampleWeight, shape), shape);

    /// <summary>Notes once that a prediction was met that is no probability, where thresholds are of probabilities.</summary>
    internal void Doubt(string name, float prediction)
    {
        if (Warning is null && Probabilities.IsOutside(prediction))
            Warning = Probabilities.Predictions(name, prediction, "compare logits with a threshold of 0");
    }
}
