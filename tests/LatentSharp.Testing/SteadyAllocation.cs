namespace LatentSharp.Testing;

/// <summary>What training allocates on its own thread, without what the call itself and first times allocate.</summary>
public static class SteadyAllocation
{
    private const int Repeats = 5;

    /// <summary>
    /// Bytes that two epochs allocate: those of three less those of one, each the least of some repeats. What every step allocates is in
    /// all of them; a buffer that grows once, because a piece of work ran on another thread than before, is not.
    /// </summary>
    public static long OfTwoEpochs(Action<int> fit) => Difference(() => fit(3), () => fit(1));

    /// <summary>What one work allocates more than another, each the least of some repeats.</summary>
    public static long Difference(Action more, Action less)
    {
        var (most, least) = (long.MaxValue, long.MaxValue);
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            least = Math.Min(least, Allocated(less));
            most = Math.Min(most, Allocated(more));
        }
        return most - least;
    }

    private static long Allocated(Action work)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
