namespace LatentSharp;

/// <summary>Something that happens along with a training.</summary>
public abstract class Callback
{
    /// <summary>Called before the first epoch.</summary>
    public virtual void OnTrainBegin(TrainingState state)
    {
    }

    /// <summary>Called before each epoch; <see cref="TrainingState.Epoch"/> is still the one before, 0 before the first.</summary>
    public virtual void OnEpochBegin(TrainingState state)
    {
    }

    /// <summary>Called after each epoch, when its values stand in the history.</summary>
    public virtual void OnEpochEnd(TrainingState state)
    {
    }

    /// <summary>Called before each step of training; <see cref="TrainingState.Batch"/> is the one to come.</summary>
    public virtual void OnTrainBatchBegin(TrainingState state)
    {
    }

    /// <summary>Called after each step of training; <see cref="TrainingState.Loss"/> is the epoch's so far.</summary>
    public virtual void OnTrainBatchEnd(TrainingState state)
    {
    }

    /// <summary>Called after the last epoch, however it came to be the last.</summary>
    public virtual void OnTrainEnd(TrainingState state)
    {
    }

    /// <summary>What it remembers from epoch to epoch, for a training that is to be resumed; nothing by default.</summary>
    public virtual TrainingSnapshot Snapshot() => new();

    /// <summary>Puts back what <see cref="Snapshot"/> gave, after <see cref="OnTrainBegin"/>.</summary>
    /// <exception cref="BadArgumentException">It is not from such a callback.</exception>
    public virtual void Restore(TrainingSnapshot snapshot)
    {
    }
}
