namespace LatentSharp;

/// <summary>Batches of samples that somebody makes, read forwards.</summary>
internal sealed class BatchSequence : SampleStream
{
    private readonly IEnumerable<Tensor> batches;
    private IEnumerator<Tensor>? enumerator;
    private int position, taken;

    internal BatchSequence(IEnumerable<Tensor> batches)
    {
        this.batches = batches ?? throw new BadArgumentException("SampleStream: batches are null; give a sequence of tensors (k, …).");
        long count = 0;
        foreach (var batch in batches)
        {
            if (count == 0) SampleShape = Checked(batch, count).Shape[1..];
            else if (Checked(batch, count).Shape[1..] != SampleShape)
                throw new BadArgumentException(
                    $"SampleStream: a batch {batch.Shape} does not fit samples {SampleShape} of the batches before it.");
            count += batch.Shape[0];
        }
        if (count == 0) throw new BadArgumentException("SampleStream: there are no batches with samples.");
        if (count > int.MaxValue) throw new BadArgumentException($"SampleStream: {count} samples are too many; at most 2147483647 are.");
        Count = (int)count;
    }

    public override int Count { get; }

    public override Shape SampleShape { get; }

    public override bool IsForwardOnly => true;

    public override void Read(int first, Span<float> samples)
    {
        // What lies behind is reached by a new pass.
        if (enumerator is null || first < position)
        {
            enumerator?.Dispose();
            (enumerator, position, taken) = (batches.GetEnumerator(), 0, -1);
        }
        var width = Width;
        // What lies between is passed over.
        for (; position < first; position++) Advance();
        for (; samples.Length > 0; samples = samples[width..], position++)
        {
            var batch = Advance();
            batch.AsSpan().Slice(taken * width, width).CopyTo(samples);
        }
    }

    /// <summary>The batch that holds the next sample, whose number in it is <c>taken</c>.</summary>
    private Tensor Advance()
    {
        if (taken >= 0 && ++taken < enumerator!.Current.Shape[0]) return enumerator.Current;
        do
        {
            if (!enumerator!.MoveNext())
                throw new BadArgumentException(
                    $"SampleStream: the batches ended after {position} samples; in the first pass there were {Count}.");
        }
        while (Checked(enumerator.Current, position).Shape[0] == 0);
        taken = 0;
        return enumerator.Current;
    }

    private static Tensor Checked(Tensor batch, long before)
    {
        if (batch.IsDefault || batch.Rank < 2 || batch.DType != DType.Float32)
            throw new BadArgumentException($"SampleStream: the batch after {before} samples is no Float32 tensor (k, …).");
        if (!Require.AreFinite(batch.AsSpan()))
            throw new BadArgumentException($"SampleStream: the batch after {before} samples holds a number that is not finite.");
        return batch;
    }
}
