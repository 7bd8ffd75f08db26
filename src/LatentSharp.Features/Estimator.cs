namespace LatentSharp;

/// <summary>An estimator whatever its options and its model.</summary>
internal interface IEstimator
{
    /// <summary>Checks, fills in what depends on the samples, and learns.</summary>
    FittedModel Fit(LearningTask task);
}

/// <summary>
/// Learns from samples: options in, a new fitted model out. The estimator itself never changes, so fitting twice gives the same model twice.
/// </summary>
/// <typeparam name="TOptions">How it is built and trained.</typeparam>
/// <typeparam name="TModel">What it learns.</typeparam>
public abstract class Estimator<TOptions, TModel> : IEstimator
    where TOptions : EstimatorOptions, new()
    where TModel : FittedModel
{
    /// <summary>Creates the estimator.</summary>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="BadArgumentException">An option is out of its range.</exception>
    protected Estimator(TOptions? options)
    {
        Options = options ?? new TOptions();
        Options.Validate();
    }

    /// <summary>How it is built and trained.</summary>
    public TOptions Options { get; }

    /// <summary>Learns from samples and returns a new fitted model.</summary>
    /// <param name="samples">(N, …), scaled to 0 to 1 or to unit variance.</param>
    /// <param name="validation">
    /// Samples (M, …) whose loss is computed after each epoch, without what the training adds to it, and by which the epoch is chosen whose
    /// weights are kept
    /// (<see cref="ValidatedOptions.EarlyStopping"/>). Without them all epochs are trained on all samples, unless that option says
    /// otherwise.
    /// </param>
    /// <param name="progress">Told at most ten times a second, and after each epoch.</param>
    /// <param name="stop">Ends the training after the running batch; what was learned stays.</param>
    /// <param name="callbacks">What else happens along the way.</param>
    /// <param name="cancellationToken">Ends the training with an exception.</param>
    /// <exception cref="BadArgumentException">There are no samples, a value is not finite, an option does not fit them, the validation samples have another shape, or the learning rate is so large that the loss became no number.</exception>
    public TModel Fit(
        Tensor samples, Tensor? validation = null, IProgress<TrainingProgress>? progress = null, StopSignal? stop = null,
        IReadOnlyList<Callback>? callbacks = null, CancellationToken cancellationToken = default) =>
        Fit(LearningTask.Of(
            new LearningSet(samples), validation is { } held ? new LearningSet(held) : null, progress, stop, callbacks, cancellationToken));

    FittedModel IEstimator.Fit(LearningTask task) => Fit(task);

    /// <summary>Learns; everything is checked and filled in.</summary>
    protected abstract TModel Learn(Training training);

    private TModel Fit(LearningTask task)
    {
        LearningChecks.Samples(Options.Kind, task.Training.Samples, task.Validation?.Samples);
        var options = (TOptions)Options.CompleteFor(task.Training.Samples);
        var model = LearningChecks.Learned(EpochSelection.Learn(options, task, Learn), task.Training.Samples);
        Bottleneck.Examine(model);
        return model;
    }

    private TModel Learn(TOptions options, LearningTask task) => Learn(
        new Training(options, task.Training.Samples, task.Validation?.Samples, task.Callbacks, task.Progress, task.Stop,
            task.Cancellation));

    /// <summary>What one training is about.</summary>
    /// <param name="Options">Complete.</param>
    /// <param name="Samples">(N, …).</param>
    /// <param name="Validation">(M, …), or null.</param>
    /// <param name="Callbacks">What happens along the way, early stopping among it.</param>
    /// <param name="Progress">The listener.</param>
    /// <param name="Stop">The request to end.</param>
    /// <param name="Cancellation">The request to give up.</param>
    protected sealed record Training(
        TOptions Options, Tensor Samples, Tensor? Validation, IReadOnlyList<Callback> Callbacks, IProgress<TrainingProgress>? Progress,
        StopSignal? Stop, CancellationToken Cancellation);
}
