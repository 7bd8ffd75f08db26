namespace LatentSharp;

/// <summary>
/// The filters that a learned denoiser stands beside, each channel by itself: pictures (H, W, C) or (H, W), and series (T, C) by
/// <see cref="SampleAxes"/>. What lies beyond a border is the value at the border. In double precision.
/// </summary>
public static class SmoothingFilters
{
    private const double Truncate = 4, DualStep = 0.25;

    /// <summary>The median of the values around each.</summary>
    /// <param name="sample">(H, W), (H, W, C) or (T, C).</param>
    /// <param name="size">The side of the window. Default 3; odd, 1 or more.</param>
    /// <param name="axes">What the sample is; auto tells by its shape.</param>
    /// <exception cref="BadArgumentException">It is neither picture nor series, or the size does not fit.</exception>
    public static Tensor Median(Tensor sample, int size = 3, SampleAxes axes = SampleAxes.Auto)
    {
        if (size < 1 || size % 2 == 0) throw new BadArgumentException($"Median: size: {size} does not fit; it must be odd, 1 or more.");
        return EachPlane("Median", sample, axes, (plane, height, width) =>
        {
            var (down, across) = (height == 1 ? 0 : size / 2, size / 2);
            var window = new double[((2 * down) + 1) * ((2 * across) + 1)];
            var result = new double[plane.Length];
            for (var at = 0; at < plane.Length; at++)
            {
                var count = 0;
                for (var y = -down; y <= down; y++)
                    for (var x = -across; x <= across; x++)
                        window[count++] = plane[(Math.Clamp((at / width) + y, 0, height - 1) * width)
                            + Math.Clamp((at % width) + x, 0, width - 1)];
                Array.Sort(window);
                result[at] = window[count / 2];
            }
            return result;
        });
    }

    /// <summary>The mean of the values around each, weighed by a Gaussian that ends at 4 deviations.</summary>
    /// <param name="sample">(H, W), (H, W, C) or (T, C).</param>
    /// <param name="deviation">In pixels or steps. Default 1; above 0, at most 100.</param>
    /// <param name="axes">What the sample is; auto tells by its shape.</param>
    /// <exception cref="BadArgumentException">It is neither picture nor series, or the deviation does not fit.</exception>
    public static Tensor Gaussian(Tensor sample, double deviation = 1, SampleAxes axes = SampleAxes.Auto)
    {
        if (deviation is not (> 0 and <= 100))
            throw new BadArgumentException(FormattableString.Invariant(
                $"Gaussian: deviation: {deviation} does not fit; it must be above 0 and at most 100."));
        var radius = (int)((Truncate * deviation) + 0.5);
        var weights = Enumerable.Range(-radius, (2 * radius) + 1).Select(i => Math.Exp(-0.5 * i * i / (deviation * deviation))).ToArray();
        var total = weights.Sum();
        return EachPlane("Gaussian", sample, axes, (plane, height, width) =>
        {
            var down = height == 1 ? plane : Blur(plane, height, width, 1, 0);
            return Blur(down, height, width, 0, 1);
        });

        double[] Blur(double[] plane, int height, int width, int stepY, int stepX)
        {
            var result = new double[plane.Length];
            for (var at = 0; at < plane.Length; at++)
                for (var tap = -radius; tap <= radius; tap++)
                    result[at] += weights[tap + radius] / total
                        * plane[(Math.Clamp((at / width) + (tap * stepY), 0, height - 1) * width)
                            + Math.Clamp((at % width) + (tap * stepX), 0, width - 1)];
            return result;
        }
    }

    /// <summary>
    /// What minimises |u - g|² / 2 + weight · TV(u) (Rudin, Osher and Fatemi 1992), by the dual's fixed point (Chambolle 2004) with steps
    /// of 1/4.
    /// </summary>
    /// <param name="sample">(H, W), (H, W, C) or (T, C).</param>
    /// <param name="weight">How much smoothness counts; for noise of deviation σ about σ. Default 0.1; above 0.</param>
    /// <param name="steps">Of the iteration. Default 60; 1 or more.</param>
    /// <param name="axes">What the sample is; auto tells by its shape.</param>
    /// <exception cref="BadArgumentException">It is neither picture nor series, or a number does not fit.</exception>
    public static Tensor TotalVariation(Tensor sample, double weight = 0.1, int steps = 60, SampleAxes axes = SampleAxes.Auto)
    {
        if (!(weight > 0) || !double.IsFinite(weight))
            throw new BadArgumentException(
                FormattableString.Invariant($"TotalVariation: weight: {weight} does not fit; it must be above 0."));
        Require.Positive(steps, "TotalVariation: steps");
        return EachPlane("TotalVariation", sample, axes, (plane, height, width) => Chambolle(plane, height, width, weight, steps));
    }

    private static double[] Chambolle(double[] plane, int height, int width, double weight, int steps)
    {
        double[] down = new double[plane.Length], across = new double[plane.Length], u = new double[plane.Length];
        for (var step = 0; step < steps; step++)
        {
            for (var i = 0; i < u.Length; i++) u[i] = Divergence(i) - (plane[i] / weight);
            for (var i = 0; i < u.Length; i++)
            {
                var y = i / width < height - 1 ? u[i + width] - u[i] : 0;
                var x = i % width < width - 1 ? u[i + 1] - u[i] : 0;
                var length = 1 + (DualStep * Math.Sqrt((y * y) + (x * x)));
                down[i] = (down[i] + (DualStep * y)) / length;
                across[i] = (across[i] + (DualStep * x)) / length;
            }
        }
        for (var i = 0; i < u.Length; i++) u[i] = plane[i] - (weight * Divergence(i));
        return u;

        double Divergence(int i)
        {
            // At the last row and column the dual is 0 throughout.
            var y = down[i] - (i / width > 0 ? down[i - width] : 0);
            return y + across[i] - (i % width > 0 ? across[i - 1] : 0);
        }
    }

    private static Tensor EachPlane(string operation, Tensor sample, SampleAxes axes, Func<double[], int, int, double[]> filter)
    {
        if (sample.DType != DType.Float32)
            throw new BadArgumentException($"{operation}: {sample.DType} {sample.Shape} does not fit; it takes Float32.");
        var planes = Planes.Of(operation, sample.Shape, axes);
        var values = sample.AsSpan();
        var result = new float[values.Length];
        for (var channel = 0; channel < planes.Channels; channel++)
        {
            var plane = new double[planes.Height * planes.Width];
            for (var i = 0; i < plane.Length; i++) plane[i] = values[(i * planes.Channels) + channel];
            plane = filter(plane, planes.Height, planes.Width);
            for (var i = 0; i < plane.Length; i++) result[(i * planes.Channels) + channel] = (float)plane[i];
        }
        return Tensor.From(result, sample.Shape);
    }
}
