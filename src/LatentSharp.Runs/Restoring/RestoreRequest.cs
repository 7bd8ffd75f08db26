namespace LatentSharp;

/// <summary>What to learn restoring from, and where the result goes.</summary>
public sealed record RestoreRequest
{
    /// <summary>A picture, a folder of pictures of any sizes, a built-in data set's name or a file of arrays or series.</summary>
    public required string Data { get; init; }

    /// <summary>How they are read where they are no pictures.</summary>
    public DataOptions Reading { get; init; } = new();

    /// <inheritdoc cref="RestoreOptions.Window"/>
    public int? Window { get; init; }

    /// <summary>What learns: the options of a <see cref="Denoiser"/> or of <see cref="SuperResolution"/>.</summary>
    public required RestorationOptions Estimator { get; init; }

    /// <inheritdoc cref="RestoreOptions.Test"/>
    public string? Test { get; init; }

    /// <summary>Threads to compute with; null for as many as the engine uses anyway.</summary>
    public int? Threads { get; init; }

    /// <inheritdoc cref="RestoreOptions.Output"/>
    public string? Output { get; init; }

    internal void Validate()
    {
        ModelKind.Of(Estimator);
        ModelFlag.Named(Estimator, Estimator.Validate);
        RestoreOptions.Window.Check(Window);
        if (Window is not null && Reading.Sequence is not null)
            throw new BadArgumentException(
                $"{RestoreOptions.Window.Name}: does not fit {LearnOptions.Sequence.Name}, which makes many series; choose one of them.");
        LearnOptions.CheckReading(Reading);
        if (Reading.Size is not null)
            throw new BadArgumentException($"{LearnOptions.Size.Name}: pictures are restored in their own size; leave it out.");
        if (Threads is { } threads) LearnOptions.Threads.Check(threads);
        if (Test is not null) RestoreOptions.Test.Check(Test);
        if (Output is not null) RestoreOptions.Output.Check(Output);
    }
}
