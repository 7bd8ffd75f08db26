namespace LatentSharp;

/// <summary>What the autoencoders share whose networks take samples in their own shape: trained on the mean squared error by Adam on a cosine.</summary>
/// <typeparam name="TOptions">The options of the kind.</typeparam>
public abstract class NetworkAutoencoder<TOptions> : Estimator<TOptions, FittedNetworkAutoencoder> where TOptions : NetworkAutoencoderOptions, new()
{
    private protected NetworkAutoencoder(TOptions? options) : base(options)
    {
    }

    /// <inheritdoc/>
    protected sealed override FittedNetworkAutoencoder Learn(Training training)
    {
        ArgumentNullException.ThrowIfNull(training);
        var (options, x) = (training.Options, training.Samples);
        var (epochs, batch) = (options.Epochs!.Value, options.BatchSize!.Value);
        var network = options.CreateNetwork(x.Shape[1..]);
        network.Build(x.Shape[1..]);
        network.Compile(options.CreateOptimizer(options.ScheduleFor(x.Shape[0], epochs)), Losses.MeanSquaredError);
        var history = network.Fit(
            x, x, epochs, batch, training.Validation is { } held ? (held, held) : null, callbacks: training.Callbacks,
            progress: training.Progress, stop: training.Stop, cancellationToken: training.Cancellation);
        return new FittedNetworkAutoencoder(options, x.Shape[1..], network, history);
    }
}
