namespace LatentSharp;

public partial class Model
{
    /// <summary>Trains the network on samples and targets.</summary>
    /// <param name="x">Samples (N, …).</param>
    /// <param name="y">Targets (N, …); for an autoencoder the samples themselves; none where a step of one's own needs none.</param>
    /// <param name="epochs">Passes over the samples, 1 or more.</param>
    /// <param name="batchSize">Samples a step; the last batch may be shorter, and more than there are is all of them. Default 32.</param>
    /// <param name="validation">What is evaluated after epochs: <c>(x, y)</c>, or <c>(x, y, weights)</c>.</param>
    /// <param name="validationSplit">
    /// Instead of <paramref name="validation"/>: the share of samples, taken from the end, to hold out. Default 0.
    /// </param>
    /// <param name="shuffle">Whether each epoch has an order of its own. Default true.</param>
    /// <param name="callbacks">What else happens along the way, as <see cref="EarlyStopping"/>.</param>
    /// <param name="progress">Told at most ten times a second, and after each epoch.</param>
    /// <param name="stop">Ends the training after the running batch; what was learned stays.</param>
    /// <param name="sampleWeight">
    /// What each sample's loss is multiplied by: (N), or (N, …) for the leading axes of the losses; finite, 0 or more.
    /// </param>
    /// <param name="classWeight">
    /// What the losses of each class are multiplied by, 1 for those not named; targets are labels (N) or (N, 1), or one-hot (N, C).
    /// Validation is not weighed.
    /// </param>
    /// <param name="initialEpoch">
    /// Epochs that were done before: a training that is resumed goes on to <paramref name="epochs"/>. Default 0.
    /// </param>
    /// <param name="options">What is rarely chosen.</param>
    /// <param name="cancellationToken">Ends the training with an exception.</param>
    /// <returns>
    /// By epoch <c>loss</c> and the metrics by name as they were while the weights changed, and with validation data <c>val_loss</c> and
    /// the metrics with <c>val_</c> in front.
    /// </returns>
    /// <exception cref="BadArgumentException">Shapes or numbers do not fit, or the model is not compiled.</exception>
    public History Fit(
        Tensor x, Tensor y = default, int epochs = 1, int batchSize = 32, Batch? validation = null, double validationSplit = 0,
        bool shuffle = true, IReadOnlyList<Callback>? callbacks = null, IProgress<TrainingProgress>? progress = null,
        StopSignal? stop = null, Tensor sampleWeight = default, IReadOnlyDictionary<int, double>? classWeight = null,
        int initialEpoch = 0, FitOptions? options = null, CancellationToken cancellationToken = default) =>
        FitTo(
            new Batch([x], y.IsDefault ? [] : [y], sampleWeight.IsDefault ? [] : [sampleWeight], "Fit"), classWeight, batchSize, validation,
            validationSplit, shuffle, TrainingOptions.Checked(epochs, initialEpoch, callbacks, progress, stop, options), cancellationToken);

    /// <summary>Trains a network of several inputs or outputs.</summary>
    /// <param name="x">Samples (N, …) of each input.</param>
    /// <param name="y">Targets (N, …) of each output; <c>default</c> for an output without a loss.</param>
    /// <param name="epochs">Passes over the samples, 1 or more.</param>
    /// <param name="batchSize">Samples a step; the last batch may be shorter, and more than there are is all of them. Default 32.</param>
    /// <param name="validation">What is evaluated after epochs.</param>
    /// <param name="validationSplit">
    /// Instead of <paramref name="validation"/>: the share of samples, taken from the end, to hold out. Default 0.
    /// </param>
    /// <param name="shuffle">Whether each epoch has an order of its own. Default true.</param>
    /// <param name="callbacks">What else happens along the way.</param>
    /// <param name="progress">Told at most ten times a second, and after each epoch.</param>
    /// <param name="stop">Ends the training after the running batch; what was learned stays.</param>
    /// <param name="sampleWeight">Weights of samples for each output, or one for all.</param>
    /// <param name="initialEpoch">Epochs that were done before. Default 0.</param>
    /// <param name="options">What is rarely chosen.</param>
    /// <param name="cancellationToken">Ends the training with an exception.</param>
    /// <returns>
    /// By epoch <c>loss</c>, with several losses each as <c>digit_loss</c>, and the metrics as <c>digit_accuracy</c>; those of validation
    /// with <c>val_</c> in front.
    /// </returns>
    /// <exception cref="BadArgumentException">Shapes or numbers do not fit, or the model is not compiled.</exception>
    public History Fit(
        Tensor[] x, Tensor[] y, int epochs = 1, int batchSize = 32, Batch? validation = null, double validationSplit = 0,
        bool shuffle = true,
        IReadOnlyList<Callback>? callbacks = null, IProgress<TrainingProgress>? progress = null, StopSignal? stop = null,
        Tensor[]? sampleWeight = null, int initialEpoch = 0, FitOptions? options = null, CancellationToken cancellationToken = default) =>
        FitTo(
            new Batch(x, Batch.NotNull(y, "Fit"), sampleWeight, "Fit"), null, batchSize, validation, validationSplit, shuffle,
            TrainingOptions.Checked(epochs, initialEpoch, callbacks, progress, stop, options), cancellationToken);

