namespace LatentSharp;

/// <summary>An autoencoder of any kind that has learned: samples to features and back.</summary>
public sealed class FittedAutoencoder : FeatureModel
{
    private readonly AutoencoderNetwork network;

    internal FittedAutoencoder(AutoencoderOptions options, Shape inputShape, AutoencoderNetwork network, History history)
    {
        Options = options;
        InputShape = inputShape;
        this.network = network;
        History = history;
    }

    /// <summary>Puts a saved model together again.</summary>
    /// <param name="options">As they were at training.</param>
    /// <param name="inputShape">The shape of one sample.</param>
    /// <param name="weights">All parameters by their names, as <see cref="Weights"/> gave them.</param>
    /// <exception cref="BadArgumentException">A weight is missing, left over or of another shape.</exception>
    public static FittedAutoencoder FromWeights(AutoencoderOptions options, Shape inputShape, IReadOnlyDictionary<string, Tensor> weights)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(weights);
        options.Validate();
        // The network allocates what the options say, so these are held against the weights that are there already.
        var (needed, there) = (options.CountParameters(inputShape), weights.Values.Sum(weight => (long)weight.Count));
        if (needed != there) throw new BadArgumentException($"{options.Kind}: a network of these widths has {needed} weights, but {there} are there.");
        var network = AutoencoderNetwork.Create(options, inputShape);
        network.SetWeights(weights);
        return new FittedAutoencoder(options, inputShape, network, new History());
    }

    /// <summary>The options, of the record of its kind; complete.</summary>
    public override AutoencoderOptions Options { get; }

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
        return network.Encoder.Predict(AutoencoderNetwork.Flat(samples));
    }

    /// <inheritdoc/>
    public override Tensor InverseTransform(Tensor features)
    {
        CheckFeatures(features);
        return network.Decoder.Predict(features).Reshape(InputShape.Prepend(features.Shape[0]));
    }

    /// <summary>A code unit that never changes carries nothing.</summary>
    internal void WarnOfDeadUnits(Tensor samples)
    {
        var codes = Transform(samples.Rows(0, Math.Min(samples.Shape[0], 1000)));
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
