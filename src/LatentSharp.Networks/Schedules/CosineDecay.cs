namespace LatentSharp;

/// <summary>
/// Falls along half a cosine from its top rate to <paramref name="alpha"/> times it within <paramref name="steps"/> steps, and stays there
/// (Loshchilov and Hutter 2017, without restarts). With a warm-up it first rises in a line from the initial rate to the target.
/// </summary>
/// <param name="initial">The rate of the first step; above 0, or 0 and more with a warm-up.</param>
/// <param name="steps">The number of steps of the decay, after the warm-up; above 0.</param>
/// <param name="alpha">The final rate as a share of the top one. Default 0.</param>
/// <param name="warmupTarget">The rate at the end of the warm-up; null, the default, for none.</param>
/// <param name="warmupSteps">The number of steps of the warm-up, refused without a target. Default 0.</param>
/// <exception cref="BadArgumentException">A number is out of its range, or there are steps of a warm-up and no target.</exception>
public sealed class CosineDecay(double initial, long steps, double alpha = 0, double? warmupTarget = null, long warmupSteps = 0) : Schedule
{
    /// <summary>The rate of the first step.</summary>
    public double Initial { get; } = warmupTarget is null
        ? Require.Positive(initial, "CosineDecay: the initial rate") : Require
        .InRange(initial, 0, double.MaxValue, "CosineDecay: the initial rate");

    /// <summary>The number of steps of the decay.</summary>
    public long Steps { get; } = (long)Require.Positive((double)steps, "CosineDecay: steps");

    /// <summary>The final rate as a share of the top one.</summary>
    public double Alpha { get; } = Require.InRange(alpha, 0, 1, "CosineDecay: alpha");

    /// <summary>The rate at the end of the warm-up; null for none.</summary>
    public double? WarmupTarget { get; } = warmupTarget is { } top ? Require.Positive(top, "CosineDecay: the target of the warm-up") : null;

    /// <summary>The number of steps of the warm-up; 0 without a target.</summary>
    public long WarmupSteps { get; } = warmupTarget is null && warmupSteps != 0
        ? throw new BadArgumentException(
            $"CosineDecay: warmupSteps is {warmupSteps}, but there is no warmupTarget; give "
            + "the rate at the end of the warm-up, or no steps.")
        : (long)Require.InRange(warmupSteps, 0, long.MaxValue, "CosineDecay: warmupSteps");

    /// <inheritdoc/>
    public override double At(long step)
    {
        if (WarmupTarget is { } top && step < WarmupSteps) return Initial + ((top - Initial) * step / WarmupSteps);
        var progress = Math.Clamp((step - WarmupSteps) / (double)Steps, 0, 1);
        return (WarmupTarget ?? Initial) * (Alpha + ((1 - Alpha) * 0.5 * (1 + Math.Cos(Math.PI * progress))));
    }
}
