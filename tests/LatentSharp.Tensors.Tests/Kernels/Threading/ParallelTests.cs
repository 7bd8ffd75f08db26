using System.Collections.Concurrent;

namespace LatentSharp.Tests;

[Collection(EngineCollection.Name)]
public sealed class ParallelTests
{
    [Fact]
    public void Covers_every_index_once_in_contiguous_pieces_that_start_at_the_grain()
    {
        foreach (var threads in new[] { 1, 2, 3, 8, 64 })
        foreach (var grain in new[] { 1, 3, 16, 1000 })
        foreach (var count in new[] { 0, 1, 2, 15, 16, 17, 100, 2049 })
        {
            using var _ = new ThreadsInUse(threads);
            var pieces = new ConcurrentBag<(int Start, int End)>();
            var body = new Record(pieces);
            Parallel.For(count, grain, ref body);

            var sorted = pieces.OrderBy(p => p.Start).ToArray();
            sorted.Length.ShouldBeLessThanOrEqualTo(threads);
            var next = 0;
            foreach (var (start, end) in sorted)
            {
                start.ShouldBe(next);
                end.ShouldBeGreaterThan(start);
                (start % grain).ShouldBe(0);
                next = end;
            }

            next.ShouldBe(count);
        }
    }

    [Fact]
    public void Uses_as_many_pieces_as_there_are_threads_when_there_are_grains_enough()
    {
        using var _ = new ThreadsInUse(4);
        var pieces = new ConcurrentBag<(int Start, int End)>();
        var body = new Record(pieces);
        Parallel.For(10, 1, ref body);
        pieces.OrderBy(p => p.Start).ShouldBe([(0, 2), (2, 5), (5, 7), (7, 10)]);
    }

    [Fact]
    public void Never_loses_or_repeats_work_over_many_short_jobs()
    {
        foreach (var threads in new[] { 2, 3, 8 })
        {
            using var _ = new ThreadsInUse(threads);
            var counts = new int[64];
            var body = new Increment(counts);
            for (var i = 0; i < 20_000; i++) Parallel.For(counts.Length, 1, ref body);
            counts.ShouldAllBe(c => c == 20_000);
        }
    }

    [Fact]
    public void Runs_pieces_on_several_threads_at_once()
    {
        using var _ = new ThreadsInUse(2);
        using var both = new Barrier(2);
        var body = new Meet(both);
        Parallel.For(2, 1, ref body);
        both.CurrentPhaseNumber.ShouldBe(1);
    }

    [Fact]
    public void Runs_calls_from_within_a_body_on_the_same_thread()
    {
        using var _ = new ThreadsInUse(4);
        var counts = new int[8, 8];
        var body = new Nested(counts);
        Parallel.For(8, 1, ref body);
        counts.Cast<int>().ShouldAllBe(c => c == 1);
    }

    [Fact]
    public void A_second_caller_does_its_own_work_while_the_pool_is_busy()
    {
        using var _ = new ThreadsInUse(2);
        using var begun = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        var first = new Thread(() =>
        {
            var blocked = new Block(begun, release);
            Parallel.For(2, 1, ref blocked);
        });
        first.Start();
        begun.Wait();

        var pieces = new ConcurrentBag<(int Start, int End)>();
        var body = new Record(pieces);
        Parallel.For(100, 1, ref body);
        release.Set();
        first.Join();

        pieces.ShouldBe([(0, 100)]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void Throws_what_a_piece_threw_and_works_afterwards(int failing)
    {
        using var _ = new ThreadsInUse(4);
        Should.Throw<InvalidDataException>(() =>
        {
            var body = new Fail(failing);
            Parallel.For(4, 1, ref body);
        }).Message.ShouldBe("piece");

        var counts = new int[4];
        var next = new Increment(counts);
        Parallel.For(4, 1, ref next);
        counts.ShouldAllBe(c => c == 1);
    }

    [Fact]
    public void The_number_of_threads_may_change_while_work_runs()
    {
        using var _ = new ThreadsInUse(2);
        var stop = false;
        var setter = new Thread(() =>
        {
            for (var n = 1; !Volatile.Read(ref stop); n = n % 8 + 1) Engine.Threads = n;
        });
        setter.Start();
        var counts = new int[64];
        var body = new Increment(counts);
        for (var i = 0; i < 5_000; i++) Parallel.For(counts.Length, 1, ref body);
        Volatile.Write(ref stop, true);
        setter.Join();
        counts.ShouldAllBe(c => c == 5_000);
    }

    [Fact]
    public void Allocates_nothing_once_the_threads_have_started()
    {
        using var _ = new ThreadsInUse(4);
        var counts = new int[64];
        var body = new Increment(counts);
        for (var i = 0; i < 200; i++) Parallel.For(counts.Length, 1, ref body);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 200; i++) Parallel.For(counts.Length, 1, ref body);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    private readonly struct Record(ConcurrentBag<(int Start, int End)> pieces) : IParallelBody
    {
        public void Run(int start, int end) => pieces.Add((start, end));
    }

    private readonly struct Increment(int[] counts) : IParallelBody
    {
        public void Run(int start, int end)
        {
            for (var i = start; i < end; i++) counts[i]++;
        }
    }

    private readonly struct Meet(Barrier both) : IParallelBody
    {
        public void Run(int start, int end) => both.SignalAndWait();
    }

    private readonly struct Nested(int[,] counts) : IParallelBody
    {
        public void Run(int start, int end)
        {
            for (var i = start; i < end; i++)
            {
                var row = new NestedRow(counts, i);
                Parallel.For(8, 1, ref row);
            }
        }
    }

    private readonly struct NestedRow(int[,] counts, int row) : IParallelBody
    {
        public void Run(int start, int end)
        {
            for (var i = start; i < end; i++) counts[row, i]++;
        }
    }

    private readonly struct Block(ManualResetEventSlim begun, ManualResetEventSlim release) : IParallelBody
    {
        public void Run(int start, int end)
        {
            begun.Set();
            release.Wait();
        }
    }

    private readonly struct Fail(int failing) : IParallelBody
    {
        public void Run(int start, int end)
        {
            if (start <= failing && failing < end) throw new InvalidDataException("piece");
        }
    }
}
