namespace LatentSharp.Tests;

[Collection(EngineCollection.Name)]
public sealed class GemmThreadsTests : IDisposable
{
    public void Dispose() => Dispatch.Force(0);

    [Theory]
    [InlineData(130, 150, 170, false, false)]
    [InlineData(32, 700, 90, false, true)]
    [InlineData(64, 784, 256, true, false)]
    [InlineData(700, 20, 601, true, true)]
    public void Has_the_same_bits_on_any_number_of_threads_a_hundred_times(int m, int n, int k, bool transposeA, bool transposeB)
    {
        var numbers = new TestNumbers(6);
        var product = new GemmCase(
            GemmCase.Dense(transposeA, transposeB, m, n, k), GemmCase.Fractions(numbers), accumulate: true, withBias: true);
        var expected = product.Expected(x => MathF.Max(x, 0));
        for (var threads = 1; threads <= 8; threads++)
        {
            using var _ = new ThreadsInUse(threads);
            for (var i = 0; i < 100; i++)
                Bits.ShouldBeEqual(product.Run(default(Rectifier)), expected, $"{threads} threads");
        }
    }

    [Fact]
    public void Every_division_covers_the_result_at_every_width()
    {
        var numbers = new TestNumbers(7);
        foreach (var width in Widths.All)
        {
            Dispatch.Force(width);
            foreach (var threads in new[] { 2, 3, 5, 7, 12, 64 })
            {
                using var _ = new ThreadsInUse(threads);
                foreach (var (m, n, k) in new[] { (1, 2000, 1000), (2000, 1, 1000), (100, 100, 1000), (7, 900, 2000), (333, 17, 800) })
                {
                    var product = new GemmCase(GemmCase.Dense(false, false, m, n, k), GemmCase.SmallIntegers(numbers));
                    Bits.ShouldBeEqual(product.Run(), product.Expected(), $"width {width}, {threads} threads, {m}, {n}, {k}");
                }
            }
        }
    }

    [Fact]
    public void Callers_on_several_threads_do_not_disturb_each_other()
    {
        using var _ = new ThreadsInUse(2);
        var failures = 0;
        var callers = Enumerable.Range(0, 4).Select(id => new Thread(() =>
        {
            var product = new GemmCase(
                GemmCase.Dense(false, id % 2 == 0, 90, 80, 200), GemmCase.SmallIntegers(new TestNumbers((uint)id + 1)));
            var expected = product.Expected();
            for (var i = 0; i < 200; i++)
            {
                if (!product.Run().AsSpan().SequenceEqual(expected)) Interlocked.Increment(ref failures);
            }
        })).ToArray();
        foreach (var caller in callers) caller.Start();
        foreach (var caller in callers) caller.Join();
        failures.ShouldBe(0);
    }

    [Fact]
    public void Allocates_nothing_once_the_buffers_are_there()
    {
        using var _ = new ThreadsInUse(2);
        var (a, b, c) = (new float[400 * 300], new float[300 * 500], new float[400 * 500]);
        for (var i = 0; i < 50; i++) Gemm.Multiply(false, true, 400, 500, 300, a, 300, b, 300, c, 500);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 50; i++) Gemm.Multiply(false, true, 400, 500, 300, a, 300, b, 300, c, 500);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }
}
