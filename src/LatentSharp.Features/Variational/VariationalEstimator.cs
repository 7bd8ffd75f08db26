namespace LatentSharp;

/// <summary>What variational autoencoders share: the training. Their networks differ.</summary>
/// <typeparam name="TOptions">The options of the kind.</typeparam>
public abstract class VariationalEstimator<TOptions> : UnsupervisedEstimator<TOptions, FittedVariationalAutoencoder>
    where TOptions : VariationalOptions, new()
{
    private protected VariationalEstimator(TOptions? options) : base(options)
    {
    }

    private protected sealed override FittedVariationalAutoencoder Learn(TOptions options, LearningTask task)
    {
        var samples = task.Training.Samples;
        var network = options.CreateNetwork(samples.Shape[1..]);
        network.Build(samples.Shape[1..]);
        network.Training = new VariationalTraining(network, options.CreateObjective(), options.Epochs!.Value);
        network.Compile(new Adam(options.ScheduleFor(task.Training.Count)));
        network.RestoreTraining(FirstOrder.Snapshot());
        var history = task.Train(network, options, samples, validation: task.Validation is { } held ? new Batch(held.Samples) : null);
        network.Training = null;
        return new FittedVariationalAutoencoder(options, samples.Shape[1..], network, history);
    }
}
