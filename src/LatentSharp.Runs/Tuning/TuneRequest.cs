namespace LatentSharp;

/// <summary>What to tune, on what data, by what. Ranges and defaults: <see cref="TuneOptions"/>.</summary>
public sealed record TuneRequest
{
    /// <summary>A built-in data set's name or a file's path.</summary>
    public required string Data { get; init; }

    /// <summary>How it is read.</summary>
    public DataOptions Reading { get; init; } = new();

    /// <summary>What learns; options that are <see cref="Said"/> stay as they are here.</summary>
    public EstimatorOptions Estimator { get; init; } = new AutoencoderOptions();

    /// <summary>The flags of options that are not searched, as <c>--hidden</c>.</summary>
    public IReadOnlyCollection<string> Said { get; init; } = [];

    /// <inheritdoc cref="CompareRequest.Goal"/>
    public CompareGoal? Goal { get; init; }

    /// <inheritdoc cref="TuneOptions.Search"/>
    public TuneSearch Search { get; init; }

    /// <inheritdoc cref="TuneOptions.Trials"/>
    public int Trials { get; init; } = TuneOptions.Trials.Default;

    /// <inheritdoc cref="TuneOptions.Budget"/>
    public TimeSpan Budget { get; init; } = TuneOptions.Budget.Default;

    /// <inheritdoc cref="LearnOptions.Threads"/>
    public int? Threads { get; init; }

    /// <inheritdoc cref="TuneOptions.Output"/>
    public string? Output { get; init; }

    /// <summary>What division, weights and search follow from: the estimator's seed.</summary>
    public long Seed => Estimator.Seed;

    /// <summary>Refuses values that cannot work, before anything is read or written.</summary>
    /// <exception cref="BadArgumentException">A value is out of its range.</exception>
    public void Validate()
    {
        ModelFlag.Named(Estimator, Estimator.Validate);
        if (Goal is { } goal) CompareOptions.Goal.Check(goal);
        TuneOptions.Search.Check(Search);
        TuneOptions.Trials.Check(Trials);
        TuneOptions.Budget.Check(Budget);
        if (Threads is { } threads) LearnOptions.Threads.Check(threads);
        if (Output is not null) TuneOptions.Output.Check(Output);
        LearnOptions.CheckReading(Reading);
    }

    /// <summary>The command that makes the search again, or goes on with it.</summary>
    internal string ToCommand()
    {
        var text = new CommandText("tune", Data, Reading).Add(LearnOptions.Model, Estimator.Kind).AddOptions(Estimator);
        if (Goal is { } goal) text.Add(CompareOptions.Goal, goal);
        return text.Add(TuneOptions.Search, Search).Add(TuneOptions.Trials, Trials).Add(TuneOptions.Budget, Budget)
            .AddReading(Reading).ToString();
    }
}
