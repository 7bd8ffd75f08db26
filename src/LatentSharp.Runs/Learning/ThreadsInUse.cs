namespace LatentSharp;

/// <summary>Lets the engine use another number of threads for a while.</summary>
internal sealed class ThreadsInUse : IDisposable
{
    private readonly int before = Engine.Threads;

    public ThreadsInUse(int? threads)
    {
        if (threads is { } count) Engine.Threads = count;
    }

    public void Dispose() => Engine.Threads = before;
}
