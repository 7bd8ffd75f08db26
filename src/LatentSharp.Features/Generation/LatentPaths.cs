namespace LatentSharp;

/// <summary>How to go from one latent point to another.</summary>
public enum LatentPath
{
    /// <summary>
    /// Along an arc (Shoemake 1985; White 2016): sin((1-t)θ) / sin θ · a + sin(tθ) / sin θ · b with θ the angle between a and b. It stays
    /// at lengths that the normal prior has, where a line comes near the middle. A line where there is no angle.
    /// </summary>
    Spherical,

    /// <summary>Along a line: (1-t)·a + t·b.</summary>
    Linear,
}

/// <summary>Latent points on paths.</summary>
internal static class LatentPaths
{
    /// <summary>Points from a to b, both included: (steps, K).</summary>
    internal static Tensor Between(ReadOnlySpan<float> a, ReadOnlySpan<float> b, int steps, LatentPath path)
    {
        var points = Room(a.Length, steps, "Interpolate");
        var angle = path == LatentPath.Spherical ? Angle(a, b) : 0;
        var sine = Math.Sin(angle);
        for (var i = 0; i < steps; i++)
        {
            var t = i / (steps - 1.0);
            // Nearly the same or opposite directions span no arc.
            var (p, q) = Math.Abs(sine) < 1e-6 ? (1 - t, t) : (Math.Sin((1 - t) * angle) / sine, Math.Sin(t * angle) / sine);
            for (var k = 0; k < a.Length; k++) points[(i * a.Length) + k] = (float)((p * a[k]) + (q * b[k]));
        }
        return Tensor.From(points, [steps, a.Length]);
    }

    /// <summary>Points whose unit goes from -range to range: (steps, K).</summary>
    internal static Tensor Along(ReadOnlySpan<float> center, int unit, int steps, double range)
    {
        Require.Positive(range, "Traverse: range");
        var points = Room(center.Length, steps, "Traverse");
        for (var i = 0; i < steps; i++)
        {
            center.CopyTo(points.AsSpan(i * center.Length));
            points[(i * center.Length) + unit] = (float)(range * ((2 * (i / (steps - 1.0))) - 1));
        }
        return Tensor.From(points, [steps, center.Length]);
    }

    private static float[] Room(int size, int steps, string operation) => steps < 2
        ? throw new BadArgumentException(FormattableString.Invariant($"{operation}: steps is {steps}; it must be 2 or more."))
        : new float[steps * size];

    private static double Angle(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var (dot, aa, bb) = (0.0, 0.0, 0.0);
        for (var k = 0; k < a.Length; k++)
        {
            dot += a[k] * (double)b[k];
            aa += a[k] * (double)a[k];
            bb += b[k] * (double)b[k];
        }
        return aa == 0 || bb == 0 ? 0 : Math.Acos(Math.Clamp(dot / Math.Sqrt(aa * bb), -1, 1));
    }
}
