namespace LatentSharp.Tests;

/// <summary>What training allocates on its own thread, without what the call itself and first times allocate.</summary>
internal static class SteadyAllocation
{
    private const int Repeats = 5;

    /// <summary>
    /// Bytes that two epochs allocate: those of three less those of one, each the least of some repeats. What every step allocates is in
    /// all of them; a buffer that grows once, because a piece of work ran on another thread than before, is not.
    /// </summary>
    internal static long OfTwoEpochs(Action<int> fit)
    {
        var (one, three) = (long.MaxValue, long.MaxValue);
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            one = Math.Min(one, Allocated(1));
            three = Math.Min(three, Allocated(3));
        }
        return three - one;

        long Allocated(int epochs)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            fit(epochs);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }
}
