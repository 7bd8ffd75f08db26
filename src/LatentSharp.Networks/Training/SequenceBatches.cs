namespace LatentSharp;

/// <summary>
/// Batches that somebody else makes. A pass is one enumeration; its code runs outside of the step's memory, so that it may keep what it
/// makes.
/// </summary>
internal sealed class SequenceBatches(IEnumerable<Batch> batches, IReadOnlyDictionary<int, double>? classWeight = null) : BatchSource
{
    private IEnumerator<Batch>? enumerator;

    public override void Dispose()
    {
        enumerator?.Dispose();
        base.Dispose();
    }

    protected override void Start()
    {
        using var outside = OutsideMemory.Open();
        enumerator?.Dispose();
        enumerator = batches.GetEnumerator();
    }

    protected override Batch? Read()
    {
        using var outside = OutsideMemory.Open();
        if (!enumerator!.MoveNext()) return null;
        return (enumerator.Current ?? throw new BadArgumentException("Fit: a batch of the sequence is null.")).Weighted(classWeight);
    }
}
