namespace LatentSharp;

/// <summary>What to compare, by what, and where the result goes. Ranges and defaults: <see cref="CompareOptions"/>.</summary>
public sealed record CompareRequest
{
    /// <summary>A built-in data set's name or a file's path.</summary>
    public required string Data { get; init; }

    /// <summary>How it is read.</summary>
    public DataOptions Reading { get; init; } = new();

    /// <summary>
    /// What features are wanted for; null for <see cref="CompareGoal.Classify"/> with labels, else <see cref="CompareGoal.Reconstruct"/>.
    /// </summary>
    public CompareGoal? Goal { get; init; }

    /// <inheritdoc cref="CompareOptions.Budget"/>
    public TimeSpan Budget { get; init; } = CompareOptions.Budget.Default;

    /// <inheritdoc cref="CompareOptions.Seeds"/>
    public int Seeds { get; init; } = CompareOptions.Seeds.Default;

    /// <inheritdoc cref="CompareOptions.Features"/>
    public int? Features { get; init; }

    /// <inheritdoc cref="CompareOptions.Seed"/>
    public long Seed { get; init; }

    /// <inheritdoc cref="LearnOptions.Threads"/>
    public int? Threads { get; init; }

    /// <inheritdoc cref="CompareOptions.Output"/>
    public string? Output { get; init; }

    /// <summary>Refuses values that cannot work, before anything is read or written.</summary>
    /// <exception cref="BadArgumentException">A value is out of its range.</exception>
    public void Validate()
    {
        if (Goal is { } goal) CompareOptions.Goal.Check(goal);
        CompareOptions.Budget.Check(Budget);
        CompareOptions.Seeds.Check(Seeds);
        CompareOptions.Features.Check(Features);
        CompareOptions.Seed.Check(Seed);
        if (Threads is { } threads) LearnOptions.Threads.Check(threads);
        if (Output is not null) CompareOptions.Output.Check(Output);
        LearnOptions.CheckReading(Reading);
    }
}
