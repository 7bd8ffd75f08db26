namespace LatentSharp;

/// <summary>
/// Falls along half a cosine from its top rate to <paramref name="alpha"/> times it within <paramref name="steps"/> steps, and stays there
/// (Loshchilov and Hutter 2017, without restarts). With a warm-up it first rises in a line from the initial rate to the target.
/// </summary>
/// <param name="initial">The rate of the first step; above 0, or 0 and more with a warm-up.</param>
/// <param name="steps">The number of steps of the decay, after the warm-up.</param>
/// <param name="alpha">The final rate as a share of the top one. Default 0.</param>
/// <param name="warmupTarget">The rate at the end of the warm-up; null, the default, for none.</param>
/// <param name="warmupSteps">The number of steps of the warm-up. Default 0.</param>
public sealed class CosineDecay(double initial, long steps, double alpha = 0, double? warmupTarget = null, long warmupSteps = 0) : Schedule
{
    private readonly double initial = warmupTarget is null
        ? Require.Positive(initial, "CosineDecay: the initial rate") : Require.InRange(initial, 0, double.MaxValue, "CosineDecay: the initial rate");

    private readonly double alpha = Require.InRange(alpha, 0, 1, "CosineDecay: alpha");
    private readonly double? target = warmupTarget is { } top ? Require.Positive(top, "CosineDecay: the target of the warm-up") : null;
    private readonly long warmup = warmupTarget is null ? 0 : (long)Require.InRange(warmupSteps, 0, long.MaxValue, "CosineDecay: warmupSteps");

    /// <inheritdoc/>
    public override double At(long step)
    {
        if (target is { } top && step < warmup) return initial + ((top - initial) * step / warmup);
        var progress = Math.Clamp((step - warmup) / (double)Math.Max(1, steps), 0, 1);
        return (target ?? initial) * (alpha + ((1 - alpha) * 0.5 * (1 + Math.Cos(Math.PI * progress))));
    }
}
