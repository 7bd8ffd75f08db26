namespace LatentSharp;

/// <summary>
/// What the autoencoders of dense layers share: an encoder and a mirrored decoder with ReLU, trained on the mean squared error with Adam
/// and a cosine schedule. The kinds differ in what training changes about its samples and what it adds to the loss.
/// </summary>
/// <typeparam name="TOptions">The options of the kind.</typeparam>
public abstract class DenseAutoencoder<TOptions> : Estimator<TOptions, FittedAutoencoder> where TOptions : AutoencoderOptions, new()
{
    private protected DenseAutoencoder(TOptions? options) : base(options)
    {
    }

    /// <summary>What training changes about its samples (N, D).</summary>
    private protected virtual ICorruption? CorruptionFor(TOptions options, Tensor samples) => null;

    /// <summary>What training adds to the loss.</summary>
    private protected virtual ICodePenalty? PenaltyFor(TOptions options) => null;

    /// <inheritdoc/>
    protected sealed override FittedAutoencoder Learn(Training training)
    {
        ArgumentNullException.ThrowIfNull(training);
        var (options, shape) = (training.Options, training.Samples.Shape[1..]);
        var x = AutoencoderNetwork.Flat(training.Samples);
        var network = AutoencoderNetwork.Create(options, shape, CorruptionFor(options, x), PenaltyFor(options));
        Prepare(network, x, training);
        var validation = training.Validation is { } held ? AutoencoderNetwork.Flat(held) : (Tensor?)null;
        var history = Train(network, x, options.Epochs!.Value, training, validation, training.Callbacks, training.Progress);
        var model = new FittedAutoencoder(options, shape, network, history);
        model.WarnOfDeadUnits(training.Samples);
        return model;
    }

    /// <summary>What comes before the network is trained as a whole.</summary>
    private protected virtual void Prepare(AutoencoderNetwork network, Tensor x, Training training)
    {
    }

    /// <summary>Trains a network to give back its samples.</summary>
    private protected static History Train(
        Model network, Tensor x, int epochs, Training training, Tensor? validation, IReadOnlyList<Callback> callbacks,
        IProgress<TrainingProgress>? progress)
    {
        var batch = training.Options.BatchSize!.Value;
        network.Compile(new Adam(training.Options.ScheduleFor(x.Shape[0], epochs)), Losses.MeanSquaredError);
        return network.Fit(
            x, x, epochs, batch, validation is { } v ? (v, v) : null, callbacks: callbacks, progress: progress, stop: training.Stop,
            cancellationToken: training.Cancellation);
    }
}
