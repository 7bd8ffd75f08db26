namespace LatentSharp;

/// <summary>
/// An adversarial network that has learned: new samples from noise, and features of samples by the discriminator. It has no way from a
/// sample back to the noise, so it is no <see cref="FeatureModel"/>.
/// </summary>
public sealed class FittedGan : FittedModel, IGenerative
{
    private readonly AdversarialNetwork network;

    internal FittedGan(AdversarialOptions options, Shape inputShape, AdversarialNetwork network, History history)
        : base(options, inputShape, network, history) => this.network = network;

    /// <inheritdoc/>
    public override AdversarialOptions Options => (AdversarialOptions)base.Options;

    /// <summary>The size of the discriminator's last hidden layer, or the number of filters of its last convolution.</summary>
    public override int FeatureSize => network.FeatureSize;

    /// <summary>
    /// What the discriminator's last hidden layer says of samples, averaged over the places of an image: (N, InputShape…) -> (N,
    /// FeatureSize).
    /// </summary>
    /// <inheritdoc/>
    public override Tensor Transform(Tensor samples)
    {
        CheckSamples(samples);
        return network.Features(samples);
    }

    /// <summary>The discriminator's scores of samples, higher for what it takes for real: (N, InputShape…) -> (N).</summary>
    /// <exception cref="BadArgumentException">The samples have another shape than the model's.</exception>
    public Tensor Discriminate(Tensor samples)
    {
        CheckSamples(samples);
        return network.Scores(samples);
    }

    /// <summary>How generator and discriminator stood in the last epoch; nothing of a model that was loaded.</summary>
    /// <inheritdoc/>
    public override ModelReport Measure(Tensor samples, Tensor? labels = null)
    {
        return new()
        {
            Figures =
            [
                .. Last("generator_loss", "generatorLoss", "Generator loss, last epoch", "of training"),
                .. Last("discriminator_loss", "discriminatorLoss", "Discriminator loss, last epoch", "of training"),
                .. Last(
                    "discriminator_accuracy_real", "discriminatorAccuracyReal", "Real samples taken for real, last epoch",
                    "by the discriminator, in training; 50 % where it cannot tell", isShare: true),
                .. Last(
                    "discriminator_accuracy_fake", "discriminatorAccuracyFake", "Generated samples taken for generated, last epoch",
                    "by the discriminator, in training; 50 % where it cannot tell", isShare: true),
            ],
        };

        ModelFigure[] Last(string series, string name, string title, string note, bool isShare = false) =>
            History[series] is { Count: > 0 } values ? [new(name, title, note, values[^1]) { IsShare = isShare }] : [];
    }

    /// <summary>Samples from noise, in the units of the data: (N, LatentSize) -> (N, InputShape…).</summary>
    /// <exception cref="BadArgumentException">The noise has another size than <see cref="FittedModel.LatentSize"/>.</exception>
    public Tensor Generate(Tensor latents)
    {
        CheckFeatures(latents);
        var samples = network.Generator.Predict(latents);
        using var scope = InferenceScope.Open();
        return network.Widen(samples).Keep();
    }

    /// <summary>A generator that makes one sample, or a discriminator that is always right.</summary>
    internal override void Examine(Tensor samples) => AdversarialDiagnosis.Examine(this, samples);
}
