namespace LatentSharp;

/// <summary>An autoencoder that has learned whose network takes samples in their own shape: samples to features and back.</summary>
public sealed class FittedNetworkAutoencoder : FeatureModel
{
    private readonly AutoencoderNetwork network;

    internal FittedNetworkAutoencoder(NetworkAutoencoderOptions options, Shape inputShape, AutoencoderNetwork network, History history)
        : base(options, inputShape, network, history) => this.network = network;

    /// <inheritdoc/>
    public override NetworkAutoencoderOptions Options => (NetworkAutoencoderOptions)base.Options;

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

    /// <summary>
    /// What is left of samples after they went through the features; 0 in steps of padding: (N, InputShape…) -> the same.
    /// </summary>
    public override Tensor Reconstruct(Tensor samples)
    {
        var rebuilt = base.Reconstruct(samples);
        if (!Options.MasksZeros) return rebuilt;
        var mask = AutoencoderNetwork.Mask(samples);
        return Ops.Reshape(
            Ops.Reshape(rebuilt, [.. mask.Shape.AsSpan(), -1]) * Ops.Reshape(mask, [.. mask.Shape.AsSpan(), 1]), rebuilt.Shape);
    }
}
