namespace LatentSharp;

/// <summary>initial / (1 + rate · step / steps).</summary>
/// <param name="initial">The rate of the first step.</param>
/// <param name="steps">The unit of time, in steps.</param>
/// <param name="rate">How fast it falls, 0 or more.</param>
/// <param name="staircase">Whether it falls at once every so many steps. Default false.</param>
public sealed class InverseTimeDecay(double initial, long steps, double rate, bool staircase = false) : Schedule
{
    private readonly double initial = Require.Positive(initial, "InverseTimeDecay: the initial rate");
    private readonly double steps = Require.Positive((double)steps, "InverseTimeDecay: steps");
    private readonly double rate = Require.InRange(rate, 0, double.MaxValue, "InverseTimeDecay: the rate of decay");

    /// <inheritdoc/>
    public override double At(long step)
    {
        var periods = step / steps;
        return initial / (1 + (rate * (staircase ? Math.Floor(periods) : periods)));
    }
}
