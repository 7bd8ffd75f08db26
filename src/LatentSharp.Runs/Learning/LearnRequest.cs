namespace LatentSharp;

/// <summary>
/// What to learn, from what, and where the result goes. Ranges and defaults: <see cref="LearnOptions"/> and <see cref="ModelGroup"/>.
/// </summary>
public sealed record LearnRequest
{
    /// <summary>A built-in data set's name or a file's path.</summary>
    public required string Data { get; init; }

    /// <summary>How it is read.</summary>
    public DataOptions Reading { get; init; } = new();

    /// <summary>What learns: the options of an estimator, of the kind that is wanted. Default an autoencoder.</summary>
    public EstimatorOptions Estimator { get; init; } = new AutoencoderOptions();

    /// <summary>What the division into parts follows from: the estimator's seed.</summary>
    public long Seed => Estimator.Seed;

    /// <summary>Threads to compute with; null for as many as the engine uses anyway.</summary>
    public int? Threads { get; init; }

    /// <summary>
    /// The share of samples that is held out to measure on, above 0 and below 1. Null, the default: the set's own test part, or else
    /// <see cref="LearnOptions.Validation"/>'s default. A share for a set with a test part of its own is refused.
    /// </summary>
    public double? Validation { get; init; }

    /// <inheritdoc cref="LearnOptions.LabelsFor"/>
    public double? LabelsFor { get; init; }

    /// <summary>
    /// The rows of a window, of a table whose rows follow each other in time: samples are windows, and those held out are later than all
    /// that is learned from. Null, the default: each row is a sample.
    /// </summary>
    public int? Window { get; init; }

    /// <inheritdoc cref="DetectOptions.Stride"/>
    public int? Stride { get; init; }

    /// <inheritdoc cref="DetectOptions.MaxGap"/>
    public int? MaxGap { get; init; }

    /// <inheritdoc cref="LearnOptions.Stream"/>
    public StreamMode Stream { get; init; }

    /// <inheritdoc cref="LearnOptions.Map"/>
    public MapKind Map { get; init; }

    /// <inheritdoc cref="LearnOptions.Output"/>
    public string? Output { get; init; }

    /// <inheritdoc cref="LearnOptions.CheckpointEvery"/>
    public CheckpointInterval? CheckpointEvery { get; init; }

    /// <summary>
    /// Whether the run of <see cref="Output"/>, which was interrupted, goes on; everything else must be as it began, but for
    /// <see cref="Threads"/>.
    /// </summary>
    public bool Resumes { get; init; }

    /// <summary>
    /// What was said on the command line, to be saved with checkpoints (<see cref="InterruptedRun.Words"/>); nothing in it is secret.
    /// </summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Refuses values that cannot work, before anything is read or written.</summary>
    /// <exception cref="BadArgumentException">A value is out of its range.</exception>
    public void Validate()
    {
        ModelKind.Of(Estimator);
        if (Estimator is RestorationOptions)
            throw new BadArgumentException($"{Estimator.Kind}: it restores samples and learns no features; {nameof(RestoreRun)} fits.");
        ModelFlag.Named(Estimator, Estimator.Validate);
        if (Validation is { } share) LearnOptions.Validation.Check(share);
        LearnOptions.LabelsFor.Check(LabelsFor);
        LearnOptions.Stream.Check(Stream);
        LearnOptions.Map.Check(Map);
        LongSeries.Check(Window, Stride, MaxGap, Reading);
        if (Window is not null && (LabelsFor is not null || Reading.Label is not null || Estimator.NeedsLabels))
            throw new BadArgumentException(
                $"{DetectOptions.Window.Name}: windows of a long series have no labels; leave the labels out, and choose a "
                + $"{LearnOptions.Model.Name} that needs none.");
        if (Window is not null && Stream == StreamMode.Yes)
            throw new BadArgumentException(
                $"{LearnOptions.Stream.Name}: windows of a long series are learned from in memory; leave it out.");
        if (Threads is { } threads) LearnOptions.Threads.Check(threads);
        LearnOptions.CheckReading(Reading);
        if (Output is not null) LearnOptions.Output.Check(Output);
        if (Resumes && (Output is null || CheckpointEvery is null))
            throw new BadArgumentException(
                $"{nameof(Resumes)}: a run that goes on has a place ({nameof(Output)}) and checkpoints ({nameof(CheckpointEvery)}).");
    }
}
