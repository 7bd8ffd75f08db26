namespace LatentSharp;

public static partial class Ops
{
    /// <summary>
    /// Running products along an axis: y_i = Π x_j over j ≤ i. Each doubling of the reach multiplies every number by the one so far before
    /// it, so the gradient is right where some are 0.
    /// </summary>
    /// <exception cref="BadArgumentException">There is no such axis.</exception>
    public static Tensor CumProd(Tensor x, Index axis)
    {
        x = Operand.Floats(x, "cumprod", "x");
        var at = AlongAxes.Of("cumprod", x.Shape, axis);
        var length = x.Shape[at];
        for (var reach = 1; reach < length; reach *= 2)
            x = Concatenate([Slice(x, at, 0, reach), Slice(x, at, reach, length - reach) * Slice(x, at, 0, length - reach)], at);
        return x;
    }
}
