using System.Globalization;

namespace LatentSharp;

/// <summary>Looks at an adversarial training for what a user should know.</summary>
internal static class AdversarialDiagnosis
{
    private const int Samples = 512;

    /// <summary>Generated samples whose variance is below this share of the data's are nearly one sample.</summary>
    private const double LeastSpread = 0.1;

    /// <summary>A discriminator that is right more often than this, in so many epochs at the end, has won.</summary>
    private const double AlwaysRight = 0.999;
    private const int WonEpochs = 3;

    internal static void Examine(FittedGan model, Tensor data)
    {
        var history = model.History;
        if (LearningChecks.BecameNoNumber(history)) return;
        var (made, real) = (Variance(model.Sample(Samples)), Variance(data.Rows(0, Math.Min(data.Shape[0], Samples))));
        if (real > 0 && made < LeastSpread * real)
        {
            history.Warn(new TrainingWarning(
                TrainingWarningKind.GeneratorCollapsed,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The generated samples are nearly the same: their variance is {made:G2}, that of the data {real:G2}."),
                "Train longer, give the generator a smaller learning rate, or take Wasserstein's "
                + "objective with a gradient penalty (wgan-gp)."));
        }
        if (model.Options.CreateObjective().Boundary is null) return;
        var (onReal, onFake) = (history["discriminator_accuracy_real"], history["discriminator_accuracy_fake"]);
        if (onReal.Count < WonEpochs
            || !onReal.TakeLast(WonEpochs).Concat(onFake.TakeLast(WonEpochs)).All(accuracy => accuracy > AlwaysRight))
            return;
        history.Warn(new TrainingWarning(
            TrainingWarningKind.DiscriminatorTooStrong,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The discriminator was always right in the last {WonEpochs} epochs, so the generator learned little."),
            "Give the discriminator a smaller learning rate, label real samples 0.9, or take Wasserstein's "
            + "objective with a gradient penalty (wgan-gp), whose critic may be strong."));
    }

    /// <summary>The variance of each value over the samples, the mean over the values.</summary>
    private static double Variance(Tensor samples)
    {
        var x = samples.AsSpan();
        var rows = samples.Shape[0];
        var cols = x.Length / rows;
        var total = 0.0;
        for (var c = 0; c < cols; c++)
        {
            var (sum, squares) = (0.0, 0.0);
            for (var i = c; i < x.Length; i += cols) sum += x[i];
            for (var i = c; i < x.Length; i += cols) squares += Math.Pow(x[i] - (sum / rows), 2);
            total += squares / rows;
        }
        return total / cols;
    }
}
