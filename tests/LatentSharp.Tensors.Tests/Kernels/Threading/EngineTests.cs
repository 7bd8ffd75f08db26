namespace LatentSharp.Tests;

[Collection(EngineCollection.Name)]
public sealed class EngineTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(65)]
    public void Refuses_a_number_of_threads_out_of_range(int threads)
    {
        var before = Engine.Threads;
        Should.Throw<BadArgumentException>(() => Engine.Threads = threads)
            .Message.ShouldBe($"Engine.Threads: {threads} threads were asked for; between 1 and 64 are possible.");
        Engine.Threads.ShouldBe(before);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    public void Takes_the_ends_of_the_range(int threads)
    {
        using var _ = new ThreadsInUse(threads);
        Engine.Threads.ShouldBe(threads);
    }
}
