using System.Diagnostics;
using System.Globalization;

namespace LatentSharp;

/// <summary>
/// Makes a training that is interrupted, by whatever, go on where it was when it is started again: now and then a checkpoint of all that
/// further training depends on is written, and <c>Fit</c> begins after the newest one. The resumed training ends with the same bits and the
/// same history as an unbroken one. A checkpoint that is damaged is passed over for the one before, with a warning in the history, and one
/// that cannot be written is left out, with another. A training that is asked to stop (<see cref="StopSignal"/>) writes one.
/// </summary>
/// <param name="folder">Where checkpoints stand, one training's alone; it is made when it is missing.</param>
/// <remarks>
/// It is the last of the callbacks, so that all others have seen what it saves. Batches of an <c>IEnumerable</c> are enumerated again up to
/// the place of the checkpoint, and must be the same.
/// </remarks>
public sealed class BackupAndRestore(string folder) : Callback
{
    private readonly CheckpointFolder checkpoints = new(folder);
    private int steps;
    private long written;
    private bool isDue, isInterrupted;

    /// <summary>Where checkpoints stand.</summary>
    public string Folder => folder;

    /// <summary>Every so many epochs. Default 1, or null, for none, where <see cref="EverySteps"/> or <see cref="Every"/> is set.</summary>
    public int? EveryEpochs
    {
        get => field ?? (EverySteps is null && Every is null ? 1 : null);
        init => field = value is { } epochs ? Require.Positive(epochs, "BackupAndRestore: EveryEpochs") : null;
    }

    /// <summary>Every so many steps, within epochs too. Default null: none for steps.</summary>
    public int? EverySteps
    {
        get;
        init => field = value is { } count ? Require.Positive(count, "BackupAndRestore: EverySteps") : null;
    }

    /// <summary>After the first step so long after the one before. Default null: none for time.</summary>
    public TimeSpan? Every
    {
        get;
        init => field = value is null || value > TimeSpan.Zero
            ? value : throw new BadArgumentException($"BackupAndRestore: Every is {value}; it must be more than 0.");
    }

    /// <summary>
    /// Whether the checkpoints are deleted when the training comes to its end; one that was asked to stop has not. Default true, as in
    /// Keras.
    /// </summary>
    public bool DeleteCheckpoint { get; init; } = true;

    /// <summary>The epoch that the training went on after; 0 when it began anew, or within the first.</summary>
    public int RestoredEpoch { get; private set; }

    /// <summary>The batch of the next epoch that it went on after; 0 when that had not begun.</summary>
    public int RestoredBatch { get; private set; }

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
        (RestoredEpoch, RestoredBatch, steps, isDue, isInterrupted) = (0, 0, 0, false, false);
        written = Stopwatch.GetTimestamp();
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
                    "Nothing has to be done; what was computed since the checkpoint before it is computed again."));
            }
        }
    }

    /// <inheritdoc/>
    public override void OnTrainBatchEnd(TrainingState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        steps++;
        isDue |= steps >= EverySteps || Stopwatch.GetElapsedTime(written) >= Every || state.IsInterrupted;
        isInterrupted = state.IsInterrupted;
        if (isDue && state.CanBeSaved) Write(state);
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        // An epoch that was broken off is none that a training could go on after.
        if (!isInterrupted && (isDue || state.Epoch % EveryEpochs == 0)) Write(state);
    }

    /// <inheritdoc/>
    public override void OnTrainEnd(TrainingState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (DeleteCheckpoint && !state.IsInterrupted) checkpoints.Delete();
    }

    private void Write(TrainingState state)
    {
        try
        {
            checkpoints.Write(state.Epoch, state.Batches, WeightNames.Tensors(state.Model), state.Snapshot());
        }
        catch (BadFileException e)
        {
            state.History.WarnOnce(new TrainingWarning(
                TrainingWarningKind.CheckpointNotWritten, $"A checkpoint was not written: {e.Message}",
                "Make room on the disk; the checkpoint before it stays."));
        }
        (steps, written, isDue) = (0, Stopwatch.GetTimestamp(), false);
    }

    private void Restore(TrainingState state, Checkpoint checkpoint, string place)
    {
        try
        {
            WeightNames.Assign(state.Model, checkpoint.Weights, skipMismatch: false, place);
            state.Restore(checkpoint.Training);
            (RestoredEpoch, RestoredBatch) = (state.Epoch, state.Batches);
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
