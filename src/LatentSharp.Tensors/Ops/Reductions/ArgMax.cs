namespace LatentSharp;

public static partial class Ops
{
    /// <summary>
    /// The place of the largest element along the last axis, the first of equal ones; NaN counts as the largest: (N, …, C) -> (N, …),
    /// Int32. It has no gradient.
    /// </summary>
    /// <exception cref="BadArgumentException">There is no axis, or it is empty.</exception>
    public static Tensor ArgMax(Tensor x)
    {
        x = Operand.Floats(x, "ArgMax", "x");
        if (x.Rank == 0 || x.Shape[^1] == 0)
            throw new BadArgumentException($"ArgMax: {x.Shape} has no elements along its last axis to choose from.");
        var places = Tensor.Allocate(x.Shape[..^1], DType.Int32);
        Extremes.ArgMaxRows(x.AsSpan(), x.Shape[^1], places.MutableSpan<int>());
        return places;
    }

    /// <summary>The place of the largest element along any axis, which goes away; as <see cref="ArgMax(Tensor)"/>.</summary>
    /// <exception cref="BadArgumentException">There is no such axis, or it is empty.</exception>
    public static Tensor ArgMax(Tensor x, Index axis) =>
        ArgMax(StopGradient(MoveAxis(x, AlongAxes.Of("ArgMax", x.Shape, axis), x.Rank - 1)));

    /// <summary>
    /// The place of the smallest element along an axis, which goes away, the first of equal ones; NaN counts as the smallest. Int32. It has
    /// no gradient.
    /// </summary>
    /// <exception cref="BadArgumentException">There is no such axis, or it is empty.</exception>
    public static Tensor ArgMin(Tensor x, Index axis) => ArgMax(Negate(StopGradient(Operand.Floats(x, "ArgMin", "x"))), axis);
}
