namespace LatentSharp;

/// <summary>An autoencoder that has learned: samples to features and back.</summary>
public sealed class FittedNetworkAutoencoder : FeatureModel
{
    private readonly EncoderDecoder network;

    internal FittedNetworkAutoencoder(NetworkAutoencoderOptions options, Shape inputShape, EncoderDecoder network, History history) =>
        (Options, InputShape, this.network, History) = (options, inputShape, network, history);

    /// <summary>Puts a saved model together again.</summary>
    /// <param name="options">As they were at training.</param>
    /// <param name="inputShape">The shape of one sample.</param>
    /// <param name="weights">All parameters by their names, as <see cref="Weights"/> gave them.</param>
    /// <exception cref="BadArgumentException">A weight is missing, left over or of another shape.</exception>
    public static FittedNetworkAutoencoder FromWeights(NetworkAutoencoderOptions options, Shape inputShape, IReadOnlyDictionary<string, Tensor> weights)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(weights);
        options.Validate();
        var network = options.CreateNetwork(inputShape);
        NetworkWeights.Build(options.Kind, network, inputShape, weights);
        return new FittedNetworkAutoencoder(options, inputShape, network, new History());
    }

    /// <summary>The options, of the record of its kind; complete.</summary>
    public override NetworkAutoencoderOptions Options { get; }

    /// <inheritdoc/>
    public override Shape InputShape { get; }

    /// <inheritdoc/>
    public override int ParameterCount => network.ParameterCount;

    /// <inheritdoc/>
    public override History History { get; }

    /// <summary>All parameters by name, as <c>encoder/code/kernel</c>.</summary>
    public override IReadOnlyDictionary<string, Tensor> Weights => network.GetWeights();

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

    /// <summary>What is left of samples after they went through the features; 0 in steps of padding: (N, InputShape…) -> the same.</summary>
    public override Tensor Reconstruct(Tensor samples)
    {
        var rebuilt = base.Reconstruct(samples);
        if (!Options.MasksZeros) return rebuilt;
        var mask = EncoderDecoder.Mask(samples);
        return Ops.Reshape(Ops.Reshape(rebuilt, [.. mask.Shape.AsSpan(), -1]) * Ops.Reshape(mask, [.. mask.Shape.AsSpan(), 1]), rebuilt.Shape);
    }
}
