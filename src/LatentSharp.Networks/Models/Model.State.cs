namespace LatentSharp;

public partial class Model
{
    /// <summary>How far the model has been trained, over all calls of <c>Fit</c> and of the batch methods.</summary>
    internal TrainingPosition Position { get; } = new();

    /// <summary>
    /// All that further training depends on, but for the weights (see <see cref="Layer.GetWeights"/>): the optimizer's memory under
    /// <c>optimizer/</c>, that of optimizers of the model's own steps under <c>optimizers/</c>, what else those steps remember
    /// (<see cref="SnapshotSteps"/>) under <c>steps/</c>, and the position in the random streams under <c>position/</c>.
    /// </summary>
    /// <exception cref="BadArgumentException">The model is not compiled.</exception>
    public TrainingSnapshot SnapshotTraining()
    {
        var snapshot = new TrainingSnapshot();
        Compiled.Minimizers.AddTo(snapshot);
        snapshot.Add("steps", SnapshotSteps());
        snapshot.Add("position", Position.Snapshot());
        for (var i = 0; i < Parts.Length; i++)
            if (Parts[i].Memory is { } memory) snapshot.Add(FormattableString.Invariant($"memory/{i}"), memory);
        return snapshot;
    }

    /// <summary>
    /// Puts back what <see cref="SnapshotTraining"/> gave for a model of the same layers, compiled in the same way and built; with the
    /// weights too, training goes on to the same bits as if it had never stopped.
    /// </summary>
    /// <exception cref="BadArgumentException">It does not fit the model; nothing is changed then.</exception>
    public void RestoreTraining(TrainingSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var position = snapshot.Under("position");
        TrainingPosition.Check(position);
        var restoreOptimizers = Compiled.Minimizers.Restoring(snapshot);
        RestoreSteps(snapshot.Under("steps"));
        restoreOptimizers();
        Position.Restore(position);
        for (var i = 0; i < Parts.Length; i++)
            Parts[i].Memory = snapshot.Under(FormattableString.Invariant($"memory/{i}")) is { IsEmpty: false } memory ? memory : null;
    }

    /// <summary>
    /// What the model's own <see cref="TrainStep"/> remembers from one step to the next beside weights and optimizers, as a count or a
    /// <see cref="WeightAverager"/>; nothing by default.
    /// </summary>
    protected internal virtual TrainingSnapshot SnapshotSteps() => new();

    /// <summary>Puts back what <see cref="SnapshotSteps"/> gave.</summary>
    /// <exception cref="BadArgumentException">It does not fit; nothing may be changed then.</exception>
    protected internal virtual void RestoreSteps(TrainingSnapshot snapshot)
    {
    }
}
