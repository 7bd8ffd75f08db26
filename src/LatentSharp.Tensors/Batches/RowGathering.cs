namespace LatentSharp;

/// <summary>Copies chosen rows of a tensor together.</summary>
internal static class RowGathering
{
    /// <summary>(N, …) and k row numbers -> (k, …), of any element type, without a gradient.</summary>
    internal static Tensor Gather(Tensor source, ReadOnlySpan<int> rows)
    {
        var result = Tensor.Allocate(source.Shape.With(0, rows.Length), source.DType);
        if (source.Shape[0] == 0) return result;
        RowCopies.Copy(source.Bytes, rows, result.Bytes, source.Bytes.Length / source.Shape[0]);
        return result;
    }
}

public readonly partial struct Tensor
{
    /// <summary>The rows of the first axis with these numbers, in this order, copied: (N, …) -> (k, …).</summary>
    /// <exception cref="BadArgumentException">A number is not that of a row.</exception>
    public Tensor Take(ReadOnlySpan<int> rows)
    {
        foreach (var row in rows)
        {
            if ((uint)row >= (uint)Shape[0]) throw new BadArgumentException($"Take: row {row} is outside shape {Shape}.");
        }
        return RowGathering.Gather(this, rows);
    }

    /// <summary>Whether both are handles to the same numbers.</summary>
    internal bool IsSameAs(Tensor other) => Body.Storage == other.Body.Storage && Body.Offset == other.Body.Offset && Shape == other.Shape;
}
