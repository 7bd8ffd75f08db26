namespace LatentSharp;

/// <summary>
/// What adversarial networks share: the training. Their networks and objectives differ. There is no loss that tells how good they are, so
/// validation samples are not used.
/// </summary>
/// <typeparam name="TOptions">The options of the kind.</typeparam>
public abstract class AdversarialEstimator<TOptions> : UnsupervisedEstimator<TOptions, FittedGan> where TOptions : AdversarialOptions, new()
{
    private protected AdversarialEstimator(TOptions? options) : base(options)
    {
    }

    private protected sealed override FittedGan Learn(TOptions options, LearningTask task)
    {
        var samples = task.Training.Samples;
        var shape = samples.Shape[1..];
        var network = options.CreateNetwork(shape);
        network.Build(shape);
        network.SetRange(task.Training.Range());
        var average = options.AverageDecay > 0 ? options.CreateGenerator(shape) : null;
        average?.Build(options.LatentSize);
        var steps = new AdversarialTraining(network, options, average);
        network.Compile(steps.Optimizer);
        network.RestoreTraining(FirstOrder.Snapshot());
        network.Training = steps;
        var history = task.Train(network, options, samples);
        steps.Finish();
        network.Training = null;
        return new FittedGan(options, shape, network, history);
    }
}
