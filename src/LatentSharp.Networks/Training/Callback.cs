namespace LatentSharp;

/// <summary>Something that happens along with a training.</summary>
public abstract class Callback
{
    /// <summary>Called before the first epoch.</summary>
    public virtual void OnTrainBegin(TrainingState state)
    {
    }

    /// <summary>Called after each epoch, when its values stand in the history.</summary>
    public virtual void OnEpochEnd(TrainingState state)
    {
    }

    /// <summary>Called after the last epoch, however it came to be the last.</summary>
    public virtual void OnTrainEnd(TrainingState state)
    {
    }
}

/// <summary>What callbacks see of a training, and how they steer it.</summary>
public sealed class TrainingState
{
    internal TrainingState(Model model, History history) => (Model, History) = (model, history);

    /// <summary>The network in training.</summary>
    public Model Model { get; }

    /// <summary>The values of the epochs so far.</summary>
    public History History { get; }

    /// <summary>The epoch that just ended, from 1.</summary>
    public int Epoch { get; internal set; }

    /// <summary>Set to end the training after this epoch.</summary>
    public bool Stop { get; set; }

    /// <summary>The last value of a series of the history.</summary>
    /// <exception cref="BadArgumentException">There is no such series.</exception>
    public double Latest(string name) => History[name] is { Count: > 0 } values
        ? values[^1]
        : throw new BadArgumentException($"The history has no '{name}'; it has {string.Join(", ", History.Names)}.");
}
