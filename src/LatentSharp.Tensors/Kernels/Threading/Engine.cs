namespace LatentSharp;

/// <summary>What the whole process computes with.</summary>
public static class Engine
{
    private const int MostThreads = 64;

    private static int threads = Math.Clamp(Environment.ProcessorCount, 1, MostThreads);

    /// <summary>
    /// How many threads one operation may use, the calling thread among them: 1 to 64, by default the number of processors. Results do
    /// not depend on it, not even in the last bit. It may be set at any time from any thread; an operation that runs
    /// already ends with the number that it began with.
    /// </summary>
    /// <exception cref="BadArgumentException">The value is not between 1 and 64.</exception>
    public static int Threads
    {
        get => Volatile.Read(ref threads);
        set
        {
            if (value is < 1 or > MostThreads)
                throw new BadArgumentException(
                    $"Engine.Threads: {value} threads were asked for; between 1 and {MostThreads} are possible.");
            Volatile.Write(ref threads, value);
        }
    }
}
