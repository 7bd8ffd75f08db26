namespace LatentSharp;

/// <summary>initial · rate^(step / steps): multiplied by the rate every so many steps, smoothly or at once.</summary>
/// <param name="initial">The rate of the first step.</param>
/// <param name="steps">The steps in which it falls by the factor.</param>
/// <param name="rate">The factor, above 0.</param>
/// <param name="staircase">Whether it falls at once every so many steps. Default false.</param>
public sealed class ExponentialDecay(double initial, long steps, double rate, bool staircase = false) : Schedule
{
    private readonly double initial = Require.Positive(initial, "ExponentialDecay: the initial rate");
    private readonly double steps = Require.Positive((double)steps, "ExponentialDecay: steps");
    private readonly double rate = Require.Positive(rate, "ExponentialDecay: the factor");

    /// <inheritdoc/>
    public override double At(long step)
    {
        var periods = step / steps;
        return initial * Math.Pow(rate, staircase ? Math.Floor(periods) : periods);
    }
}
