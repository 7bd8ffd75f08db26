namespace LatentSharp;

public static partial class Ops
{
    /// <summary>
    /// The product along an axis, which goes away or, with <paramref name="keepAxis"/>, stays with size 1; 1 of no numbers. Halves are
    /// multiplied with each other until one is left. The gradient of each number is the product of the others, right where some are 0.
    /// </summary>
    /// <exception cref="BadArgumentException">There is no such axis.</exception>
    public static Tensor Prod(Tensor x, Index axis, bool keepAxis = false) => Prod(x, [axis], keepAxis);

    /// <summary>The product along several axes, by default all, as <see cref="Prod(Tensor, Index, bool)"/>.</summary>
    /// <exception cref="BadArgumentException">There is no such axis.</exception>
    public static Tensor Prod(Tensor x, ReadOnlySpan<Index> axes = default, bool keepAxes = false) =>
        AlongAxes.Reduce("prod", x, axes, keepAxes, Halved);

    private static Tensor Halved(Tensor x)
    {
        if (x.Shape[1] == 0) return Tensor.Ones(x.Shape.With(1, 1));
        for (var length = x.Shape[1]; length > 1; length = x.Shape[1])
        {
            var half = length / 2;
            var product = Slice(x, 1, 0, half) * Slice(x, 1, half, half);
            x = length % 2 == 0 ? product : Concatenate([product, Slice(x, 1, length - 1, 1)], 1);
        }
        return x;
    }
}
