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
    /// <param name="labels">
    /// (N), the classes as whole numbers from 0; -1 where a class is not known: such samples are left out, unless
    /// <see cref="ConsistencyOptions.Consistency"/> lets them take part.
    /// </param>
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

    /// <summary>
    /// Learns from samples that need not be in memory, and labels that are. Of up to 256 MiB of samples it learns what it learns from a
    /// tensor, bit for bit; of more, blocks are read in an order that follows from the seed, and shuffled sixteen at a time.
    /// </summary>
    /// <param name="samples">N samples, scaled to 0 to 1 or to unit variance.</param>
    /// <param name="labels">(N), as in the other <c>Fit</c>.</param>
    /// <param name="validation">As in the other <c>Fit</c>.</param>
    /// <param name="progress">Told at most ten times a second, and after each epoch.</param>
    /// <param name="stop">Ends the training after the running batch; what was learned stays.</param>
    /// <param name="callbacks">What else happens along the way.</param>
    /// <param name="cancellationToken">Ends the training with an exception.</param>
    /// <exception cref="BadArgumentException">
    /// As in the other <c>Fit</c>; or samples of rare classes are to be drawn again, or others without labels to take part, for which they
    /// must be in memory.
    /// </exception>
    public FittedClassifier Fit(
        SampleStream samples, Tensor labels, (Tensor Samples, Tensor Labels)? validation = null,
        IProgress<TrainingProgress>? progress = null, StopSignal? stop = null, IReadOnlyList<Callback>? callbacks = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(samples);
        if (samples.Count == 0) throw new BadArgumentException($"{Options.Kind}: there are no samples.");
        return Fit(LearningTask.Of(
            LearningSet.Of(samples, labels), validation is { } held ? new LearningSet(held.Samples, held.Labels) : null,
            progress, stop, callbacks, cancellationToken));
    }

    /// <summary>
    /// Learns from batches of samples (k, …) and labels (k) that are enumerated anew for each pass, and twice before, to count the samples
    /// and to take the labels, which are held in memory.
    /// </summary>
    /// <param name="batches">The batches.</param>
    /// <param name="validation">As in the other <c>Fit</c>.</param>
    /// <param name="progress">Told at most ten times a second, and after each epoch.</param>
    /// <param name="stop">Ends the training after the running batch; what was learned stays.</param>
    /// <param name="callbacks">What else happens along the way.</param>
    /// <param name="cancellationToken">Ends the training with an exception.</param>
    /// <exception cref="BadArgumentException">As in the other <c>Fit</c>; or batches differ from pass to pass.</exception>
    public FittedClassifier Fit(
        IEnumerable<(Tensor Samples, Tensor Labels)> batches, (Tensor Samples, Tensor Labels)? validation = null,
        IProgress<TrainingProgress>? progress = null, StopSignal? stop = null, IReadOnlyList<Callback>? callbacks = null,
        CancellationToken cancellationToken = default)
    {
        if (batches is null) throw new BadArgumentException($"{Options.Kind}: batches are null; give a sequence of samples and labels.");
        int[] labels = [.. batches.SelectMany(batch =>
            Ops.ToIndices(batch.Labels, LearningSet.Unknown, int.MaxValue, $"{Options.Kind}: a label").ToArray<int>())];
        return Fit(
            SampleStream.Of(batches.Select(batch => batch.Samples)), Tensor.From(labels), validation, progress, stop, callbacks,
            cancellationToken);
    }

    private protected sealed override FittedClassifier Learn(TOptions options, LearningTask task)
    {
        if (task.Training.Stream is not null) CheckStream(options);
        if (options is ConsistencyOptions { LearnsWithoutLabels: true } consistent) return LearnConsistent(consistent, task);
        var (samples, labels) = (task.Training.Samples, task.Training.Labels!.Value);
        if (options.OverSample)
        {
            var rows = OverSampling.Rows(labels, options.Seed);
            (samples, labels) = (samples.Take(rows), labels.Take(rows));
        }
        var network = options.CreateNetwork(samples.Shape[1..], task.Classes);
        network.Build(samples.Shape[1..]);
        var mixes = options.Changes.Mixup > 0;
        network.Compile(
            new Adam(options.ScheduleFor(task.Training.Stream?.Count ?? samples.Shape[0])),
            mixes ? options.CreateLossOfShares() : options.CreateLoss(task.Classes), Metrics.Accuracy);
        var history = task.Train(
            network, options, samples, Targets(labels), task.Validation is { } held ? (held.Samples, Targets(held.Labels!.Value)) : null,
            options.ClassWeights == ClassWeighting.Balanced ? ClassWeights.Balanced(labels) : null);
        return new FittedClassifier(options, samples.Shape[1..], network, history);

        // Labels cannot be mixed; shares of classes can.
        Tensor Targets(Tensor labels) => mixes ? Ops.OneHot(labels, task.Classes) : labels;
    }

    private static void CheckStream(TOptions options)
    {
        if (options.OverSample)
            throw new BadArgumentException(
                $"{nameof(ClassifierOptions.OverSample)}: samples of rare classes are drawn again from memory alone; "
                + "weigh the classes of a stream instead.")
            {
                Option = nameof(ClassifierOptions.OverSample),
            };
        if (options is ConsistencyOptions { LearnsWithoutLabels: true })
            throw new BadArgumentException($"{nameof(ConsistencyOptions.Consistency)}: samples without labels take part from memory alone.")
            {
                Option = nameof(ConsistencyOptions.Consistency),
            };
    }

    /// <summary>Learns from all samples, and from the labels of those that have one.</summary>
    private static FittedClassifier LearnConsistent(ConsistencyOptions options, LearningTask task)
    {
        var (samples, shape) = (task.Training.Samples, task.Training.Samples.Shape[1..]);
        var known = task.Training.Known();
        if (options.OverSample)
        {
            var whole = known ?? task.Training;
            known = whole.Take(OverSampling.Rows(whole.Labels!.Value, options.Seed));
        }
        var classifier = options.CreateNetwork(shape, task.Classes);
        var network = new ConsistentNetwork(
            classifier, options, options.CreateLoss(task.Classes), known, (task.Training.Known() ?? task.Training).Labels!.Value,
                Weights(options, (known ?? task.Training).Labels!.Value, task.Classes))
        {
            Seed = options.Seed,
        };
        network.Build(shape);
        network.Compile(new Adam(options.ScheduleFor(samples.Shape[0])));
        var history = task.Train(
            network, options, samples, task.Training.Labels!.Value,
            task.Validation is { } held ? (held.Samples, held.Labels!.Value) : null);
        // Weights of a part have the names of their place in the whole.
        const string prefix = "classifier/";
        var weights = network.GetWeights().ToDictionary(
            pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal) ? pair.Key[prefix.Length..] : pair.Key, pair => pair.Value,
            StringComparer.Ordinal);
        var alone = NetworkWeights.Build(options, sample => options.CreateNetwork(sample, task.Classes), shape, weights);
        return new FittedClassifier(options, shape, alone, history);
    }

    private static Tensor? Weights(ClassifierOptions options, Tensor labels, int classes)
    {
        if (options.ClassWeights != ClassWeighting.Balanced) return null;
        var balanced = ClassWeights.Balanced(labels);
        float[] weights = [.. Enumerable.Range(0, classes).Select(label => (float)balanced.GetValueOrDefault(label))];
        return Tensor.From(weights, classes).Keep();
    }
}

/// <summary>The categorical focal loss of labels and logits, all classes of weight 1.</summary>
internal sealed record SparseFocal(int Classes) : Loss
{
    internal static readonly CategoricalFocalCrossentropy Focal = new() { FromLogits = true, Alpha = 1 };

    public override string Name => "sparse_categorical_focal_crossentropy";

    public override Tensor PerSample(Tensor target, Tensor prediction) => Focal.PerSample(Ops.OneHot(target, Classes), prediction);
}
