namespace LatentSharp;

/// <summary>Which number of connections sets the scale of initial weights.</summary>
public enum FanMode
{
    /// <summary>Inputs to a unit.</summary>
    In,

    /// <summary>Outputs that an input reaches.</summary>
    Out,

    /// <summary>The mean of both.</summary>
    Average,
}

/// <summary>How initial weights are distributed.</summary>
public enum WeightDistribution
{
    /// <summary>Uniform around 0.</summary>
    Uniform,

    /// <summary>Normal around 0, drawn anew beyond two deviations.</summary>
    TruncatedNormal,

    /// <summary>Normal around 0.</summary>
    Normal,
}

/// <summary>Values of variance scale / fan, as Keras's class of this name.</summary>
internal sealed class VarianceScaling(float scale, FanMode mode, WeightDistribution distribution) : Initializer
{
    /// <summary>The deviation of a standard normal cut off at ±2, so that the variance after the cut is the wanted one.</summary>
    private const double TruncatedDeviation = 0.87962566103423978;

    public override void Fill(Span<float> values, Shape shape, Fans fans, RandomStream random)
    {
        var fan = Math.Max(1.0, mode switch { FanMode.In => fans.In, FanMode.Out => fans.Out, _ => (fans.In + fans.Out) / 2.0 });
        var limit = (float)Math.Sqrt(3 * scale / fan);
        if (distribution == WeightDistribution.Uniform) random.Uniform(values, -limit, limit);
        else if (distribution == WeightDistribution.Normal) random.Normal(values, 0, (float)Math.Sqrt(scale / fan));
        else TruncatedNormal.Fill(values, 0, (float)(Math.Sqrt(scale / fan) / TruncatedDeviation), random);
    }
}
