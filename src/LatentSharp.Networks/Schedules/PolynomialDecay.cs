namespace LatentSharp;

/// <summary>
/// (initial - end) · (1 - step / steps)^power + end, and end from there on; with <paramref name="cycle"/> the steps are multiplied until
/// they reach the present one, so that it rises again.
/// </summary>
/// <param name="initial">The rate of the first step.</param>
/// <param name="steps">The steps in which it falls.</param>
/// <param name="end">The last rate. Default 0.0001.</param>
/// <param name="power">1, the default, for a line.</param>
/// <param name="cycle">Whether it begins again. Default false.</param>
public sealed class PolynomialDecay(double initial, long steps, double end = 0.0001, double power = 1, bool cycle = false) : Schedule
{
    /// <summary>The rate of the first step.</summary>
    public double Initial { get; } = Require.Positive(initial, "PolynomialDecay: the initial rate");

    /// <summary>The steps in which it falls.</summary>
    public long Steps { get; } = (long)Require.Positive((double)steps, "PolynomialDecay: steps");

    /// <summary>The last rate.</summary>
    public double End { get; } = Require.InRange(end, 0, double.MaxValue, "PolynomialDecay: the last rate");

    /// <summary>The exponent.</summary>
    public double Power { get; } = Require.Positive(power, "PolynomialDecay: the power");

    /// <summary>Whether it begins again.</summary>
    public bool Cycle { get; } = cycle;

    /// <inheritdoc/>
    public override double At(long step)
    {
        var length = Cycle ? Steps * Math.Max(1, Math.Ceiling(step / (double)Steps)) : Steps;
        var share = Math.Min(step, length) / length;
        return ((Initial - End) * Math.Pow(1 - share, Power)) + End;
    }
}
