namespace LatentSharp;

/// <summary>Where a training or an evaluation has its batches from: passes over data, one an epoch or one over several.</summary>
internal abstract class BatchSource : IDisposable
{
    private Batch? held;
    private bool running, ahead;

    /// <summary>Batches of a pass, where that is known.</summary>
    internal virtual int? Batches => null;

    /// <summary>Samples of a pass, where that is known.</summary>
    internal virtual int? Samples => null;

    /// <summary>Begins an epoch with a new pass, or goes on in the running one.</summary>
    internal void BeginEpoch(bool goOn)
    {
        ahead = goOn && running;
        if (!ahead && held is null) Start();
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
            batch = Read();
        }
        ahead = false;
        running = batch is not null;
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
