namespace LatentSharp;

/// <summary>Which number of connections sets the scale.</summary>
internal enum FanMode
{
    In,
    Average,
}

internal enum Distribution
{
    Uniform,
    TruncatedNormal,
}

/// <summary>Values of variance scale / fan, as Keras's class of this name.</summary>
internal sealed class VarianceScaling(float scale, FanMode mode, Distribution distribution) : Initializer
{
    /// <summary>The deviation of a standard normal cut off at ±2, so that the variance after the cut is the wanted one.</summary>
    private const double TruncatedDeviation = 0.87962566103423978;

    public override void Fill(Span<float> values, Shape shape, Fans fans, RandomStream random)
    {
        var fan = Math.Max(1.0, mode == FanMode.In ? fans.In : (fans.In + fans.Out) / 2.0);
        if (distribution == Distribution.Uniform)
        {
            var limit = (float)Math.Sqrt(3 * scale / fan);
            random.Uniform(values, -limit, limit);
        }
        else
        {
            FillTruncated(values, (float)(Math.Sqrt(scale / fan) / TruncatedDeviation), random);
        }
    }

    /// <summary>Draws anew where a value lies beyond two deviations.</summary>
    private static void FillTruncated(Span<float> values, float deviation, RandomStream random)
    {
        random.Normal(values, 0, 1);
        var again = new float[64];
        var (used, round) = (again.Length, 0L);
        for (var i = 0; i < values.Length; i++)
        {
            while (Math.Abs(values[i]) > 2)
            {
                if (used == again.Length)
                {
                    random.Derive(++round).Normal(again, 0, 1);
                    used = 0;
                }
                values[i] = again[used++];
            }
            values[i] *= deviation;
        }
    }
}
