namespace LatentSharp;

public static partial class Ops
{
    /// <summary>The variance along an axis, as <see cref="Variance(Tensor, ReadOnlySpan{Index}, bool, int)"/>.</summary>
    /// <inheritdoc cref="Variance(Tensor, ReadOnlySpan{Index}, bool, int)"/>
    public static Tensor Variance(Tensor x, Index axis, bool keepAxis = false, int correction = 0) =>
        Variance(x, [axis], keepAxis, correction);

    /// <summary>
    /// Σ (x - mean)² / (N - correction) along several axes, by default all, by two passes. Of one number it is 0 with gradient 0; where N
    /// is not more than the correction, and with an infinity, NaN.
    /// </summary>
    /// <param name="x">Numbers.</param>
    /// <param name="axes">Which axes; they go away.</param>
    /// <param name="keepAxes">Whether they stay with size 1.</param>
    /// <param name="correction">
    /// 0, the default, for the variance of just these numbers (NumPy, Keras); 1 for an unbiased estimate from a sample (PyTorch's default).
    /// </param>
    /// <exception cref="BadArgumentException">There is no such axis, or the correction is negative.</exception>
    public static Tensor Variance(Tensor x, ReadOnlySpan<Index> axes = default, bool keepAxes = false, int correction = 0)
    {
        if (correction < 0) throw new BadArgumentException($"variance: correction is {correction}; it must be 0 or more.");
        x = Operand.Floats(x, "variance", "x");
        var set = AlongAxes.Set("variance", x.Shape, axes);
        var three = AlongAxes.Together(x, set);
        var squares = Sum(Square(three - Mean(three, 1, keepAxis: true)), 1);
        return Reshape(squares / Math.Max(three.Shape[1] - correction, 0), AlongAxes.Rest(x.Shape, set, keepAxes));
    }
}
