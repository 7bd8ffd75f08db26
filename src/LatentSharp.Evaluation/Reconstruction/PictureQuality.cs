namespace LatentSharp;

/// <summary>How near pictures and series come to what they should be, summed in double precision.</summary>
public static class PictureQuality
{
    private const int Window = 11;
    private const double Deviation = 1.5, K1 = 0.01, K2 = 0.03;

    /// <summary>The mean of |original - restored| over all values; NaN without values.</summary>
    /// <param name="original">Float32 of any shape.</param>
    /// <param name="restored">The same shape.</param>
    /// <exception cref="BadArgumentException">The shapes or types differ.</exception>
    public static double MeanAbsolute(Tensor original, Tensor restored)
    {
        Check("MeanAbsolute", original, restored);
        ReadOnlySpan<float> x = original.AsSpan(), y = restored.AsSpan();
        double sum = 0;
        for (var i = 0; i < x.Length; i++) sum += Math.Abs(x[i] - (double)y[i]);
        return sum / x.Length;
    }

    /// <summary>The peak signal-to-noise ratio, 10 log₁₀(peak² / mean squared error), in decibels; infinite where all is equal.</summary>
    /// <param name="original">Float32 of any shape.</param>
    /// <param name="restored">The same shape.</param>
    /// <param name="peak">The range of values: 1 for numbers from 0 to 1, 255 for pixels. Default 1; above 0.</param>
    /// <exception cref="BadArgumentException">The shapes or types differ, or there is no such peak.</exception>
    public static double PeakSignalToNoise(Tensor original, Tensor restored, double peak = 1)
    {
        Check("PeakSignalToNoise", original, restored);
        CheckPeak("PeakSignalToNoise", peak);
        return 10 * Math.Log10(peak * peak / ReconstructionError.MeanSquared(original, restored));
    }

    /// <summary>
    /// The structural similarity of two pictures, the mean over all windows of 11 × 11 that lie within them, weighed by a Gaussian of
    /// deviation 1.5 (Wang, Bovik, Sheikh and Simoncelli 2004): 1 where they are equal.
    /// </summary>
    /// <param name="original">(H, W), or (H, W, C) for the mean over channels; H and W 11 or more.</param>
    /// <param name="restored">The same shape.</param>
    /// <param name="peak">The range of values: 1 for numbers from 0 to 1, 255 for pixels. Default 1; above 0.</param>
    /// <exception cref="BadArgumentException">The shapes or types differ, they are no such pictures, or there is no such peak.</exception>
    public static double StructuralSimilarity(Tensor original, Tensor restored, double peak = 1)
    {
        Check("StructuralSimilarity", original, restored);
        CheckPeak("StructuralSimilarity", peak);
        var shape = original.Shape;
        if (shape.Rank is not (2 or 3) || shape[0] < Window || shape[1] < Window || shape.Count == 0)
        {
            throw new BadArgumentException(
                $"StructuralSimilarity: {shape} is no picture of {Window} pixels a side or more; (H, W) or (H, W, C) would fit.");
        }
        var channels = shape.Rank == 3 ? shape[2] : 1;
        double sum = 0;
        for (var channel = 0; channel < channels; channel++)
        {
            var x = Plane(original.AsSpan(), channel, channels);
            sum += Similarity(x, Plane(restored.AsSpan(), channel, channels), shape[0], shape[1], peak);
        }
        return sum / channels;
    }

    private static double Similarity(double[] x, double[] y, int height, int width, double peak)
    {
        var (c1, c2) = (K1 * peak * K1 * peak, K2 * peak * K2 * peak);
        double[] meanX = Weigh(x, height, width), meanY = Weigh(y, height, width);
        double[] xx = Weigh(Product(x, x), height, width), yy = Weigh(Product(y, y), height, width);
        var xy = Weigh(Product(x, y), height, width);
        double sum = 0;
        for (var i = 0; i < meanX.Length; i++)
        {
            double a = meanX[i], b = meanY[i];
            sum += ((2 * a * b) + c1) * ((2 * (xy[i] - (a * b))) + c2)
                / (((a * a) + (b * b) + c1) * ((xx[i] - (a * a)) + (yy[i] - (b * b)) + c2));
        }
        return sum / meanX.Length;
    }

    /// <summary>The weighed mean of each window: rows first, then columns.</summary>
    private static double[] Weigh(double[] values, int height, int width)
    {
        var weights = new double[Window];
        for (var i = 0; i < Window; i++) weights[i] = Math.Exp(-Math.Pow(i - (Window / 2), 2) / (2 * Deviation * Deviation));
        var total = weights.Sum();
        for (var i = 0; i < Window; i++) weights[i] /= total;

        var (rows, columns) = (height - Window + 1, width - Window + 1);
        var across = new double[height * columns];
        for (var row = 0; row < height; row++)
        {
            for (var column = 0; column < columns; column++)
                for (var tap = 0; tap < Window; tap++)
                    across[(row * columns) + column] += weights[tap] * values[(row * width) + column + tap];
        }
        var result = new double[rows * columns];
        for (var row = 0; row < rows; row++)
        {
            for (var tap = 0; tap < Window; tap++)
                for (var column = 0; column < columns; column++)
                    result[(row * columns) + column] += weights[tap] * across[((row + tap) * columns) + column];
        }
        return result;
    }

    private static double[] Product(double[] x, double[] y)
    {
        var result = new double[x.Length];
        for (var i = 0; i < x.Length; i++) result[i] = x[i] * y[i];
        return result;
    }

    private static double[] Plane(ReadOnlySpan<float> values, int channel, int channels)
    {
        var result = new double[values.Length / channels];
        for (var i = 0; i < result.Length; i++) result[i] = values[(i * channels) + channel];
        return result;
    }

    private static void Check(string operation, Tensor original, Tensor restored)
    {
        if (original.DType == DType.Float32 && restored.DType == DType.Float32 && original.Shape == restored.Shape) return;
        throw new BadArgumentException(
            $"{operation}: original {original.DType} {original.Shape} and restored {restored.DType} {restored.Shape} do not fit; both "
            + "must be Float32 of one shape.");
    }

    private static void CheckPeak(string operation, double peak)
    {
        if (!(peak > 0) || !double.IsFinite(peak))
            throw new BadArgumentException(FormattableString.Invariant($"{operation}: peak: {peak} does not fit; it must be above 0."));
    }
}
