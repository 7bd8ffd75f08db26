namespace LatentSharp;

/// <summary>What variational autoencoders share: the training. Their networks differ.</summary>
/// <typeparam name="TOptions">The options of the kind.</typeparam>
public abstract class VariationalEstimator<TOptions> : Estimator<TOptions, FittedVariationalAutoencoder> where TOptions : VariationalOptions, new()
{
    private protected VariationalEstimator(TOptions? options) : base(options)
    {
    }

    /// <inheritdoc/>
    protected sealed override FittedVariationalAutoencoder Learn(Training training)
    {
        ArgumentNullException.ThrowIfNull(training);
        var (options, samples) = (training.Options, training.Samples);
        var (epochs, batch) = (options.Epochs!.Value, options.BatchSize!.Value);
        var network = options.CreateNetwork(samples.Shape[1..]);
        network.Build(samples.Shape[1..]);
        network.Training = new VariationalTraining(network, options.CreateObjective(), epochs);
        network.Compile(new Adam(options.ScheduleFor(samples.Shape[0], epochs)));
        network.RestoreTraining(FirstOrder.Snapshot());
        var history = network.Fit(
            samples, epochs: epochs, batchSize: batch, validation: training.Validation is { } held ? new Batch(held) : null,
            callbacks: training.Callbacks, progress: training.Progress, stop: training.Stop, cancellationToken: training.Cancellation);
        network.Training = null;
        var model = new FittedVariationalAutoencoder(options, samples.Shape[1..], network, history);
        model.WarnOfCollapse(samples);
        return model;
    }
}
