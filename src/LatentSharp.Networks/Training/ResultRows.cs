namespace LatentSharp;

/// <summary>Collects the results of batches: in place where the number of samples is known, otherwise piece by piece.</summary>
internal sealed class ResultRows(int outputs, int? samples)
{
    private readonly Tensor[] whole = new Tensor[outputs];
    private readonly List<Tensor>[] pieces = [.. Enumerable.Range(0, outputs).Select(_ => new List<Tensor>())];
    private int rows;

    /// <summary>Takes copies of a batch's results.</summary>
    internal void Add(Tensor[] results)
    {
        for (var i = 0; i < results.Length; i++)
        {
            if (samples is not { } total)
            {
                pieces[i].Add(results[i].Keep());
                continue;
            }
            if (results[i].Rank == 0)
                throw new BadArgumentException("Predict: a result is a single number; results have a row for each sample.");
            if (whole[i].IsDefault) whole[i] = Tensor.Kept(results[i].Shape.With(0, total), results[i].DType);
            results[i].Bytes.CopyTo(whole[i].Bytes[(int)((long)whole[i].Bytes.Length * rows / total)..]);
        }
        rows += results[0].Shape[0];
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
}
