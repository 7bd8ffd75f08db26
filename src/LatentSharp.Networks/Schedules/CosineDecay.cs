namespace LatentSharp;

/// <summary>
/// Falls along half a cosine from <paramref name="initial"/> to <paramref name="alpha"/> times it within
/// <paramref name="steps"/> steps, and stays there (Loshchilov and Hutter 2017, without restarts).
/// </summary>
/// <param name="initial">The rate of the first step.</param>
/// <param name="steps">The number of steps of the decay.</param>
/// <param name="alpha">The final rate as a share of the first. Default 0.</param>
public sealed class CosineDecay(double initial, long steps, double alpha = 0) : Schedule
{
    private readonly double initial = Require.Positive(initial, "CosineDecay: the initial rate");
    private readonly double alpha = Require.InRange(alpha, 0, 1, "CosineDecay: alpha");

    /// <inheritdoc/>
    public override double At(long step)
    {
        var progress = Math.Clamp(step / (double)Math.Max(1, steps), 0, 1);
        return initial * (alpha + ((1 - alpha) * 0.5 * (1 + Math.Cos(Math.PI * progress))));
    }
}
