namespace LatentSharp;

public static partial class Ops
{
    /// <summary>
    /// The places of one axis with these numbers, in this order, repeated where they are: the way of all that picks by a rule.
    /// </summary>
    internal static Tensor Take(Tensor x, int axis, ReadOnlySpan<int> places)
    {
        var (outer, size, inner) = (x.Shape[..axis].Count, x.Shape[axis], x.Shape[(axis + 1)..].Count);
        var rows = Tensor.Allocate([outer * places.Length], DType.Int32);
        var numbers = rows.MutableSpan<int>();
        for (var i = 0; i < numbers.Length; i++) numbers[i] = (i / places.Length * size) + places[i % places.Length];
        return Reshape(Gather(Reshape(x, [outer * size, inner]), rows), x.Shape.With(axis, places.Length));
    }
}