    /// <summary>Trains the network on batches that somebody else makes, as a generator.</summary>
    /// <param name="batches">Enumerated anew for each epoch; with <paramref name="stepsPerEpoch"/> only when they end.</param>
    /// <param name="epochs">Epochs, 1 or more.</param>
    /// <param name="stepsPerEpoch">Batches in an epoch; they may be endless then. Default null: all.</param>
    /// <param name="validation">What is evaluated after epochs; for batches see <see cref="FitOptions.ValidationBatches"/>.</param>
    /// <param name="callbacks">What else happens along the way.</param>
    /// <param name="progress">Told at most ten times a second, and after each epoch.</param>
    /// <param name="stop">Ends the training after the running batch; what was learned stays.</param>
    /// <param name="classWeight">What the losses of each class are multiplied by; as in the other <c>Fit</c>.</param>
    /// <param name="initialEpoch">Epochs that were done before. Default 0.</param>
    /// <param name="options">What is rarely chosen.</param>
    /// <param name="cancellationToken">Ends the training with an exception.</param>
    /// <returns>The figures by epoch. Batches that ended within an epoch give a <see cref="TrainingWarningKind.DataEnded"/>.</returns>
    /// <exception cref="BadArgumentException">There are no batches, shapes or numbers do not fit, or the model is not compiled.</exception>
    public History Fit(
        IEnumerable<Batch> batches, int epochs = 1, int? stepsPerEpoch = null, Batch? validation = null,
        IReadOnlyList<Callback>? callbacks = null,
        IProgress<TrainingProgress>? progress = null, StopSignal? stop = null, IReadOnlyDictionary<int, double>? classWeight = null,
        int initialEpoch = 0, FitOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (batches is null) throw new BadArgumentException("Fit: batches are null; give a sequence of them.");
        using var use = NetworkUse.ToChange(this, "Fit");
        options ??= new FitOptions();
        if (stepsPerEpoch is not null) options = options with { StepsPerEpoch = stepsPerEpoch };
        var checkedOptions = TrainingOptions.Checked(epochs, initialEpoch, callbacks, progress, stop, options);
        using var source = new SequenceBatches(batches, classWeight);
        return Run(source, validation, checkedOptions, cancellationToken);
    }

    /// <summary>
    /// Trains the network on samples that need not be in memory. Up to <see cref="SampleStream.HeldBytes"/> of them give what a tensor of
    /// them gives; of more, blocks are read in an order drawn for each epoch, and shuffled sixteen at a time.
    /// </summary>
    /// <param name="samples">N samples.</param>
    /// <param name="rebuilds">Whether they are their own targets, as an autoencoder's; otherwise there are none.</param>
    /// <param name="epochs">Passes over the samples, 1 or more.</param>
    /// <param name="batchSize">Samples a step; the last batch may be shorter.</param>
    /// <param name="validation">What is evaluated after epochs.</param>
    /// <param name="callbacks">What else happens along the way.</param>
    /// <param name="progress">Told at most ten times a second, and after each epoch.</param>
    /// <param name="stop">Ends the training after the running batch; what was learned stays.</param>
    /// <param name="options">What is rarely chosen.</param>
    /// <param name="cancellationToken">Ends the training with an exception.</param>
    /// <returns>The figures by epoch.</returns>
    /// <exception cref="BadArgumentException">There are no samples, shapes or numbers do not fit, or the model is not compiled.</exception>
    public History Fit(
        SampleStream samples, bool rebuilds, int epochs = 1, int batchSize = 32, Batch? validation = null,
        IReadOnlyList<Callback>? callbacks = null, IProgress<TrainingProgress>? progress = null, StopSignal? stop = null,
        FitOptions? options = null, CancellationToken cancellationToken = default) =>
        FitTo(
            samples, rebuilds, default, null, batchSize, validation,
            TrainingOptions.Checked(epochs, 0, callbacks, progress, stop, options), cancellationToken);

