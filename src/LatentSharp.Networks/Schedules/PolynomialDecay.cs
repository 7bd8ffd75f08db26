namespace LatentSharp;

/// <summary>
/// (initial - end) · (1 - step / steps)^power + end, and end from there on; with <paramref name="cycle"/> the steps are multiplied until they
/// reach the present one, so that it rises again.
/// </summary>
/// <param name="initial">The rate of the first step.</param>
/// <param name="steps">The steps in which it falls.</param>
/// <param name="end">The last rate. Default 0.0001.</param>
/// <param name="power">1, the default, for a line.</param>
/// <param name="cycle">Whether it begins again. Default false.</param>
public sealed class PolynomialDecay(double initial, long steps, double end = 0.0001, double power = 1, bool cycle = false) : Schedule
{
    private readonly double initial = Require.Positive(initial, "PolynomialDecay: the initial rate");
    private readonly double steps = Require.Positive((double)steps, "PolynomialDecay: steps");
    private readonly double end = Require.InRange(end, 0, double.MaxValue, "PolynomialDecay: the last rate");
    private readonly double power = Require.Positive(power, "PolynomialDecay: the power");

    /// <inheritdoc/>
    public override double At(long step)
    {
        var length = cycle ? steps * Math.Max(1, Math.Ceiling(step / steps)) : steps;
        var share = Math.Min(step, length) / length;
        return ((initial - end) * Math.Pow(1 - share, power)) + end;
    }
}
