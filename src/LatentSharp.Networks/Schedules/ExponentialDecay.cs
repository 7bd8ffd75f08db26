namespace LatentSharp;

/// <summary>initial · rate^(step / steps): multiplied by the rate every so many steps, smoothly or at once.</summary>
/// <param name="initial">The rate of the first step.</param>
/// <param name="steps">The steps in which it falls by the factor.</param>
/// <param name="rate">The factor, above 0.</param>
/// <param name="staircase">Whether it falls at once every so many steps. Default false.</param>
public sealed class ExponentialDecay(double initial, long steps, double rate, bool staircase = false) : Schedule
{
    /// <summary>The rate of the first step.</summary>
    public double Initial { get; } = Require.Positive(initial, "ExponentialDecay: the initial rate");

    /// <summary>The steps in which it falls by the factor.</summary>
    public long Steps { get; } = (long)Require.Positive((double)steps, "ExponentialDecay: steps");

    /// <summary>The factor.</summary>
    public double Rate { get; } = Require.Positive(rate, "ExponentialDecay: the factor");

    /// <summary>Whether it falls at once every so many steps.</summary>
    public bool Staircase { get; } = staircase;

    /// <inheritdoc/>
    public override double At(long step)
    {
        var periods = step / (double)Steps;
        return Initial * Math.Pow(Rate, Staircase ? Math.Floor(periods) : periods);
    }
}
