using System.Globalization;

namespace LatentSharp;

/// <summary>
/// Makes a training that is interrupted, by whatever, go on where it was when it is started again: after every few epochs a checkpoint of
/// all that further training depends on is written, and <c>Fit</c> begins after the newest one. The resumed training ends with the same
/// bits as an unbroken one. A checkpoint that is damaged is passed over for the one before, with a warning in the history.
/// </summary>
/// <param name="folder">Where checkpoints stand, one training's alone; it is made when it is missing.</param>
/// <remarks>It is the last of the callbacks, so that all others have seen the epoch that it saves.</remarks>
public sealed class BackupAndRestore(string folder) : Callback
{
    private readonly CheckpointFolder checkpoints = new(folder);

    /// <summary>Where checkpoints stand.</summary>
    public string Folder => folder;

    /// <summary>Every so many epochs. Default 1.</summary>
    public int EveryEpochs { get; init => field = Require.Positive(value, "BackupAndRestore: EveryEpochs"); } = 1;

    /// <summary>
    /// Whether the checkpoints are deleted when the training comes to its end; one that was asked to stop has not. Default true, as in
    /// Keras.
    /// </summary>
    public bool DeleteCheckpoint { get; init; } = true;

    /// <summary>The epoch that the training went on after; 0 when it began anew.</summary>
    public int RestoredEpoch { get; private set; }

    /// <summary>Looks for a checkpoint and goes on from it.</summary>
    /// <exception cref="BadArgumentException">
    /// It is not the last of the callbacks, or the checkpoint is of another network or training.
    /// </exception>
    public override void OnTrainBegin(TrainingState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (!state.IsLast(this))
            throw new BadArgumentException(
                "BackupAndRestore: must be the last of the callbacks, so that all others have seen the epoch that it saves.");
        RestoredEpoch = 0;
        foreach (var place in checkpoints.Newest())
        {
            try
            {
                var checkpoint = CheckpointFolder.Read(place);
                Restore(state, checkpoint, place);
                return;
            }
            catch (BadFileException e)
            {
                state.History.Warn(new TrainingWarning(
                    TrainingWarningKind.CheckpointDamaged, $"A checkpoint is damaged and was passed over: {e.Message}",
                    "Nothing has to be done; the epochs since the checkpoint before it are computed again."));
            }
        }
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Epoch % EveryEpochs == 0) checkpoints.Write(state.Epoch, WeightNames.Tensors(state.Model), state.Snapshot());
    }

    /// <inheritdoc/>
    public override void OnTrainEnd(TrainingState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (DeleteCheckpoint && !state.IsInterrupted) checkpoints.Delete();
    }

    private void Restore(TrainingState state, Checkpoint checkpoint, string place)
    {
        try
        {
            WeightNames.Assign(state.Model, checkpoint.Weights, skipMismatch: false, place);
            state.Restore(checkpoint.Training);
            RestoredEpoch = state.Epoch;
        }
        catch (Exception e) when (e is BadArgumentException or BadFileException)
        {
            throw new BadArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"BackupAndRestore: the checkpoint {place} is of another network or training "
                    + $"({e.Message.TrimEnd('.')}); choose another folder, or delete it to begin anew."),
                e);
        }
    }
}
