namespace LatentSharp;

/// <summary>What to learn, from what, and where the result goes. Ranges and defaults: <see cref="LearnOptions"/>.</summary>
public sealed record LearnRequest
{
    /// <summary>A built-in data set's name or a file's path.</summary>
    public required string Data { get; init; }

    /// <inheritdoc cref="LearnOptions.Model"/>
    public string Model { get; init; } = LearnOptions.Model.Default;

    /// <inheritdoc cref="LearnOptions.Latent"/>
    public int Latent { get; init; } = LearnOptions.Latent.Default;

    /// <summary>Widths of the encoder's hidden layers; null for the model's own.</summary>
    public IReadOnlyList<int>? Hidden { get; init; }

    /// <summary>Passes over the training part; null for the model's own number.</summary>
    public int? Epochs { get; init; }

    /// <summary>Samples in one step; null for the model's own number.</summary>
    public int? Batch { get; init; }

    /// <summary>The learning rate at the start; null for the model's own.</summary>
    public double? LearningRate { get; init; }

    /// <inheritdoc cref="LearnOptions.Seed"/>
    public long Seed { get; init; } = LearnOptions.Seed.Default;

    /// <summary>Threads to compute with; null for as many as the engine uses anyway.</summary>
    public int? Threads { get; init; }

    /// <inheritdoc cref="LearnOptions.Validation"/>
    public double Validation { get; init; } = LearnOptions.Validation.Default;

    /// <inheritdoc cref="LearnOptions.Label"/>
    public string? Label { get; init; }

    /// <inheritdoc cref="LearnOptions.Output"/>
    public string? Output { get; init; }

    /// <summary>Refuses values that cannot work, before anything is read or written.</summary>
    /// <exception cref="BadArgumentException">A value is out of its range, or means nothing to the model.</exception>
    public void Validate()
    {
        LearnOptions.Model.Check(Model);
        LearnOptions.Latent.Check(Latent);
        LearnOptions.Seed.Check(Seed);
        LearnOptions.Validation.Check(Validation);
        if (Threads is { } threads) LearnOptions.Threads.Check(threads);
        if (Label is not null) LearnOptions.Label.Check(Label);
        if (Output is not null) LearnOptions.Output.Check(Output);

        var trains = ModelKind.Find(Model)!.Trains;
        if (Hidden is { } hidden) Trained(LearnOptions.Hidden, trains).Check(hidden);
        if (Epochs is { } epochs) Trained(LearnOptions.Epochs, trains).Check(epochs);
        if (Batch is { } batch) Trained(LearnOptions.Batch, trains).Check(batch);
        if (LearningRate is { } rate) Trained(LearnOptions.LearningRate, trains).Check(rate);
    }

    private OptionSpec<T> Trained<T>(OptionSpec<T> option, bool trains) => trains
        ? option
        : throw new BadArgumentException($"{option.Name}: means nothing to {Model}, which is solved in one step; leave it out, or choose --model {ModelKind.Default.Name}.");
}
