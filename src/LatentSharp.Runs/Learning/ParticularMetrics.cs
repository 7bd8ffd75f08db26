namespace LatentSharp;

/// <summary>The figures that only some kinds of models have.</summary>
internal static class ParticularMetrics
{
    /// <summary>Codes drawn for each held-out sample to measure the bound.</summary>
    private const int Draws = 5;

    /// <summary>The metrics with what the model's kind has beside them.</summary>
    internal static RunMetrics AddTo(RunMetrics metrics, FittedModel model, PreparedData data) => model switch
    {
        FittedVariationalAutoencoder variational => Bound(metrics, variational.Elbo(data.HeldOut.Scaled, Draws)),
        FittedGan gan => metrics with
        {
            GeneratorLoss = Last(gan, "generator_loss"),
            DiscriminatorLoss = Last(gan, "discriminator_loss"),
            DiscriminatorAccuracyReal = Last(gan, "discriminator_accuracy_real"),
            DiscriminatorAccuracyFake = Last(gan, "discriminator_accuracy_fake"),
        },
        _ => metrics,
    };

    private static RunMetrics Bound(RunMetrics metrics, EvidenceBound bound) => metrics with
    {
        ValidationLoss = ModelMetrics.Finite(-bound.Elbo),
        Elbo = ModelMetrics.Finite(bound.Elbo),
        ElboReconstruction = ModelMetrics.Finite(bound.Reconstruction),
        ElboKl = ModelMetrics.Finite(bound.Kl),
        KlPerUnit = [.. bound.KlPerUnit.ToArray().Select(nats => double.IsFinite(nats) ? Math.Round(nats, 6) : 0)],
    };

    private static double? Last(FittedGan model, string series) => Measurement.Last(model.History, series) is { } value ? ModelMetrics.Finite(value) : null;
}
