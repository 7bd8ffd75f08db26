namespace LatentSharp;

/// <summary>Ends a training when a value has not improved for some epochs.</summary>
public sealed class EarlyStopping : Callback
{
    private TrainingSnapshot? bestWeights;
    private Monitoring watch;
    private double best;
    private int wait;

    /// <summary>The series of the history that is watched. Default <c>val_loss</c>. Epochs in which it has no value do not count.</summary>
    public string Monitor { get; init; } = "val_loss";

    /// <summary>Which way is better. Default as the watched loss or metric says; for a series that says nothing it must be set.</summary>
    public MonitorMode Mode { get; init; }

    /// <summary>Epochs without improvement before the end. Default 0, as in Keras: the first epoch without one ends it.</summary>
    public int Patience { get; init => field = (int)Require.InRange(value, 0, int.MaxValue, "EarlyStopping: Patience"); }

    /// <summary>A smaller change than this is not an improvement. Default 0.</summary>
    public double MinDelta { get; init => field = Math.Abs(value); }

    /// <summary>
    /// What the value must pass for an improvement to count: until it does, <see cref="Patience"/> runs. Default null: nothing.
    /// </summary>
    public double? Baseline { get; init; }

    /// <summary>Epochs at the beginning in which nothing is watched. Default 0.</summary>
    public int StartFromEpoch { get; init => field = (int)Require.InRange(value, 0, int.MaxValue, "EarlyStopping: StartFromEpoch"); }

    /// <summary>Whether the weights of the best epoch are put back at the end, however it came. Default false.</summary>
    public bool RestoreBestWeights { get; init; }

    /// <summary>The epoch, from 1, with the best value so far; 0 before there is one.</summary>
    public int BestEpoch { get; private set; }

    /// <summary>The epoch, from 1, after which this ended the training; 0 when it did not.</summary>
    public int StoppedEpoch { get; private set; }

    /// <inheritdoc/>
    public override void OnTrainBegin(TrainingState state)
    {
        watch = Monitoring.Of(Mode, Monitor, state, nameof(EarlyStopping));
        (best, wait, BestEpoch, StoppedEpoch, bestWeights) = (watch.Worst, 0, 0, 0, null);
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Current(Monitor) is not { } value || state.Epoch <= StartFromEpoch) return;
        wait++;
        if (RestoreBestWeights && bestWeights is null) Remember(state);
        if (watch.IsBetter(value, best, MinDelta))
        {
            best = value;
            Remember(state);
            if (Baseline is not { } baseline || watch.IsBetter(value, baseline, MinDelta)) wait = 0;
        }
        else if (wait >= Patience && state.Epoch > 1)
        {
            StoppedEpoch = state.Epoch;
            state.Stop = true;
        }
    }

    /// <inheritdoc/>
    public override void OnTrainEnd(TrainingState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (bestWeights is null) return;
        state.Model.SetWeights(bestWeights.Tensors);
        state.History.KeptEpoch = BestEpoch;
    }

    /// <inheritdoc/>
    public override TrainingSnapshot Snapshot()
    {
        var snapshot = new TrainingSnapshot();
        snapshot.Add("best", best);
        snapshot.Add("best_epoch", BestEpoch);
        snapshot.Add("wait", wait);
        if (bestWeights is not null) snapshot.Add("weights", Copy(bestWeights));
        return snapshot;
    }

    /// <inheritdoc/>
    public override void Restore(TrainingSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        (best, BestEpoch, wait) = (snapshot.Number("best"), (int)snapshot.Count("best_epoch"), (int)snapshot.Count("wait"));
        bestWeights = snapshot.Under("weights") is { Tensors.Count: > 0 } weights ? Copy(weights) : null;
    }

    private void Remember(TrainingState state)
    {
        BestEpoch = state.Epoch;
        if (!RestoreBestWeights) return;
        bestWeights ??= new TrainingSnapshot();
        foreach (var (name, weight) in state.Model.AllParameters().Select(named => (named.Name, named.Parameter.Value)))
        {
            // Written over and over: an epoch that is better costs no memory.
            if (bestWeights.Tensors.TryGetValue(name, out var place)) weight.Bytes.CopyTo(place.Bytes);
            else bestWeights.Add(name, weight);
        }
    }

    private static TrainingSnapshot Copy(TrainingSnapshot weights)
    {
        var copy = new TrainingSnapshot();
        foreach (var (name, weight) in weights.Tensors) copy.Add(name, weight);
        return copy;
    }
}
