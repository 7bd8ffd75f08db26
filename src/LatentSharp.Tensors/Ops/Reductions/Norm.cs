namespace LatentSharp;

public static partial class Ops
{
    /// <summary>The norm along an axis, as <see cref="Norm(Tensor, ReadOnlySpan{Index}, bool, float)"/>.</summary>
    /// <inheritdoc cref="Norm(Tensor, ReadOnlySpan{Index}, bool, float)"/>
    public static Tensor Norm(Tensor x, Index axis, bool keepAxis = false, float order = 2) => Norm(x, [axis], keepAxis, order);

    /// <summary>
    /// (Σ |x|ᵖ)^(1/p) along several axes, by default all. Of order ∞ it is the largest |x|, of -∞ the smallest, of 0 the number of those
    /// that are not 0. The gradient of each 0 is 0 (PyTorch), of NaN NaN; where several are largest they share it. Order 2 is computed by
    /// squares, infinite for numbers above 1.8e19.
    /// </summary>
    /// <param name="x">Numbers.</param>
    /// <param name="axes">Which axes; they go away.</param>
    /// <param name="keepAxes">Whether they stay with size 1.</param>
    /// <param name="order">p: 2, the default, 1, any other number, or ±∞.</param>
    /// <exception cref="BadArgumentException">There is no such axis, the order is NaN, or it chooses among no numbers.</exception>
    public static Tensor Norm(Tensor x, ReadOnlySpan<Index> axes = default, bool keepAxes = false, float order = 2)
    {
        x = Operand.Floats(x, "norm", "x");
        if (float.IsNaN(order)) throw new BadArgumentException("norm: the order is NaN; it is a number, or ±∞.");
        if (float.IsInfinity(order)) AlongAxes.CheckChoice("norm", x.Shape, axes, order > 0 ? "largest" : "smallest");
        return order switch
        {
            0 => Sum(1 - Equal(x, 0), axes, keepAxes),
            1 => Sum(Abs(x), axes, keepAxes),
            2 => Root(Sum(Square(x), axes, keepAxes)),
            float.PositiveInfinity => Max(Abs(x), axes, keepAxes),
            float.NegativeInfinity => Min(Abs(x), axes, keepAxes),
            _ => PowerBut0(Sum(PowerBut0(Abs(x), order), axes, keepAxes), 1 / order),
        };
    }

    /// <summary>xᵖ of x ≥ 0, whose gradient at 0 is 0 whatever the power.</summary>
    private static Tensor PowerBut0(Tensor x, float power)
    {
        var isZero = Equal(x, 0);
        return Where(isZero, power > 0 ? 0 : float.PositiveInfinity, Pow(Where(isZero, 1, x), power));
    }
}
