namespace LatentSharp;

/// <summary>How one call of <c>Fit</c> trains.</summary>
internal sealed record TrainingOptions
{
    internal required int Epochs { get; init; }

    /// <summary>Epochs that were done before.</summary>
    internal int InitialEpoch { get; init; }

    internal required int BatchSize { get; init; }

    internal bool Shuffle { get; init; } = true;

    internal IReadOnlyList<Callback> Callbacks { get; init; } = [];

    internal IProgress<TrainingProgress>? Progress { get; init; }

    internal StopSignal? Stop { get; init; }
}
