namespace LatentSharp;

/// <summary>
/// Multiplies the learning rate by a factor when a value has not improved for some epochs. The rate is fixed then: it takes the place of a
/// schedule. Notes <c>learning_rate</c> in the history.
/// </summary>
public sealed class ReduceLROnPlateau : Callback
{
    private Monitoring watch;
    private double best;
    private int wait, rest;

    /// <summary>The series of the history that is watched. Default <c>val_loss</c>.</summary>
    public string Monitor { get; init; } = "val_loss";

    /// <summary>Which way is better. Default as the watched loss or metric says; for a series that says nothing it must be set.</summary>
    public MonitorMode Mode { get; init; }

    /// <summary>What the rate is multiplied by. Default 0.1; above 0 and below 1.</summary>
    public double Factor
    {
        get;
        init => field = Require.InRange(value, 0, 1, "ReduceLROnPlateau: Factor", lowIncluded: false, highIncluded: false);
    } = 0.1;

    /// <summary>Epochs without improvement before the rate falls. Default 10.</summary>
    public int Patience { get; init => field = Require.Positive(value, "ReduceLROnPlateau: Patience"); } = 10;

    /// <summary>A smaller change than this is not an improvement. Default 0.0001.</summary>
    public double MinDelta { get; init => field = Require.InRange(value, 0, double.MaxValue, "ReduceLROnPlateau: MinDelta"); } = 1e-4;

    /// <summary>Epochs after a fall in which none are counted. Default 0.</summary>
    public int Cooldown { get; init => field = (int)Require.InRange(value, 0, int.MaxValue, "ReduceLROnPlateau: Cooldown"); }

    /// <summary>The rate does not fall below this. Default 0.</summary>
    public double MinLearningRate { get; init => field = Require.InRange(value, 0, double.MaxValue, "ReduceLROnPlateau: MinLearningRate"); }

    /// <inheritdoc/>
    public override void OnTrainBegin(TrainingState state)
    {
        watch = Monitoring.Of(Mode, Monitor, state, nameof(ReduceLROnPlateau));
        (best, wait, rest) = (watch.Worst, 0, 0);
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.RecordLearningRate();
        if (state.Current(Monitor) is not { } value) return;
        if (rest > 0) (rest, wait) = (rest - 1, 0);
        if (watch.IsBetter(value, best, MinDelta))
        {
            (best, wait) = (value, 0);
        }
        else if (rest == 0 && ++wait >= Patience && state.LearningRate > MinLearningRate)
        {
            state.LearningRate = Math.Max(state.LearningRate * Factor, MinLearningRate);
            (rest, wait) = (Cooldown, 0);
        }
    }

    /// <inheritdoc/>
    public override TrainingSnapshot Snapshot()
    {
        var snapshot = new TrainingSnapshot();
        snapshot.Add("best", best);
        snapshot.Add("wait", wait);
        snapshot.Add("rest", rest);
        return snapshot;
    }

    /// <inheritdoc/>
    public override void Restore(TrainingSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        (best, wait, rest) = (snapshot.Number("best"), (int)snapshot.Count("wait"), (int)snapshot.Count("rest"));
    }
}
