namespace LatentSharp.Bench;

/// <summary>One line of the table: some work, ours and the peers'. A row is one class; its peers know it by its name.</summary>
internal abstract class Row
{
    internal abstract string Name { get; }

    /// <summary>What a step does, for the reader.</summary>
    internal abstract string Work { get; }

    /// <summary>The best peer's time over ours that we want at least; null where none is set.</summary>
    internal abstract double? Goal { get; }

    /// <summary>Whether it is raced at each number of threads and each width, or once, with all that the machine has.</summary>
    internal virtual bool HasSettings => true;

    /// <summary>Floating-point operations of a step, where the share of the processor's peak says something.</summary>
    internal virtual double? Operations => null;

    /// <summary>Makes what all sides need; disposed when the row has been raced.</summary>
    internal virtual IDisposable? Prepare() => null;

    /// <summary>Our side, in the process that serves it.</summary>
    internal abstract ISide Ours();

    /// <summary>Every variant of every peer; each family's fastest counts.</summary>
    internal abstract IEnumerable<Entrant> Peers(Setting setting);
}
