namespace LatentSharp;

public static partial class Ops
{
    /// <summary>The standard deviation along an axis, as <see cref="StdDev(Tensor, ReadOnlySpan{Index}, bool, int)"/>.</summary>
    /// <inheritdoc cref="Variance(Tensor, ReadOnlySpan{Index}, bool, int)"/>
    public static Tensor StdDev(Tensor x, Index axis, bool keepAxis = false, int correction = 0) => StdDev(x, [axis], keepAxis, correction);

    /// <summary>
    /// √ of <see cref="Variance(Tensor, ReadOnlySpan{Index}, bool, int)"/>. Where all numbers are equal the gradient is 0 (PyTorch).
    /// </summary>
    /// <inheritdoc cref="Variance(Tensor, ReadOnlySpan{Index}, bool, int)"/>
    public static Tensor StdDev(Tensor x, ReadOnlySpan<Index> axes = default, bool keepAxes = false, int correction = 0) =>
        Root(Variance(x, axes, keepAxes, correction));
}
