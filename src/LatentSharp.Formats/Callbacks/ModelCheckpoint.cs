namespace LatentSharp;

/// <summary>
/// Saves the network, or its weights alone, after epochs: every one, every few, or those that are the best so far. The file appears whole
/// or not at all.
/// </summary>
/// <param name="path">
/// The file; in braces the epoch from 1 and series of the history, as <c>{epoch:D3}-{val_loss:F4}.latent</c>, in .NET's formats whatever
/// the culture. Folders that are missing are made.
/// </param>
/// <exception cref="BadArgumentException">A brace in the path has no partner.</exception>
public sealed class ModelCheckpoint(string path) : Callback
{
    private readonly PathTemplate template = new(path, "ModelCheckpoint");
    private Monitoring watch;
    private double best;

    /// <summary>The file, with its fields.</summary>
    public string Path => path;

    /// <summary>The series of the history that is watched. Default <c>val_loss</c>.</summary>
    public string Monitor { get; init; } = "val_loss";

    /// <summary>Which way is better. Default as the watched loss or metric says; for a series that says nothing it must be set.</summary>
    public MonitorMode Mode { get; init; }

    /// <summary>Whether only an epoch that is better than all before is saved. Default false. Epochs without a value are not.</summary>
    public bool SaveBestOnly { get; init; }

    /// <summary>Whether the weights alone are saved, as a safetensors file. Default false: the whole network.</summary>
    public bool SaveWeightsOnly { get; init; }

    /// <summary>Every so many epochs. Default 1.</summary>
    public int EveryEpochs { get; init => field = Require.Positive(value, "ModelCheckpoint: EveryEpochs"); } = 1;

    /// <summary>What the watched value must be better than at first. Default null: anything.</summary>
    public double? InitialValueThreshold { get; init; }

    /// <summary>The best value that was saved, or the threshold; null before there is one.</summary>
    public double? Best => double.IsFinite(best) ? best : null;

    /// <summary>The file that was written last; null before the first.</summary>
    public string? LastSaved { get; private set; }

    /// <inheritdoc/>
    public override void OnTrainBegin(TrainingState state)
    {
        // What is not watched need not say which way it is better.
        watch = SaveBestOnly ? Monitoring.Of(Mode, Monitor, state, nameof(ModelCheckpoint)) : default;
        (best, LastSaved) = (InitialValueThreshold ?? watch.Worst, null);
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Epoch % EveryEpochs != 0) return;
        if (SaveBestOnly)
        {
            if (state.Current(Monitor) is not { } value || !watch.IsBetter(value, best, 0)) return;
            best = value;
        }
        var file = template.Of(state);
        if (System.IO.Path.GetDirectoryName(file) is { Length: > 0 } folder) AtomicFile.CreateFolder(folder);
        if (SaveWeightsOnly) NetworkFile.SaveWeights(state.Model, file);
        else NetworkFile.Save(state.Model, file);
        LastSaved = file;
    }

    /// <inheritdoc/>
    public override TrainingSnapshot Snapshot()
    {
        var snapshot = new TrainingSnapshot();
        snapshot.Add("best", best);
        return snapshot;
    }

    /// <inheritdoc/>
    public override void Restore(TrainingSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        best = snapshot.Number("best");
    }
}
