namespace LatentSharp;

public static partial class Ops
{
    /// <summary>
    /// The smallest number along an axis, which goes away or, with <paramref name="keepAxis"/>, stays with size 1; NaN if there is one. The
    /// gradient is shared equally among those that are smallest (PyTorch's <c>amin</c>).
    /// </summary>
    /// <exception cref="BadArgumentException">There is no such axis, or it has size 0.</exception>
    public static Tensor Min(Tensor x, Index axis, bool keepAxis = false) =>
        Extreme("min", Operand.Floats(x, "min", "x"), axis, keepAxis, largest: false);

    /// <summary>The smallest number along several axes, by default all, as <see cref="Min(Tensor, Index, bool)"/>.</summary>
    /// <exception cref="BadArgumentException">There is no such axis, or it has size 0.</exception>
    public static Tensor Min(Tensor x, ReadOnlySpan<Index> axes = default, bool keepAxes = false)
    {
        AlongAxes.CheckChoice("min", x.Shape, axes, "smallest");
        return AlongAxes.Reduce("min", x, axes, keepAxes, static three => Min(three, 1));
    }
}
