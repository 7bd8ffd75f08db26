using System.Globalization;

namespace LatentSharp;

/// <summary>What callbacks see of a training, and how they steer it.</summary>
public sealed class TrainingState
{
    private readonly Compilation compilation;
    private readonly IReadOnlyList<Callback> callbacks;
    private readonly TrainingOptions options;
    private readonly BatchSource source;
    private TrainingSnapshot? restored;

    internal TrainingState(Compilation compilation, History history, TrainingOptions options, BatchSource source)
    {
        (this.compilation, History, this.options, this.source) = (compilation, history, options, source);
        (callbacks, Epoch) = (options.Callbacks, options.InitialEpoch);
    }

    /// <summary>The network in training.</summary>
    public Model Model => compilation.Model;

    /// <summary>The values of the epochs so far.</summary>
    public History History { get; }

    /// <summary>The epoch that just ended, from 1; before the first the epoch that training begins after, 0 unless it is resumed.</summary>
    public int Epoch { get; internal set; }

    /// <summary>The batch of the running epoch that is in training, from 1; 0 before its first.</summary>
    public int Batch { get; internal set; }

    /// <summary>
    /// Batches of the running epoch that are done; 0 where no epoch runs, as within <see cref="Callback.OnEpochEnd"/>.
    /// </summary>
    public int Batches { get; internal set; }

    /// <summary>Batches of the running pass that were taken before the training was resumed, and are to be passed over.</summary>
    internal int ToPassOver { get; private set; }

    /// <summary>
    /// Whether <see cref="Snapshot"/> is all that the training depends on: within an epoch every metric must say what it has counted
    /// (<see cref="MetricState.Snapshot"/>).
    /// </summary>
    public bool CanBeSaved => Batches == 0 || compilation.Training.CanBeSaved;

    /// <summary>The mean loss of the running epoch so far, weighted by samples.</summary>
    public double Loss => compilation.Training.Loss;

    /// <summary>All figures of the running epoch so far.</summary>
    public EvaluationResult Figures => compilation.Training.Result();

    /// <summary>Set to end the training after the running batch, or after this epoch when it is set at its end.</summary>
    public bool Stop { get; set; }

    /// <summary>
    /// The learning rate of the next step. Setting it replaces the optimizer's number or schedule for all steps to come, of later trainings
    /// too. Of a model whose steps bring
    /// several optimizers it is that of the first, and the others keep their ratio to it.
    /// </summary>
    public double LearningRate
    {
        get => compilation.Minimizers.LearningRate;
        set => compilation.Minimizers.LearningRate = value;
    }

    /// <summary>Whether the training ends since a <see cref="StopSignal"/> asked for it, maybe within an epoch.</summary>
    public bool IsInterrupted => options.StopRequested;

    /// <summary>
    /// All that this training depends on, but for the weights: that of the model (<see cref="Model.SnapshotTraining"/>), <c>epoch</c>,
    /// within an epoch its <c>batch</c> and the figures so far, the history, and what the callbacks remember, by their place among them.
    /// </summary>
    public TrainingSnapshot Snapshot()
    {
        var snapshot = Model.SnapshotTraining();
        snapshot.Add("epoch", Epoch);
        snapshot.Add("batch", Batches);
        snapshot.Add("pass", source.Taken);
        snapshot.Add("stop", Stop ? 1L : 0);
        snapshot.Add("figures", compilation.Training.Snapshot());
        snapshot.Add("history", History.Snapshot());
        for (var i = 0; i < callbacks.Count; i++) snapshot.Add(Name(i), callbacks[i].Snapshot());
        return snapshot;
    }

