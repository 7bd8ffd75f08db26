namespace LatentSharp;

/// <summary>What is told of every model that was learned from samples and measured on others.</summary>
public abstract record LearnedMetrics
{
    private protected LearnedMetrics()
    {
    }

    /// <summary>The kind of model.</summary>
    public required string Model { get; init; }

    /// <summary>The data.</summary>
    public required string Data { get; init; }

    /// <summary>What was measured on, in words.</summary>
    public required string MeasuredOn { get; init; }

    /// <summary>Samples or patches that were learned from.</summary>
    public required int TrainingSamples { get; init; }

    /// <summary>Samples that were measured on; 0 where nothing clean is known.</summary>
    public required int TestSamples { get; init; }

    /// <summary>Numbers learnt from the data.</summary>
    public required int Parameters { get; init; }

    /// <summary>Seconds of learning.</summary>
    public required double TrainingSeconds { get; init; }

    /// <summary>What to know of the result, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
