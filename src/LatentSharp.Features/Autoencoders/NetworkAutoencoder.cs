namespace LatentSharp;

/// <summary>
/// What the autoencoders share whose networks take samples in their own shape: trained on the mean squared error by Adam on a cosine.
/// </summary>
/// <typeparam name="TOptions">The options of the kind.</typeparam>
public abstract class NetworkAutoencoder<TOptions> : UnsupervisedEstimator<TOptions, FittedNetworkAutoencoder>
    where TOptions : NetworkAutoencoderOptions, new()
{
    private protected NetworkAutoencoder(TOptions? options) : base(options)
    {
    }

    private protected sealed override FittedNetworkAutoencoder Learn(TOptions options, LearningTask task)
    {
        var samples = task.Training.Samples;
        var network = options.CreateNetwork(samples.Shape[1..]);
        network.Build(samples.Shape[1..]);
        network.Compile(options.CreateOptimizer(options.ScheduleFor(task.Training.Count)), Losses.MeanSquaredError);
        var history = task.Rebuild(network, options);
        return new FittedNetworkAutoencoder(options, samples.Shape[1..], network, history);
    }
}
