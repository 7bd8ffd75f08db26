namespace LatentSharp;

/// <summary>Divides samples into batches, in their own order or a drawn one.</summary>
internal sealed class BatchOrder(int samples, int batchSize)
{
    private int[]? rows;

    internal int Samples => samples;

    internal int Batches => (int)(((long)samples + batchSize - 1) / batchSize);

    /// <summary>Draws a new order of the samples.</summary>
    internal void Shuffle(RandomStream random)
    {
        rows ??= new int[samples];
        random.Permutation(rows);
    }

    /// <summary>The rows of a batch: a view while the samples are in their own order, otherwise copied together.</summary>
    internal Tensor Take(Tensor source, int batch)
    {
        var start = batch * batchSize;
        var count = Math.Min(batchSize, samples - start);
        return rows is null ? source.Rows(start, count) : RowGathering.Gather(source, rows.AsSpan(start, count));
    }
}
