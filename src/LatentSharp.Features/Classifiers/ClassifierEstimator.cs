namespace LatentSharp;

/// <summary>
/// What classifiers share: they learn features by telling classes apart, from samples with labels. Trained by Adam on a cosine.
/// </summary>
/// <typeparam name="TOptions">The options of the kind.</typeparam>
public abstract class ClassifierEstimator<TOptions> : Estimator<TOptions, FittedClassifier> where TOptions : ClassifierOptions, new()
{
    private protected ClassifierEstimator(TOptions? options) : base(options)
    {
    }

    /// <summary>Learns from samples and labels and returns a new fitted model.</summary>
    /// <param name="samples">(N, …), scaled to 0 to 1 or to unit variance.</param>
    /// <param name="labels">(N), the classes as whole numbers from 0.</param>
    /// <param name="validation">
    /// Samples (M, …) and labels (M) whose loss and accuracy are computed after each epoch, and by which the epoch is chosen whose weights
    /// are kept (<see cref="ValidatedOptions.EarlyStopping"/>). Without them all epochs are trained on all samples, unless that option says
    /// otherwise.
    /// </param>
    /// <param name="progress">Told at most ten times a second, and after each epoch.</param>
    /// <param name="stop">Ends the training after the running batch; what was learned stays.</param>
    /// <param name="callbacks">What else happens along the way.</param>
    /// <param name="cancellationToken">Ends the training with an exception.</param>
    /// <exception cref="BadArgumentException">
    /// Samples and labels do not fit each other or an option, a value is not finite, there are fewer than two classes, or the learning rate
    /// is so large that the loss became no number.
    /// </exception>
    public FittedClassifier Fit(
        Tensor samples, Tensor labels, (Tensor Samples, Tensor Labels)? validation = null, IProgress<TrainingProgress>? progress = null,
        StopSignal? stop = null, IReadOnlyList<Callback>? callbacks = null, CancellationToken cancellationToken = default) =>
        Fit(LearningTask.Of(
            new LearningSet(samples, labels), validation is { } held ? new LearningSet(held.Samples, held.Labels) : null,
            progress, stop, callbacks, cancellationToken));

    private protected sealed override FittedClassifier Learn(TOptions options, LearningTask task)
    {
        var (samples, labels) = (task.Training.Samples, task.Training.Labels!.Value);
        if (options.OverSample)
        {
            var rows = OverSampling.Rows(labels, options.Seed);
            (samples, labels) = (samples.Take(rows), labels.Take(rows));
        }
        var network = options.CreateNetwork(samples.Shape[1..], task.Classes);
        network.Build(samples.Shape[1..]);
        network.Compile(new Adam(options.ScheduleFor(samples.Shape[0])), options.CreateLoss(task.Classes), Metrics.Accuracy);
        var history = task.Train(
            network, options, samples, labels, task.Validation is { } held ? (held.Samples, held.Labels!.Value) : null,
            options.ClassWeights == ClassWeighting.Balanced ? ClassWeights.Balanced(labels) : null);
        return new FittedClassifier(options, samples.Shape[1..], network, history);
    }
}

/// <summary>The categorical focal loss of labels and logits, all classes of weight 1.</summary>
internal sealed record SparseFocal(int Classes) : Loss
{
    private static readonly CategoricalFocalCrossentropy Focal = new() { FromLogits = true, Alpha = 1 };

    public override string Name => "sparse_categorical_focal_crossentropy";

    public override Tensor PerSample(Tensor target, Tensor prediction) => Focal.PerSample(Ops.OneHot(target, Classes), prediction);
}
