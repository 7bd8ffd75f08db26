namespace LatentSharp;

/// <summary>Computes results on several threads, each by itself, so that they are the same on any number of them.</summary>
internal static class InOrder
{
    /// <summary>The results of 0 to count - 1, in this order.</summary>
    /// <exception cref="BadFileException">The first of them failed so.</exception>
    internal static T[] Of<T>(int count, Func<int, T> compute)
    {
        var (results, problems) = (new T[count], new BadFileException?[count]);
        System.Threading.Tasks.Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = Engine.Threads }, i =>
        {
            try
            {
                results[i] = compute(i);
            }
            catch (BadFileException e)
            {
                problems[i] = e;
            }
        });
        return Array.Find(problems, problem => problem is not null) is { } first
            ? throw new BadFileException(first.Message, first)
            : results;
    }
}
