namespace LatentSharp;

/// <summary>
/// Where the random streams of variational and adversarial networks begin: their orders of the samples are counted from 1, so that a seed
/// keeps its result.
/// </summary>
internal static class FirstOrder
{
    internal static TrainingSnapshot Snapshot()
    {
        var snapshot = new TrainingSnapshot();
        snapshot.Add("position/steps", 0L);
        snapshot.Add("position/orders", 1L);
        return snapshot;
    }
}
