namespace LatentSharp;

public static partial class Ops
{
    /// <summary>
    /// From each line along an axis the elements with numbers of its own: y[…, j, …] = x[…, indices[…, j, …], …]
    /// (NumPy's <c>take_along_axis</c>, PyTorch's <c>gather</c>). What <see cref="ArgSort"/> gives sorts. An element that is taken twice
    /// receives both gradients.
    /// </summary>
    /// <param name="x">Elements of any type.</param>
    /// <param name="indices">
    /// Whole numbers from 0 to below the size of the axis; as many axes as x, of the same sizes or 1, which repeats, but for the axis
    /// itself.
    /// </param>
    /// <param name="axis">Along which axis.</param>
    /// <exception cref="BadArgumentException">There is no such axis, the shapes do not fit, or an index is none.</exception>
    public static Tensor TakeAlongAxis(Tensor x, Tensor indices, Index axis)
    {
        var at = AlongAxes.Of("take along axis", x.Shape, axis);
        var shape = indices.Rank == x.Rank ? x.Shape.With(at, indices.Shape[at]) : default;
        if (indices.Rank != x.Rank || BroadcastRules.Common("take along axis", indices.Shape, shape) != shape)
        {
            throw new BadArgumentException(
                $"take along axis: indices {indices.Shape} do not fit {x.Shape}; sizes may differ in axis {at} only, or be 1.");
        }
        var (size, length, inner) = (x.Shape[at], shape[at], shape[(at + 1)..].Count);
        var chosen = BroadcastTo(ToIndices(indices, 0, size, "take along axis: an index"), shape).AsSpan<int>();
        var rows = Tensor.Allocate(shape.Count, DType.Int32);
        var numbers = rows.MutableSpan<int>();
        for (var i = 0; i < numbers.Length; i++) numbers[i] = ((((i / (length * inner)) * size) + chosen[i]) * inner) + (i % inner);
        return Reshape(Gather(Reshape(x, [x.Count, 1]), rows), shape);
    }
}
