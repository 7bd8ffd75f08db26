namespace LatentSharp.Tests;

/// <summary>Tests that set <see cref="Engine.Threads"/> or need the pool for themselves: they run alone, after the others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class EngineCollection
{
    public const string Name = "Engine";
}
