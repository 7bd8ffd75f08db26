namespace LatentSharp;

/// <summary>
/// What to learn, from what, and where the result goes. Ranges and defaults: <see cref="LearnOptions"/> and <see cref="ModelGroup"/>.
/// </summary>
public sealed record LearnRequest
{
    /// <summary>A built-in data set's name or a file's path.</summary>
    public required string Data { get; init; }

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

    /// <inheritdoc cref="LearnOptions.Missing"/>
    public Missing Missing { get; init; }

    /// <inheritdoc cref="LearnOptions.Label"/>
    public string? Label { get; init; }

    /// <inheritdoc cref="LearnOptions.Sequence"/>
    public string? Sequence { get; init; }

    /// <inheritdoc cref="LearnOptions.Channels"/>
    public ChannelOrder Channels { get; init; }

    /// <summary>
    /// How a table is written, as far as it is known: <see cref="LearnOptions.Header"/>, <see cref="LearnOptions.Separator"/>,
    /// <see cref="LearnOptions.Decimal"/> and <see cref="LearnOptions.Thousands"/>. The default is found out from the file.
    /// </summary>
    public TableFormat Format { get; init; } = new();

    /// <inheritdoc cref="LearnOptions.Map"/>
    public MapKind Map { get; init; }

    /// <inheritdoc cref="LearnOptions.Output"/>
    public string? Output { get; init; }

    /// <summary>How the data are read.</summary>
    internal DataOptions Reading => new()
    {
        Label = Label, Sequence = Sequence, Missing = Missing, Channels = Channels, Format = Format,
    };

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
        LearnOptions.Missing.Check(Missing);
        LearnOptions.Channels.Check(Channels);
        LearnOptions.Map.Check(Map);
        if (Threads is { } threads) LearnOptions.Threads.Check(threads);
        if (Label is not null) LearnOptions.Label.Check(Label);
        if (Sequence is not null) LearnOptions.Sequence.Check(Sequence);
        LearnOptions.CheckFormat(Format);
        if (Output is not null) LearnOptions.Output.Check(Output);
    }
}
