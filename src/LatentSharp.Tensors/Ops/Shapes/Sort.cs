namespace LatentSharp;

public static partial class Ops
{
    /// <summary>
    /// The places of the numbers along an axis in rising order: the first is that of the smallest. Int32, of the shape of x. Equal numbers,
    /// -0 and 0 among them, stay in their order; NaN is the largest. It has no gradient.
    /// </summary>
    /// <param name="x">Numbers.</param>
    /// <param name="axis">Along which axis.</param>
    /// <param name="descending">Whether the largest comes first. Default false.</param>
    /// <exception cref="BadArgumentException">There is no such axis.</exception>
    public static Tensor ArgSort(Tensor x, Index axis, bool descending = false)
    {
        x = StopGradient(Operand.Floats(x, "argsort", "x"));
        var at = AlongAxes.Of("argsort", x.Shape, axis);
        var last = x.Rank - 1;
        var rows = MoveAxis(x, at, last);
        var places = Tensor.Allocate(rows.Shape, DType.Int32);
        RowOrder.Sort(rows.AsSpan(), x.Shape[at], places.MutableSpan<int>(), descending);
        return MoveAxis(places, last, at);
    }

    /// <summary>
    /// The numbers along an axis in rising order, NaN last; see <see cref="ArgSort"/>. Each gradient goes to where its number was.
    /// </summary>
    /// <inheritdoc cref="ArgSort"/>
    public static Tensor Sort(Tensor x, Index axis, bool descending = false)
    {
        x = Operand.Floats(x, "sort", "x");
        return TakeAlongAxis(x, ArgSort(x, axis, descending), axis);
    }

    /// <summary>
    /// The k largest numbers along an axis, or the smallest, the most extreme first, and their places (Int32). Of equal ones the earlier
    /// comes first; NaN is the largest.
    /// </summary>
    /// <param name="x">Numbers.</param>
    /// <param name="k">From 0 to the size of the axis.</param>
    /// <param name="axis">Along which axis.</param>
    /// <param name="largest">Whether the largest are wanted. Default true.</param>
    /// <exception cref="BadArgumentException">There is no such axis, or it has fewer than k numbers.</exception>
    public static (Tensor Values, Tensor Places) TopK(Tensor x, int k, Index axis, bool largest = true)
    {
        x = Operand.Floats(x, "top k", "x");
        var at = AlongAxes.Of("top k", x.Shape, axis);
        if (k < 0 || k > x.Shape[at]) throw new BadArgumentException($"top k: k is {k}; axis {at} of {x.Shape} has 0 to {x.Shape[at]}.");
        var places = Slice(ArgSort(x, at, largest), at, 0, k);
        return (TakeAlongAxis(x, places, at), places);
    }
}
