namespace LatentSharp;

/// <summary>A learning rate for each step.</summary>
public abstract class Schedule
{
    /// <summary>The rate of a step, counted from 0.</summary>
    public abstract double At(long step);

    /// <summary>A rate that stays.</summary>
    public static implicit operator Schedule(double rate) => new ConstantRate(Require.Positive(rate, "The learning rate"));

    private sealed class ConstantRate(double rate) : Schedule
    {
        public override double At(long step) => rate;
    }
}
