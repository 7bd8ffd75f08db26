namespace LatentSharp;

/// <summary>How one call of <c>Fit</c> trains.</summary>
internal sealed record TrainingOptions
{
    internal required int Epochs { get; init; }

    /// <summary>Epochs that were done before.</summary>
    internal int InitialEpoch { get; init; }

    internal int BatchSize { get; init; } = 32;

    internal FitOptions Fit { get; init; } = new();

    internal IReadOnlyList<Callback> Callbacks { get; init; } = [];

    internal IProgress<TrainingProgress>? Progress { get; init; }

    internal StopSignal? Stop { get; init; }

    internal bool StopRequested => Stop is { IsRequested: true };

    /// <exception cref="BadArgumentException">A number is out of its range, or a callback is null.</exception>
    internal static TrainingOptions Checked(
        int epochs, int initialEpoch, IReadOnlyList<Callback>? callbacks, IProgress<TrainingProgress>? progress, StopSignal? stop, FitOptions? options) => new()
        {
            Epochs = Require.Positive(epochs, "Fit: epochs"),
            InitialEpoch = (int)Require.InRange(initialEpoch, 0, epochs - 1, "Fit: initialEpoch"),
            Callbacks = Checked(callbacks ?? []),
            Progress = progress,
            Stop = stop,
            Fit = options ?? new FitOptions(),
        };

    private static IReadOnlyList<Callback> Checked(IReadOnlyList<Callback> callbacks)
    {
        for (var i = 0; i < callbacks.Count; i++)
        {
            if (callbacks[i] is null) throw new BadArgumentException($"Fit: callback {i + 1} of {callbacks.Count} is null; leave it out.");
        }
        return callbacks;
    }
}
