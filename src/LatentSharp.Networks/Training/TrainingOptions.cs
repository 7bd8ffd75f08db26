namespace LatentSharp;

/// <summary>How one call of <c>Fit</c> trains.</summary>
internal sealed record TrainingOptions
{
    internal required int Epochs { get; init; }

    /// <summary>Epochs that were done before.</summary>
    internal int InitialEpoch { get; init; }

    internal FitOptions Fit { get; init; } = new();

    internal IReadOnlyList<Callback> Callbacks { get; init; } = [];

    internal IProgress<TrainingProgress>? Progress { get; init; }

    internal StopSignal? Stop { get; init; }

    internal bool StopRequested => Stop is { IsRequested: true };

    /// <exception cref="BadArgumentException">A number is out of its range, or a callback is null.</exception>
    internal static TrainingOptions Checked(
        int epochs, int initialEpoch, IReadOnlyList<Callback>? callbacks, IProgress<TrainingProgress>? progress, StopSignal? stop,
        FitOptions? options) => new()
        {
            Epochs = Require.Positive(epochs, "Fit: epochs"),
            InitialEpoch = (int)Require.InRange(initialEpoch, 0, epochs - 1, "Fit: initialEpoch"),
            Callbacks = Require.AllGiven(callbacks ?? [], "Fit", "callback"),
            Progress = progress,
            Stop = stop,
            Fit = options ?? new FitOptions(),
        };
}