    /// <summary>
    /// Trains the network on samples that need not be in memory, with targets that are, as the labels of images. The batches are those of
    /// the other <c>Fit</c>.
    /// </summary>
    /// <param name="samples">N samples.</param>
    /// <param name="y">Targets (N, …).</param>
    /// <param name="epochs">Passes over the samples, 1 or more.</param>
    /// <param name="batchSize">Samples a step; the last batch may be shorter.</param>
    /// <param name="validation">What is evaluated after epochs.</param>
    /// <param name="callbacks">What else happens along the way.</param>
    /// <param name="progress">Told at most ten times a second, and after each epoch.</param>
    /// <param name="stop">Ends the training after the running batch; what was learned stays.</param>
    /// <param name="classWeight">What the losses of each class are multiplied by; as in the other <c>Fit</c>.</param>
    /// <param name="options">What is rarely chosen.</param>
    /// <param name="cancellationToken">Ends the training with an exception.</param>
    /// <returns>The figures by epoch.</returns>
    /// <exception cref="BadArgumentException">There are no samples, shapes or numbers do not fit, or the model is not compiled.</exception>
    public History Fit(
        SampleStream samples, Tensor y, int epochs = 1, int batchSize = 32, Batch? validation = null,
        IReadOnlyList<Callback>? callbacks = null, IProgress<TrainingProgress>? progress = null, StopSignal? stop = null,
        IReadOnlyDictionary<int, double>? classWeight = null, FitOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(samples);
        if (y.IsDefault || y.Rank == 0 || y.Shape[0] != samples.Count)
            throw new BadArgumentException(
                $"Fit: targets {(y.IsDefault ? "()" : y.Shape.ToString())} do not fit {samples.Count} samples; there is one for each.");
        return FitTo(
            samples, false, y, classWeight, batchSize, validation,
            TrainingOptions.Checked(epochs, 0, callbacks, progress, stop, options), cancellationToken);
    }

    private History FitTo(
        SampleStream samples, bool rebuilds, Tensor y, IReadOnlyDictionary<int, double>? classWeight, int batchSize, Batch? validation,
        TrainingOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(samples);
        if (samples.Count == 0) throw new BadArgumentException("Fit: there are no samples.");
        Require.Positive(batchSize, "Fit: batchSize");
        using var use = NetworkUse.ToChange(this, "Fit");
        using var source = new StreamBatches(
            samples, Math.Min(batchSize, samples.Count), rebuilds, () => Random.Derive("order").Derive(Position.NextOrder()), y,
            classWeight is null ? default : ClassWeights.Of(y, default, classWeight));
        return Run(source, validation, options, cancellationToken);
    }

    private History FitTo(
        Batch data, IReadOnlyDictionary<int, double>? classWeight, int batchSize, Batch? validation, double validationSplit, bool shuffle,
        TrainingOptions options,
        CancellationToken cancellationToken)
    {
        if (data.Count == 0) throw new BadArgumentException($"Fit: there are no samples; {data.X.Shape} has none.");
        Require.Positive(batchSize, "Fit: batchSize");
        Require.InRange(validationSplit, 0, 1, "Fit: validationSplit", highIncluded: false);
        if (validationSplit > 0 && validation is null)
        {
            var kept = data.Count - (int)Math.Ceiling(data.Count * validationSplit);
            if (kept == 0)
                throw new BadArgumentException(
                    FormattableString.Invariant(
                        $"Fit: a validationSplit of {validationSplit} leaves none of {data.Count} samples to train on."));
            validation = data.Rows(kept, data.Count - kept);
            data = data.Rows(0, kept);
        }
        data = data.Weighted(classWeight);
        using var use = NetworkUse.ToChange(this, "Fit");
        if (!IsBuilt) BuildFor(data);
        using var source = new ArrayBatches(data, batchSize, shuffle ? () => Random.Derive("order").Derive(Position.NextOrder()) : null);
        return Run(source, validation, options, cancellationToken);
    }

    private History Run(BatchSource source, Batch? validation, TrainingOptions options, CancellationToken cancellationToken)
    {
        if (validation is { Count: 0 })
            throw new BadArgumentException($"Fit: there are no samples for validation; {validation.X.Shape} has none.");
        using BatchSource? held = options.Fit.ValidationBatches is { } batches ? new SequenceBatches(batches)
            : validation is not null ? new ArrayBatches(validation, options.Fit.ValidationBatchSize) : null;
        var history = new TrainingLoop(Compiled, options, source, held).Run(cancellationToken);
        foreach (var warning in Warnings) history.Warn(warning);
        return history;
    }
}
