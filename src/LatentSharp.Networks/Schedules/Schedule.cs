namespace LatentSharp;

/// <summary>A learning rate for each step.</summary>
public abstract class Schedule
{
    /// <summary>The rate of a step, counted from 0.</summary>
    public abstract double At(long step);

    /// <summary>A rate that stays.</summary>
    public static implicit operator Schedule(double rate) => new ConstantRate(Require.Positive(rate, "The learning rate"));

}

/// <summary>A rate that stays.</summary>
internal sealed class ConstantRate(double rate) : Schedule
{
    internal double Rate => rate;

    public override double At(long step) => rate;
}
