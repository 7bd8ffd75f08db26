namespace LatentSharp;

/// <summary>
/// Falls along half a cosine and starts again, each time for a longer period and from another height (SGDR; Loshchilov and Hutter 2017).
/// </summary>
/// <param name="initial">The rate of the first step.</param>
/// <param name="firstSteps">The steps of the first period.</param>
/// <param name="periodFactor">How many times longer each period is than the last. Default 2; 1 or more.</param>
/// <param name="heightFactor">How many times higher each start is than the last. Default 1; above 0.</param>
/// <param name="alpha">The lowest rate as a share of the first. Default 0.</param>
public sealed class CosineDecayRestarts(
    double initial, long firstSteps, double periodFactor = 2, double heightFactor = 1, double alpha = 0) : Schedule
{
    /// <summary>The rate of the first step.</summary>
    public double Initial { get; } = Require.Positive(initial, "CosineDecayRestarts: the initial rate");

    /// <summary>The steps of the first period.</summary>
    public long FirstSteps { get; } = (long)Require.Positive((double)firstSteps, "CosineDecayRestarts: firstSteps");

    /// <summary>How many times longer each period is than the last.</summary>
    public double PeriodFactor { get; } = Require.InRange(periodFactor, 1, double.MaxValue, "CosineDecayRestarts: periodFactor");

    /// <summary>How many times higher each start is than the last.</summary>
    public double HeightFactor { get; } = Require.Positive(heightFactor, "CosineDecayRestarts: heightFactor");

    /// <summary>The lowest rate as a share of the first.</summary>
    public double Alpha { get; } = Require.InRange(alpha, 0, 1, "CosineDecayRestarts: alpha");

    /// <inheritdoc/>
    public override double At(long step)
    {
        // In units of the first period: after i restarts (1 - longerⁱ) / (1 - longer) have passed, or i when none is longer.
        var (time, longer) = (step / (double)FirstSteps, PeriodFactor);
        var restarts = longer == 1 ? Math.Floor(time) : Math.Floor((Math.Log(1 - (time * (1 - longer))) / Math.Log(longer)) + 1e-12);
        var passed = longer == 1 ? restarts : (1 - Math.Pow(longer, restarts)) / (1 - longer);
        var progress = Math.Max(0, (time - passed) / Math.Pow(longer, restarts));
        return Initial * (Alpha + ((1 - Alpha) * 0.5 * Math.Pow(HeightFactor, restarts) * (1 + Math.Cos(Math.PI * progress))));
    }
}
