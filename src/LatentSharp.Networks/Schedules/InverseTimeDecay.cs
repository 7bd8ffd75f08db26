namespace LatentSharp;

/// <summary>initial / (1 + rate · step / steps).</summary>
/// <param name="initial">The rate of the first step.</param>
/// <param name="steps">The unit of time, in steps.</param>
/// <param name="rate">How fast it falls, 0 or more.</param>
/// <param name="staircase">Whether it falls at once every so many steps. Default false.</param>
public sealed class InverseTimeDecay(double initial, long steps, double rate, bool staircase = false) : Schedule
{
    /// <summary>The rate of the first step.</summary>
    public double Initial { get; } = Require.Positive(initial, "InverseTimeDecay: the initial rate");

    /// <summary>The unit of time, in steps.</summary>
    public long Steps { get; } = (long)Require.Positive((double)steps, "InverseTimeDecay: steps");

    /// <summary>How fast it falls.</summary>
    public double Rate { get; } = Require.InRange(rate, 0, double.MaxValue, "InverseTimeDecay: the rate of decay");

    /// <summary>Whether it falls at once every so many steps.</summary>
    public bool Staircase { get; } = staircase;

    /// <inheritdoc/>
    public override double At(long step)
    {
        var periods = step / (double)Steps;
        return Initial / (1 + (Rate * (Staircase ? Math.Floor(periods) : periods)));
    }
}
