namespace LatentSharp;

/// <summary>Samples, and their labels where there are any.</summary>
/// <param name="Samples">(N, …).</param>
/// <param name="Labels">(N), numbers of classes from 0; or null.</param>
internal sealed record LearningSet(Tensor Samples, Tensor? Labels = null)
{
    internal int Count => Samples.Shape[0];

    /// <summary>
    /// Whether nobody else reads the samples while they are learned from, so that they may be divided without a copy: their rows are put
    /// into another order meanwhile.
    /// </summary>
    internal bool IsOwned { get; init; }

    /// <summary>Some of the rows, copied.</summary>
    internal LearningSet Take(int[] rows) => new(Samples.Take(rows), Labels?.Take(rows));
}

/// <summary>What one call of <c>Fit</c> is about, whatever the estimator.</summary>
/// <param name="Training">What is learned from.</param>
/// <param name="Validation">What is measured after each epoch; or null.</param>
internal sealed record LearningTask(LearningSet Training, LearningSet? Validation = null)
{
    /// <summary>What the arguments of a public <c>Fit</c> say.</summary>
    internal static LearningTask Of(
        LearningSet training, LearningSet? validation, IProgress<TrainingProgress>? progress, StopSignal? stop, IReadOnlyList<Callback>? callbacks,
        CancellationToken cancellation) =>
        new(training, validation) { Progress = progress, Stop = stop, Callbacks = callbacks ?? [], Cancellation = cancellation };

    /// <summary>What else happens along the way.</summary>
    internal IReadOnlyList<Callback> Callbacks { get; init; } = [];

    /// <summary>Told how far it is.</summary>
    internal IProgress<TrainingProgress>? Progress { get; init; }

    /// <summary>The request to end.</summary>
    internal StopSignal? Stop { get; init; }

    /// <summary>The request to give up.</summary>
    internal CancellationToken Cancellation { get; init; }

    /// <summary>Told the options with everything filled in, before learning begins.</summary>
    internal Action<EstimatorOptions>? Completed { get; init; }

    /// <summary>
    /// Whether <see cref="EarlyStoppingMode.Auto"/> without validation samples means what suits the number of rows; otherwise it means all
    /// epochs on all of them.
    /// </summary>
    internal bool SuitsRows { get; init; }
}
