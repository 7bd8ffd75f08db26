namespace LatentSharp;

/// <summary>What learns from samples alone.</summary>
/// <typeparam name="TOptions">How it is built and trained.</typeparam>
/// <typeparam name="TModel">What it learns.</typeparam>
public abstract class UnsupervisedEstimator<TOptions, TModel> : Estimator<TOptions, TModel>
    where TOptions : EstimatorOptions, new()
    where TModel : FittedModel
{
    private protected UnsupervisedEstimator(TOptions? options) : base(options)
    {
    }

    /// <summary>Learns from samples and returns a new fitted model.</summary>
    /// <param name="samples">(N, …), scaled to 0 to 1 or to unit variance.</param>
    /// <param name="validation">
    /// Samples (M, …) whose loss is computed after each epoch, without what the training adds to it, and by which the epoch is chosen whose
    /// weights are kept (<see cref="ValidatedOptions.EarlyStopping"/>). Without them all epochs are trained on all samples, unless that
    /// option says otherwise. Not used by what has no such loss.
    /// </param>
    /// <param name="progress">Told at most ten times a second, and after each epoch.</param>
    /// <param name="stop">Ends the training after the running batch; what was learned stays.</param>
    /// <param name="callbacks">What else happens along the way.</param>
    /// <param name="cancellationToken">Ends the training with an exception.</param>
    /// <exception cref="BadArgumentException">
    /// There are no samples, a value is not finite, an option does not fit them, the validation samples have another shape, or the learning
    /// rate is so large that the loss became no number.
    /// </exception>
    public TModel Fit(
        Tensor samples, Tensor? validation = null, IProgress<TrainingProgress>? progress = null, StopSignal? stop = null,
        IReadOnlyList<Callback>? callbacks = null, CancellationToken cancellationToken = default) =>
        Fit(LearningTask.Of(
            new LearningSet(samples), validation is { } held ? new LearningSet(held) : null, progress, stop, callbacks, cancellationToken));

    /// <summary>
    /// Learns from samples that need not be in memory. Of up to 256 MiB it learns what it learns from a tensor, bit for bit; of more,
    /// blocks
    /// are read in an order that follows from the seed, and shuffled sixteen at a time.
    /// </summary>
    /// <param name="samples">N samples, scaled to 0 to 1 or to unit variance.</param>
    /// <param name="validation">As in the other <c>Fit</c>.</param>
    /// <param name="progress">Told at most ten times a second, and after each epoch.</param>
    /// <param name="stop">Ends the training after the running batch; what was learned stays.</param>
    /// <param name="callbacks">What else happens along the way.</param>
    /// <param name="cancellationToken">Ends the training with an exception.</param>
    /// <exception cref="BadArgumentException">
    /// As in the other <c>Fit</c>; or the estimator needs samples in memory, as maps, rockets, detectors and clusterers do.
    /// </exception>
    public TModel Fit(
        SampleStream samples, Tensor? validation = null, IProgress<TrainingProgress>? progress = null, StopSignal? stop = null,
        IReadOnlyList<Callback>? callbacks = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(samples);
        if (samples.Count == 0) throw new BadArgumentException($"{Options.Kind}: there are no samples.");
        return Fit(LearningTask.Of(
            LearningSet.Of(samples), validation is { } held ? new LearningSet(held) : null, progress, stop, callbacks, cancellationToken));
    }

    /// <summary>Learns from batches (k, …) that are enumerated anew for each pass, and once before, to count them.</summary>
    /// <param name="batches">The batches.</param>
    /// <param name="validation">As in the other <c>Fit</c>.</param>
    /// <param name="progress">Told at most ten times a second, and after each epoch.</param>
    /// <param name="stop">Ends the training after the running batch; what was learned stays.</param>
    /// <param name="callbacks">What else happens along the way.</param>
    /// <param name="cancellationToken">Ends the training with an exception.</param>
    /// <exception cref="BadArgumentException">As in the other <c>Fit</c>; or batches differ from pass to pass.</exception>
    public TModel Fit(
        IEnumerable<Tensor> batches, Tensor? validation = null, IProgress<TrainingProgress>? progress = null, StopSignal? stop = null,
        IReadOnlyList<Callback>? callbacks = null, CancellationToken cancellationToken = default) =>
        Fit(SampleStream.Of(batches), validation, progress, stop, callbacks, cancellationToken);
}
