namespace LatentSharp;

public static partial class Ops
{
    /// <summary>
    /// Exchanges the axes of a matrix of any type: (rows, columns) -> (columns, rows). For more axes there is <see cref="Permute"/>.
    /// </summary>
    /// <exception cref="BadArgumentException">It has not two axes.</exception>
    public static Tensor Transpose(Tensor x) =>
        x.Rank == 2 ? Permute(x, 1, 0) : throw new BadArgumentException($"transpose: {x.Shape} is not a matrix; it needs two axes.");
}
