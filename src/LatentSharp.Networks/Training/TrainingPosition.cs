namespace LatentSharp;

/// <summary>Where a model stands in its random streams: how many steps and how many orders of the samples it has drawn.</summary>
internal sealed class TrainingPosition
{
    private long steps, orders;

    /// <summary>Whether nothing was drawn yet.</summary>
    internal bool IsStart => steps == 0 && orders == 0;

    /// <summary>The number of the next step, from 0; its random numbers follow from it.</summary>
    internal long NextStep() => steps++;

    /// <summary>The number of the next order of the samples, from 0.</summary>
    internal long NextOrder() => orders++;

    /// <summary>Takes the last order back, so that it is drawn again.</summary>
    internal void RepeatOrder() => orders--;

    internal TrainingSnapshot Snapshot()
    {
        var snapshot = new TrainingSnapshot();
        snapshot.Add("steps", steps);
        snapshot.Add("orders", orders);
        return snapshot;
    }

    /// <exception cref="BadArgumentException">The snapshot is not one of a position.</exception>
    internal static void Check(TrainingSnapshot snapshot) => _ = (snapshot.Count("steps"), snapshot.Count("orders"));

    internal void Restore(TrainingSnapshot snapshot) => (steps, orders) = (snapshot.Count("steps"), snapshot.Count("orders"));
}
