namespace LatentSharp;

/// <summary>
/// What the autoencoders of dense layers share: an encoder and a mirrored decoder with ReLU, trained on the mean squared error with Adam
/// and a cosine schedule. The kinds differ in what training changes about its samples and what it adds to the loss.
/// </summary>
/// <typeparam name="TOptions">The options of the kind.</typeparam>
public abstract class DenseAutoencoder<TOptions> : UnsupervisedEstimator<TOptions, FittedAutoencoder>
    where TOptions : AutoencoderOptions, new()
{
    private protected DenseAutoencoder(TOptions? options) : base(options)
    {
    }

    /// <summary>What training changes about its samples (N, …).</summary>
    private protected virtual ICorruption? CorruptionFor(TOptions options, Tensor samples) => null;

    /// <summary>What training adds to the loss.</summary>
    private protected virtual ICodePenalty? PenaltyFor(TOptions options) => null;

    private protected sealed override FittedAutoencoder Learn(TOptions options, LearningTask task)
    {
        var samples = task.Training.Samples;
        var network = options.CreateNetwork(samples.Shape[1..]);
        network.Build(samples.Shape[1..]);
        (network.Corruption, network.Penalty) = (CorruptionFor(options, samples), PenaltyFor(options));
        Prepare(network, options, task);
        network.Compile(new Adam(options.ScheduleFor(task.Training.Count)), Losses.MeanSquaredError);
        var history = task.Rebuild(network, options);
        return new FittedAutoencoder(options, samples.Shape[1..], network, history);
    }

    /// <summary>What comes before the network is trained as a whole.</summary>
    private protected virtual void Prepare(AutoencoderNetwork network, TOptions options, LearningTask task)
    {
    }
}
