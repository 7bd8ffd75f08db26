namespace LatentSharp;

/// <summary>
/// Batches cut from tensors that hold all samples, in their own order or in one drawn for each pass. The same batch is filled again.
/// </summary>
/// <param name="data">All samples.</param>
/// <param name="batchSize">Samples a batch; the last may be shorter.</param>
/// <param name="nextOrder">Draws the stream of a pass's order; null for the samples' own.</param>
internal sealed class ArrayBatches(Batch data, int batchSize, Func<RandomStream>? nextOrder = null) : BatchSource
{
    private readonly BatchOrder order = new(data.Count, batchSize);
    private readonly Batch batch = new(data.InputArray.Length, data.TargetArray.Length);
    private readonly int[] sameAs = Array.ConvertAll(
        data.TargetArray, target => target.IsDefault ? -1 : Array.FindIndex(data.InputArray, target.IsSameAs));
    private int next;

    internal override int? Batches => order.Batches;

    internal override int? Samples => order.Samples;

    internal override bool DrawsOrder => nextOrder is not null;

    protected override void Start()
    {
        next = 0;
        if (nextOrder is not null) order.Shuffle(nextOrder());
    }

    protected override Batch? Read()
    {
        if (next == order.Batches) return null;
        for (var i = 0; i < data.InputArray.Length; i++) batch.InputArray[i] = order.Take(data.InputArray[i], next);
        for (var i = 0; i < data.TargetArray.Length; i++)
        {
            // An autoencoder's targets are its samples: they are gathered once.
            batch.TargetArray[i] = sameAs[i] >= 0 ? batch.InputArray[sameAs[i]] : Take(data.TargetArray[i]);
            batch.WeightArray[i] = Take(data.WeightArray[i]);
        }
        next++;
        return batch;
    }

    private Tensor Take(Tensor source) => source.IsDefault ? default : order.Take(source, next);
}
