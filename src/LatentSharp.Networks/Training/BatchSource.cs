namespace LatentSharp;

/// <summary>Where a training or an evaluation has its batches from: passes over data, one an epoch or one over several.</summary>
internal abstract class BatchSource : IDisposable
{
    private Batch? held;
    private bool running, ahead;

    /// <summary>Batches that were taken from the running pass; 0 where none runs.</summary>
    internal int Taken { get; private set; }

    /// <summary>Whether a pass draws an order of its own when it begins.</summary>
    internal virtual bool DrawsOrder => false;

    /// <summary>Batches of a pass, where that is known.</summary>
    internal virtual int? Batches => null;

    /// <summary>Samples of a pass, where that is known.</summary>
    internal virtual int? Samples => null;

    /// <summary>Forgets the running pass, what was looked at before included.</summary>
    internal void Abandon() => (held, running, ahead, Taken) = (null, false, false, 0);

    /// <summary>Begins a pass out of turn, of which some batches are to be taken again before an epoch goes on in it.</summary>
    internal void Repeat()
    {
        Abandon();
        Start();
        running = true;
    }

    /// <summary>Begins an epoch with a new pass, or goes on in the running one.</summary>
    internal void BeginEpoch(bool goOn)
    {
        ahead = goOn && running;
        if (!ahead && held is null) Start();
        if (!ahead) Taken = 0;
        running = true;
    }

    /// <summary>The next batch of the epoch, or null at the end of the pass. It is valid until the next.</summary>
    internal Batch? Next()
    {
        var batch = held ?? Read();
        held = null;
        if (batch is null && ahead)
        {
            // The pass ended with the epoch before; nobody could know.
            Start();
            Taken = 0;
            batch = Read();
        }
        ahead = false;
        running = batch is not null;
        Taken = running ? Taken + 1 : 0;
        return batch;
    }

    /// <summary>The first batch of the first pass, which <see cref="Next"/> will give again.</summary>
    internal Batch? Peek()
    {
        Start();
        return held = Read();
    }

    public virtual void Dispose()
    {
    }

    /// <summary>Begins a pass.</summary>
    protected abstract void Start();

    /// <summary>The next batch of the pass; null at its end.</summary>
    protected abstract Batch? Read();
}
