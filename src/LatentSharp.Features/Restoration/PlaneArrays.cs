namespace LatentSharp;

/// <summary>Planes of one channel as networks of convolutions take them: cut out of samples, continued beyond borders, put back.</summary>
internal static class PlaneArrays
{
    /// <summary>Samples that are at least as many margins wide give up their border; smaller ones are continued beyond it.</summary>
    private const int WideInMargins = 4;

    /// <summary>Values that a network takes at once, so that its layers fit in memory.</summary>
    private const int MostAtOnce = 1 << 17;

    private const double Red = 0.299, Green = 0.587, Blue = 0.114;

    /// <summary>One plane of one sample: (H, W), H of a series 1.</summary>
    internal static float[] Plane(ReadOnlySpan<float> sample, Planes planes, int channel)
    {
        var plane = new float[planes.Height * planes.Width];
        for (var i = 0; i < plane.Length; i++) plane[i] = sample[(i * planes.Channels) + channel];
        return plane;
    }

    /// <summary>The luma of a picture of three channels (ITU-R BT.601), otherwise its only or first plane.</summary>
    internal static float[] Luma(ReadOnlySpan<float> sample, Planes planes)
    {
        if (planes.Channels != 3) return Plane(sample, planes, 0);
        var plane = new float[planes.Height * planes.Width];
        for (var i = 0; i < plane.Length; i++)
            plane[i] = (float)((Red * sample[3 * i]) + (Green * sample[(3 * i) + 1]) + (Blue * sample[(3 * i) + 2]));
        return plane;
    }

    /// <summary>How far planes to learn from are continued beyond their borders.</summary>
    internal static (int Down, int Across) Padding(Planes planes, int margin) => (
        planes.Height == 1 || planes.Height >= WideInMargins * margin ? 0 : margin,
        planes.Width >= WideInMargins * margin ? 0 : margin);

    /// <summary>A plane with the values at its border continued beyond it.</summary>
    internal static float[] Continued(float[] plane, int height, int width, int down, int across)
    {
        if (down == 0 && across == 0) return plane;
        var (tall, wide) = (height + (2 * down), width + (2 * across));
        var result = new float[tall * wide];
        for (var y = 0; y < tall; y++)
        {
            var from = Math.Clamp(y - down, 0, height - 1) * width;
            for (var x = 0; x < wide; x++) result[(y * wide) + x] = plane[from + Math.Clamp(x - across, 0, width - 1)];
        }
        return result;
    }

    /// <summary>The inner part of a plane.</summary>
    internal static float[] Inner(float[] plane, int height, int width, int down, int across)
    {
        if (down == 0 && across == 0) return plane;
        var (low, narrow) = (height - (2 * down), width - (2 * across));
        var result = new float[low * narrow];
        for (var y = 0; y < low; y++)
            plane.AsSpan(((y + down) * width) + across, narrow).CopyTo(result.AsSpan(y * narrow, narrow));
        return result;
    }

    /// <summary>
    /// What a network without padding makes of a plane that is continued by its margin, some rows or steps at a time: (H, W) -> (H, W,
    /// outputs).
    /// </summary>
    internal static float[] Apply(
        Model network, float[] plane, int height, int width, int margin, bool series, int outputs, CancellationToken cancellation)
    {
        var result = new float[height * width * outputs];
        var (down, wide) = (series ? 0 : margin, width + (2 * margin));
        var padded = Continued(plane, height, width, down, margin);
        // Series are cut along their steps, pictures along their rows.
        var (lines, step) = series ? (width, 1) : (height, wide);
        var most = Math.Max(1, (MostAtOnce / step) - (2 * margin));
        for (var first = 0; first < lines; first += most)
        {
            cancellation.ThrowIfCancellationRequested();
            var count = Math.Min(most, lines - first);
            var part = padded.AsSpan(first * step, (count + (2 * margin)) * step).ToArray();
            Shape shape = series ? [1, part.Length, 1] : [1, count + (2 * margin), wide, 1];
            network.Predict(Tensor.From(part, shape)).AsSpan().CopyTo(result.AsSpan(first * (series ? 1 : width) * outputs));
        }
        return result;
    }
}
