namespace LatentSharp.Tests;

[Collection(EngineCollection.Name)]
public sealed class PaceTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void More_work_takes_as_many_threads_or_more_up_to_all(int threads)
    {
        using var _ = new ThreadsInUse(threads);
        Pace.Parts(0).ShouldBe(1);
        Pace.Parts(1000).ShouldBe(1);
        var before = 1;
        for (long work = 1000; work < 1L << 40; work += work / 3)
        {
            Pace.Parts(work).ShouldBeGreaterThanOrEqualTo(before);
            before = Pace.Parts(work);
        }
        before.ShouldBe(threads);
        Pace.Parts(long.MaxValue).ShouldBe(threads);
    }

    [Fact]
    public void A_grain_is_a_multiple_of_the_kernels()
    {
        using var _ = new ThreadsInUse(2);
        (Pace.Grain(64) % 64).ShouldBe(0);
        Pace.Grain(64).ShouldBeGreaterThanOrEqualTo(64);
        Pace.Grain(int.MaxValue).ShouldBe(int.MaxValue);
    }

    [Fact]
    public void Blocks_are_cut_by_caches_of_believable_sizes()
    {
        Caches.First.ShouldBeInRange(8 * 1024, 1 << 20);
        Caches.Second.ShouldBeInRange(128 * 1024, 1 << 28);
        Caches.Second.ShouldBeGreaterThanOrEqualTo(Caches.First);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(17, 5)]
    [InlineData(1536, 256)]
    [InlineData(7, 7)]
    public void Cuts_are_the_starts_of_the_parts(int length, int parts)
    {
        var interval = new Interval(11, 11 + length);
        var starts = new int[parts + 1];
        unsafe
        {
            fixed (int* pointer = starts) interval.Cuts(parts, pointer);
        }
        starts.ShouldBe([.. Enumerable.Range(0, parts).Select(i => interval.Part(parts, i).Start), interval.End]);
    }
}
