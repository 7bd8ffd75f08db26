namespace LatentSharp;

/// <summary>
/// An adversarial network whose critic measures a distance that falls as samples get better, kept honest by a penalty on its gradient (Gulrajani et al.
/// 2017): slower than others and seldom a failure. Layers are fully connected.
/// </summary>
/// <param name="options">How it is built and trained; null for the defaults.</param>
/// <exception cref="BadArgumentException">An option is out of its range.</exception>
public sealed class WassersteinGan(WassersteinGanOptions? options = null) : AdversarialEstimator<WassersteinGanOptions>(options);

/// <summary>How a <see cref="WassersteinGan"/> is built and trained.</summary>
public record WassersteinGanOptions : GanOptions
{
    /// <summary>Creates the defaults.</summary>
    public WassersteinGanOptions()
    {
        Objective = AdversarialLoss.Wasserstein;
        GradientPenalty = 10;
        CriticSteps = 5;
        Beta1 = 0;
        LearningRate = 1e-4;
        DiscriminatorLearningRate = 1e-4;
    }

    /// <inheritdoc/>
    public override string Kind => "wgan-gp";

    internal override EstimatorOptions Defaults() => new WassersteinGanOptions();

    private protected override double Beta2 => 0.9;
}
