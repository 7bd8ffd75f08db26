namespace LatentSharp;

/// <summary>What to detect in, by what, and where the result goes. Ranges and defaults: <see cref="DetectOptions"/>.</summary>
public sealed record DetectRequest
{
    private readonly EstimatorOptions? estimator;

    /// <summary>A built-in data set's name or a file's path.</summary>
    public required string Data { get; init; }

    /// <summary>How it is read.</summary>
    public DataOptions Reading { get; init; } = new();

    /// <summary>A finished run folder whose model detects; null to learn from the data themselves.</summary>
    public string? Model { get; init; }

    /// <summary>
    /// What learns where there is no model yet: the options of a detector, or of what rebuilds rows. Default <see cref="Usual"/>.
    /// </summary>
    public EstimatorOptions Estimator { get => estimator ?? Usual(Normal); init => estimator = value; }

    /// <inheritdoc cref="DetectOptions.Score"/>
    public DetectionScore Score { get; init; }

    /// <summary>
    /// How the threshold is found; null for what suits: see <see cref="DetectOptions.Threshold"/> and <see cref="Normal"/>.
    /// </summary>
    public ThresholdRule? Threshold { get; init; }

    /// <inheritdoc cref="DetectOptions.Contamination"/>
    public double? Contamination { get; init; }

    /// <inheritdoc cref="DetectOptions.Normal"/>
    public bool Normal { get; init; }

    /// <inheritdoc cref="DetectOptions.Window"/>
    public int? Window { get; init; }

    /// <inheritdoc cref="DetectOptions.Stride"/>
    public int? Stride { get; init; }

    /// <inheritdoc cref="DetectOptions.MaxGap"/>
    public int? MaxGap { get; init; }

    /// <summary>Threads to compute with; null for as many as the engine uses anyway.</summary>
    public int? Threads { get; init; }

    /// <inheritdoc cref="DetectOptions.Output"/>
    public string? Output { get; init; }

    /// <summary>
    /// What learns when nothing is said: the ensemble; of rows that are known to be normal their density. Both were measured on eleven
    /// sets: bench/results.
    /// </summary>
    public static EstimatorOptions Usual(bool normal) => normal ? new KernelDensityOptions() : new AnomalyEnsembleOptions();

    /// <summary>Refuses values that cannot work, before anything is read or written.</summary>
    /// <exception cref="BadArgumentException">A value is out of its range, or two do not fit together.</exception>
    public void Validate()
    {
        ModelFlag.Named(Estimator, Estimator.Validate);
        if (!ModelKind.Detectors.Any(kind => kind.Name == Estimator.Kind))
            throw new BadArgumentException(
                $"{DetectOptions.Model.Name}: {Estimator.Kind} detects nothing; it must be {DetectOptions.Model.Requirement}.");
        DetectOptions.Score.Check(Score);
        if (Threshold is { } rule) DetectOptions.Threshold.Check(rule);
        DetectOptions.Contamination.Check(Contamination);
        if (Contamination is not null && Threshold is not (null or ThresholdRule.Contamination))
            throw new BadArgumentException(
                $"{DetectOptions.Contamination.Name}: a share that is known does not fit {DetectOptions.Threshold.Name} "
                + $"{DetectOptions.Threshold.Write(Threshold)}, which finds it; leave one of them out.");
        if (Threshold == ThresholdRule.Contamination && Contamination is null)
            throw new BadArgumentException(
                $"{DetectOptions.Threshold.Name}: contamination needs the share of abnormal rows; say it with "
                    + $"{DetectOptions.Contamination.Name}.");
        LongSeries.Check(Window, Stride, MaxGap, Reading, hasPlan: Model is not null);
        if (Normal && Model is not null)
            throw new BadArgumentException(
                $"{DetectOptions.Normal.Name}: {Model} has learned already; say it when it learns, with the rows that are known to be "
                    + $"normal.");
        if (Window is not null && Model is not null)
            throw new BadArgumentException(
                $"{DetectOptions.Window.Name}: {Model} has windows of its own where it learned from such; leave it out.");
        if (Threads is { } threads) LearnOptions.Threads.Check(threads);
        LearnOptions.CheckReading(Reading);
        if (Output is not null) DetectOptions.Output.Check(Output);
    }
}
