namespace LatentSharp;

/// <summary>Sets the learning rate before each epoch. Notes <c>learning_rate</c> in the history.</summary>
/// <param name="schedule">Given the epoch from 0 and the present rate, the rate of the epoch.</param>
public sealed class LearningRateScheduler(Func<int, double, double> schedule) : Callback
{
    private readonly Func<int, double, double> schedule = schedule ?? throw new ArgumentNullException(nameof(schedule));

    /// <inheritdoc/>
    public override void OnEpochBegin(TrainingState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.LearningRate = schedule(state.Epoch, state.LearningRate);
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.RecordLearningRate();
    }
}
