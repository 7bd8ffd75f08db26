namespace LatentSharp;

/// <summary>How a <see cref="StackedAutoencoder"/> is built and trained.</summary>
public sealed record StackedAutoencoderOptions : AutoencoderOptions
{
    /// <inheritdoc/>
    public override string Kind => "stacked-autoencoder";

    /// <summary>
    /// Passes over the samples for each layer before the whole is trained. Default null: a quarter of <see cref="TrainedOptions.Epochs"/>;
    /// 0 or more.
    /// </summary>
    [Option(
        "--pretraining-epochs", "Passes for each layer before the whole is trained.", AtLeast = 0,
        Automatic = "a quarter of the epochs")]
    public int? PretrainingEpochs { get; init; }

    /// <inheritdoc/>
    public override AutoencoderOptions CompleteFor(Tensor samples)
    {
        var complete = (StackedAutoencoderOptions)base.CompleteFor(samples);
        return complete with { PretrainingEpochs = PretrainingEpochs ?? (complete.Epochs!.Value + 3) / 4 };
    }

    internal override bool LearnsFromPictures => false;

    internal override EstimatorOptions Defaults() => new StackedAutoencoderOptions();

    private protected override string Particulars =>
        PretrainingEpochs is { } epochs ? FormattableString.Invariant($", {Hidden.Count + 1} layers pre-trained for {epochs} each") : "";
}

/// <summary>
/// Learns one layer after the other, each as an autoencoder of what the layers before it give, and then trains all of them together (Bengio
/// et al. 2007, "Greedy layer-wise training of deep networks"). It helps where a deep network does not get going by itself.
/// </summary>
/// <param name="options">How it is built and trained; null for the defaults.</param>
/// <exception cref="BadArgumentException">An option is out of its range.</exception>
public sealed class StackedAutoencoder(StackedAutoencoderOptions? options = null) : DenseAutoencoder<StackedAutoencoderOptions>(options)
{
    /// <summary>Trains each layer with its mirror, on the features of the layers before.</summary>
    private protected override void Prepare(AutoencoderNetwork network, StackedAutoencoderOptions options, LearningTask task)
    {
        var epochs = options.PretrainingEpochs!.Value;
        // The encoder begins by flattening samples, and the decoder ends by giving them their shape again.
        Layer[] down = [.. network.Encoder.Layers.Skip(1)], up = [.. network.Decoder.Layers.SkipLast(1)];
        var set = Through(new Sequential(network.Encoder.Layers[0]) { Seed = options.Seed }, task.Training);
        for (var level = 0; level < down.Length && epochs > 0 && task.Stop is not { IsRequested: true }; level++)
        {
            var pair = new Sequential(down[level], up[^(level + 1)]) { Seed = options.Seed };
            pair.Build(set.Samples.Shape[1..]);
            pair.Compile(new Adam(options.ScheduleFor(set.Count, epochs)), Losses.MeanSquaredError);
            var stage = FormattableString.Invariant($"layer {level + 1} of {down.Length}");
            var layer = new LearningTask(set)
            {
                Progress = task.ProgressOf(stage), Stop = task.Stop, Cancellation = task.Cancellation, Saving = task.Saving,
            };
            layer.Rebuild(pair, options with { Epochs = epochs });
            set = Through(new Sequential(down[level]), set);
        }
    }

    /// <summary>What layers that have learned make of samples.</summary>
    private static LearningSet Through(Sequential layers, LearningSet set) => new(layers.Predict(set.Samples))
    {
        Stream = set.Stream is { } stream ? new PredictedSamples(stream, layers) : null,
    };
}
