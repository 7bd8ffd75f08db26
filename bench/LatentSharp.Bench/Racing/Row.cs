namespace LatentSharp.Bench;

/// <summary>One line of the table: some work, ours and the peers'. A row is one class; its peers know it by its name.</summary>
internal abstract class Row
{
    internal abstract string Name { get; }

    /// <summary>What a step does, for the reader.</summary>
    internal abstract string Work { get; }

    /// <summary>The peer's time over ours that we want at least; null where there is no peer.</summary>
    internal abstract double? Goal { get; }

    /// <summary>Threads that our side may use.</summary>
    internal virtual int Threads => Environment.ProcessorCount;

    /// <summary>Floating-point operations of a step, where the share of the processor's peak says something.</summary>
    internal virtual double? Operations => null;

    internal abstract ISide Ours();

    /// <summary>Every variant of every peer; the fastest counts.</summary>
    internal abstract IEnumerable<PeerProcess> Peers();
}
