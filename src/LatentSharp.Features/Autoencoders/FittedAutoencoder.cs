namespace LatentSharp;

/// <summary>An autoencoder of dense layers that has learned: samples to features and back.</summary>
public sealed class FittedAutoencoder : FeatureModel
{
    private const int MostExamined = 1_000;

    private readonly AutoencoderNetwork network;

    internal FittedAutoencoder(AutoencoderOptions options, Shape inputShape, AutoencoderNetwork network, History history)
        : base(options, inputShape, network, history) => this.network = network;

    /// <inheritdoc/>
    public override AutoencoderOptions Options => (AutoencoderOptions)base.Options;

    /// <inheritdoc/>
    public override Tensor Transform(Tensor samples)
    {
        CheckSamples(samples);
        return network.Encoder.Predict(samples);
    }

    /// <inheritdoc/>
    public override Tensor InverseTransform(Tensor features)
    {
        CheckFeatures(features);
        return network.Decoder.Predict(features);
    }

    internal override Tensor? Record(Tensor samples) => network.Encoder.Call(samples, CallContext.Inference);

    internal override Tensor? RecordRebuilt(Tensor samples) => network.Decoder.Call(Record(samples)!.Value, CallContext.Inference);

    /// <summary>A code unit that never changes carries nothing.</summary>
    internal override void Examine(Tensor samples)
    {
        base.Examine(samples);
        var codes = Transform(samples.Rows(0, Math.Min(samples.Shape[0], MostExamined)));
        var values = codes.AsSpan();
        var dead = 0;
        for (var unit = 0; unit < LatentSize && codes.Shape[0] > 1; unit++)
        {
            var constant = true;
            for (var row = 1; row < codes.Shape[0] && constant; row++) constant = values[(row * LatentSize) + unit] == values[unit];
            if (constant) dead++;
        }
        if (dead > 0)
        {
            History.Warn(new TrainingWarning(
                TrainingWarningKind.DeadUnits, $"{dead} of {LatentSize} features have the same value for every sample.",
                "Train longer, use a smaller learning rate, or ask for fewer features."));
        }
    }
}
