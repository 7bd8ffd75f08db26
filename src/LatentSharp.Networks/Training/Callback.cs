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

    /// <summary>Called after the last epoch, however it came to be the last.</summary>
    public virtual void OnTrainEnd(TrainingState state)
    {
    }
}

/// <summary>What callbacks see of a training, and how they steer it.</summary>
public sealed class TrainingState
{
    private readonly OptimizerState optimizer;

    internal TrainingState(Model model, History history, OptimizerState optimizer) => (Model, History, this.optimizer) = (model, history, optimizer);

    /// <summary>The network in training.</summary>
    public Model Model { get; }

    /// <summary>The values of the epochs so far.</summary>
    public History History { get; }

    /// <summary>The epoch that just ended, from 1.</summary>
    public int Epoch { get; internal set; }

    /// <summary>Set to end the training after this epoch.</summary>
    public bool Stop { get; set; }

    /// <summary>The learning rate of the next step. Setting it replaces the optimizer's number or schedule for all steps to come, of later trainings too.</summary>
    public double LearningRate
    {
        get => optimizer.LearningRate;
        set => optimizer.LearningRateOverride = value;
    }

    /// <summary>Notes the learning rate of the epoch that just ended in the history, once.</summary>
    internal void RecordLearningRate()
    {
        if (History["learning_rate"].Count < Epoch) History.Add("learning_rate", LearningRate);
    }

    /// <summary>The last value of a series of the history.</summary>
    /// <exception cref="BadArgumentException">There is no such series.</exception>
    public double Latest(string name) => History[name] is { Count: > 0 } values
        ? values[^1]
        : throw new BadArgumentException($"The history has no '{name}'; it has {string.Join(", ", History.Names)}.");
}
