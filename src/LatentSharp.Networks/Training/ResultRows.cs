namespace LatentSharp;

/// <summary>Collects results: in place where the number of samples is known, otherwise piece by piece.</summary>
/// <param name="outputs">How many results a sample has.</param>
/// <param name="samples">How many samples there are; null where nobody knows.</param>
internal sealed class ResultRows(int outputs, int? samples)
{
    private readonly Tensor[] whole = new Tensor[outputs];
    private readonly List<Tensor>[] pieces = [.. Enumerable.Range(0, samples is null ? outputs : 0).Select(_ => new List<Tensor>())];
    private readonly FixedFloats? destination;
    private int rows;

    /// <summary>The results of a network with one output go into memory of the caller's.</summary>
    internal ResultRows(FixedFloats destination, int samples) : this(1, samples) => this.destination = destination;

    /// <summary>Takes copies of a batch's results, after those before.</summary>
    internal void Add(Tensor[] results)
    {
        if (samples is not null) Put(results, rows);
        else
            for (var i = 0; i < results.Length; i++) pieces[i].Add(results[i].Keep());
        rows += results[0].Shape[0];
    }

    /// <summary>
    /// Takes copies of the results of samples from a row on; after the first call, by any thread. The number of samples is known.
    /// </summary>
    internal void Put(Tensor[] results, int row)
    {
        for (var i = 0; i < results.Length; i++)
        {
            if (results[i].Rank == 0)
                throw new BadArgumentException("Predict: a result is a single number; results have a row for each sample.");
            if (destination is { } memory) CopyTo(memory.Span, results[i], row);
            else CopyTo(ref whole[i], results[i], row);
        }
    }

    internal Tensor[] Finish()
    {
        if (samples is not null) return whole;
        if (pieces[0].Count == 0) throw new BadArgumentException("Predict: there are no batches.");
        return Array.ConvertAll(pieces, of =>
        {
            var result = Tensor.Kept(of[0].Shape.With(0, rows), of[0].DType);
            var place = 0;
            foreach (var piece in of)
            {
                piece.Bytes.CopyTo(result.Bytes[place..]);
                place += piece.Bytes.Length;
            }
            return result;
        });
    }

    private void CopyTo(ref Tensor all, Tensor some, int row)
    {
        if (all.IsDefault) all = Tensor.Kept(some.Shape.With(0, samples!.Value), some.DType);
        some.Bytes.CopyTo(all.Bytes[(int)((long)all.Bytes.Length * row / samples!.Value)..]);
    }

    private void CopyTo(Span<float> all, Tensor some, int row)
    {
        var width = some.Shape[1..].Count;
        if ((long)width * samples!.Value != all.Length)
        {
            throw new BadArgumentException(
                $"Predict: the destination has {all.Length} numbers; the results of {samples} samples are {(long)width * samples.Value}.");
        }
        some.AsSpan().CopyTo(all[(row * width)..]);
    }
}