    /// <summary>
    /// Goes on from a <see cref="Snapshot"/>: within <see cref="Callback.OnTrainBegin"/>, the training begins after the snapshot's epoch,
    /// or after its batch within the next one, the history is that of the snapshot, and callbacks get their memory back when all have
    /// begun. An epoch that goes on has begun for callbacks before.
    /// </summary>
    /// <exception cref="BadArgumentException">It does not fit the model.</exception>
    public void Restore(TrainingSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var epoch = (int)Math.Min(snapshot.Count("epoch"), int.MaxValue);
        Model.RestoreTraining(snapshot);
        source.Abandon();
        Epoch = epoch;
        restored = snapshot;
        // Checkpoints of earlier versions were made after epochs alone, and knew no more.
        if (!snapshot.Numbers.ContainsKey("pass")) return;
        (Batches, ToPassOver, Stop) = ((int)snapshot.Count("batch"), (int)snapshot.Count("pass"), snapshot.Count("stop") != 0);
        if (ToPassOver > 0 && source.DrawsOrder) Model.Position.RepeatOrder();
        compilation.Training.Restore(snapshot.Under("figures"));
        History.Restore(snapshot.Under("history"));
    }

    /// <summary>
    /// Which way a series is better, as the loss or metric that it is of says, and of any loss smaller; validation's as that in training.
    /// </summary>
    internal MetricDirection DirectionOf(string series)
    {
        const string held = "val_";
        if (compilation.Directions.TryGetValue(series, out var direction)) return direction;
        var own = series.StartsWith(held, StringComparison.Ordinal) ? series[held.Length..] : series;
        if (compilation.Directions.TryGetValue(own, out direction)) return direction;
        // A step of one's own reports its losses by names of this kind.
        return LatentSharp.Figures.IsLoss(own) ? MetricDirection.SmallerIsBetter : MetricDirection.Unknown;
    }

    /// <summary>The series whose direction is known.</summary>
    internal IEnumerable<string> Directed =>
        compilation.Directions.Where(pair => pair.Value != MetricDirection.Unknown).Select(pair => pair.Key);

    /// <summary>Whether this callback is called after all others.</summary>
    internal bool IsLast(Callback callback) => callbacks.Count > 0 && callbacks[^1] == callback;

    /// <summary>Calls all callbacks for the first time.</summary>
    internal void Begin()
    {
        foreach (var callback in callbacks) callback.OnTrainBegin(this);
        for (var i = 0; i < callbacks.Count && restored is not null; i++) callbacks[i].Restore(restored.Under(Name(i)));
    }

    /// <summary>Takes the batches again that the resumed training has seen in the running pass.</summary>
    internal void PassOver(GradientTape tape)
    {
        if (ToPassOver == 0) return;
        source.Repeat();
        for (; ToPassOver > 0; ToPassOver--)
        {
            tape.Restart();
            if (source.Next() is null)
                throw new BadArgumentException(
                    "Fit: the training that is to go on has seen more batches than there are; give it the samples that it began with.");
        }
    }

    /// <summary>Notes the learning rate of the epoch that just ended in the history, once.</summary>
    internal void RecordLearningRate()
    {
        if (Current("learning_rate") is null) History.Add("learning_rate", LearningRate);
    }

    /// <summary>The last value of a series of the history.</summary>
    /// <exception cref="BadArgumentException">There is no such series.</exception>
    public double Latest(string name) => History[name] is { Count: > 0 } values
        ? values[^1]
        : throw new BadArgumentException($"The history has no '{name}'; it has {string.Join(", ", History.Names)}.");

    /// <summary>The value of a series in the epoch that just ended; null when this epoch has none, as without validation.</summary>
    /// <exception cref="BadArgumentException">There is no such series, and epochs without validation do not explain it.</exception>
    public double? Current(string name)
    {
        if (History.EpochsOf(name) is { Count: > 0 } epochs && epochs[^1] == Epoch) return History[name][^1];
        if (name == "learning_rate" || History[name].Count > 0 || (IsValidationLater && name.StartsWith("val_", StringComparison.Ordinal)))
            return null;
        return Latest(name);
    }

    /// <summary>Whether there is validation, but no epoch had it yet.</summary>
    internal bool IsValidationLater { get; set; }

    private string Name(int callback) =>
        string.Create(CultureInfo.InvariantCulture, $"callbacks/{callback}_{Naming.SnakeCase(callbacks[callback].GetType().Name)}");
}
