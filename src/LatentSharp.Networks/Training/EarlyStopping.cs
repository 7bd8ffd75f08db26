namespace LatentSharp;

/// <summary>Ends a training when a value has not improved for some epochs.</summary>
public sealed class EarlyStopping : Callback
{
    private List<(Parameter Parameter, Tensor Value)> best = [];
    private double bestValue;
    private int bestEpoch;

    /// <summary>The series of the history that is watched. Default <c>val_loss</c>.</summary>
    public string Monitor { get; init; } = "val_loss";

    /// <summary>Which way is better. Default by the name of the series.</summary>
    public MonitorMode Mode { get; init; }

    /// <summary>Epochs without improvement before the end. Default 0, as in Keras: the first epoch without one ends it.</summary>
    public int Patience { get; init; }

    /// <summary>A smaller change than this is not an improvement. Default 0.</summary>
    public double MinDelta { get; init; }

    /// <summary>Whether the weights of the best epoch are put back at the end. Default false.</summary>
    public bool RestoreBestWeights { get; init; }

    /// <inheritdoc/>
    public override void OnTrainBegin(TrainingState state)
    {
        bestValue = Monitoring.Worst(Mode, Monitor);
        bestEpoch = 0;
        best = [];
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var value = state.Latest(Monitor);
        if (Monitoring.IsBetter(Mode, Monitor, value, bestValue, MinDelta))
        {
            bestValue = value;
            bestEpoch = state.Epoch;
            if (RestoreBestWeights) best = [.. state.Model.AllParameters().Select(named => (named.Parameter, named.Parameter.Snapshot()))];
        }
        else if (state.Epoch - bestEpoch >= Math.Max(1, Patience))
        {
            state.Stop = true;
        }
    }

    /// <inheritdoc/>
    public override void OnTrainEnd(TrainingState state)
    {
        foreach (var (parameter, value) in best) parameter.Assign(value);
    }
}
