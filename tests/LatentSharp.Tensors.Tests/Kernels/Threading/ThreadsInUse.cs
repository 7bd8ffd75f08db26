namespace LatentSharp.Tests;

/// <summary>Sets <see cref="Engine.Threads"/> and puts the old number back at the end.</summary>
internal readonly struct ThreadsInUse : IDisposable
{
    private readonly int before = Engine.Threads;

    internal ThreadsInUse(int threads) => Engine.Threads = threads;

    public void Dispose() => Engine.Threads = before;
}
