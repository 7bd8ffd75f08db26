namespace LatentSharp;

/// <summary>An estimator whatever its options and its model.</summary>
internal interface IEstimator
{
    /// <summary>Whether it learns from labels.</summary>
    bool NeedsLabels { get; }

    FittedModel Fit(
        LearningSet training, LearningSet? validation, IProgress<TrainingProgress>? progress, StopSignal? stop, CancellationToken cancellationToken);
}

/// <summary>Samples, and their labels where there are any.</summary>
/// <param name="Samples">(N, …).</param>
/// <param name="Labels">(N), numbers of classes from 0; or null.</param>
internal sealed record LearningSet(Tensor Samples, Tensor? Labels = null);

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
    /// <param name="validation">Samples (M, …) whose loss is computed after each epoch, without what the training adds to it.</param>
    /// <param name="progress">Told at most ten times a second, and after each epoch.</param>
    /// <param name="stop">Ends the training after the running batch; what was learned stays.</param>
    /// <param name="cancellationToken">Ends the training with an exception.</param>
    /// <exception cref="BadArgumentException">There are no samples, a value is not finite, an option does not fit them, the validation samples have another shape, or the learning rate is so large that the loss became no number.</exception>
    public TModel Fit(
        Tensor samples, Tensor? validation = null, IProgress<TrainingProgress>? progress = null, StopSignal? stop = null,
        CancellationToken cancellationToken = default)
    {
        LearningChecks.Samples(Options.Kind, samples, validation);
        var options = (TOptions)Options.CompleteFor(samples);
        return LearningChecks.Learned(Learn(new Training(options, samples, validation is { Count: > 0 } ? validation : null, progress, stop, cancellationToken)), samples);
    }

    bool IEstimator.NeedsLabels => false;

    FittedModel IEstimator.Fit(
        LearningSet training, LearningSet? validation, IProgress<TrainingProgress>? progress, StopSignal? stop, CancellationToken cancellationToken) =>
        Fit(training.Samples, validation?.Samples, progress, stop, cancellationToken);

    /// <summary>Learns; everything is checked and filled in.</summary>
    protected abstract TModel Learn(Training training);

    /// <summary>What one call of <see cref="Fit"/> is about.</summary>
    /// <param name="Options">Complete.</param>
    /// <param name="Samples">(N, …).</param>
    /// <param name="Validation">(M, …), or null.</param>
    /// <param name="Progress">The listener.</param>
    /// <param name="Stop">The request to end.</param>
    /// <param name="Cancellation">The request to give up.</param>
    protected sealed record Training(
        TOptions Options, Tensor Samples, Tensor? Validation, IProgress<TrainingProgress>? Progress, StopSignal? Stop, CancellationToken Cancellation);
}
