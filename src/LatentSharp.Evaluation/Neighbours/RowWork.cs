namespace LatentSharp;

/// <summary>Divides rows between the engine's threads. What is summed over rows is summed by blocks of a size that is always the
/// same.</summary>
internal static class RowWork
{
    /// <summary>The rows of a block whose sum is a number of its own.</summary>
    internal const int BlockRows = 512;

    /// <summary>Runs <paramref name="work"/> over [0, count) in pieces from a start to before an end, on several threads at once.</summary>
    internal static void ForEach(int count, int grain, Action<int, int> work)
    {
        var body = new Body(work);
        Parallel.For(count, grain, ref body);
    }

    /// <summary>Runs <paramref name="work"/> for each block of rows, as (block, first row, end), on several threads at once.</summary>
    internal static void ForEachBlock(int rows, Action<int, int, int> work, CancellationToken cancellation = default) =>
        ForEach(BlocksOf(rows), 1, (start, end) =>
        {
            for (var block = start; block < end; block++)
            {
                cancellation.ThrowIfCancellationRequested();
                work(block, block * BlockRows, Math.Min(rows, (block + 1) * BlockRows));
            }
        });

    /// <summary>How many blocks so many rows are.</summary>
    internal static int BlocksOf(int rows) => (rows + BlockRows - 1) / BlockRows;

    private readonly struct Body(Action<int, int> work) : IParallelBody
    {
        public void Run(int start, int end) => work(start, end);
    }
}
