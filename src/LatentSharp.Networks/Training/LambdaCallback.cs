namespace LatentSharp;

/// <summary>Functions that are called along with a training; none by default.</summary>
public sealed class LambdaCallback : Callback
{
    /// <summary>Called before the first epoch.</summary>
    public Action<TrainingState>? TrainBegin { get; init; }

    /// <summary>Called before each epoch.</summary>
    public Action<TrainingState>? EpochBegin { get; init; }

    /// <summary>Called after each epoch, when its values stand in the history.</summary>
    public Action<TrainingState>? EpochEnd { get; init; }

    /// <summary>Called before each step of training.</summary>
    public Action<TrainingState>? TrainBatchBegin { get; init; }

    /// <summary>Called after each step of training.</summary>
    public Action<TrainingState>? TrainBatchEnd { get; init; }

    /// <summary>Called after the last epoch.</summary>
    public Action<TrainingState>? TrainEnd { get; init; }

    /// <inheritdoc/>
    public override void OnTrainBegin(TrainingState state) => TrainBegin?.Invoke(state);

    /// <inheritdoc/>
    public override void OnEpochBegin(TrainingState state) => EpochBegin?.Invoke(state);

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingState state) => EpochEnd?.Invoke(state);

    /// <inheritdoc/>
    public override void OnTrainBatchBegin(TrainingState state) => TrainBatchBegin?.Invoke(state);

    /// <inheritdoc/>
    public override void OnTrainBatchEnd(TrainingState state) => TrainBatchEnd?.Invoke(state);

    /// <inheritdoc/>
    public override void OnTrainEnd(TrainingState state) => TrainEnd?.Invoke(state);
}
