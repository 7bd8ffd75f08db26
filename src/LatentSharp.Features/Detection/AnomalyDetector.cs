namespace LatentSharp;

/// <summary>What learns, from samples without labels, to tell which are abnormal.</summary>
/// <typeparam name="TOptions">How it learns.</typeparam>
/// <typeparam name="TModel">What it learns.</typeparam>
public abstract class AnomalyDetector<TOptions, TModel> : UnsupervisedEstimator<TOptions, TModel>
    where TOptions : EstimatorOptions, new()
    where TModel : FittedDetector
{
    private protected AnomalyDetector(TOptions? options) : base(options)
    {
    }

    private protected sealed override TModel Learn(TOptions options, LearningTask task)
    {
        var samples = task.Training.Samples;
        var rows = samples.Reshape([samples.Shape[0], samples.Shape[1..].Count]);
        task.Cancellation.ThrowIfCancellationRequested();
        var model = LearnRows(options, samples.Shape[1..], rows, task);
        model.Remember(model.ScoreLearned(rows, task.Cancellation));
        return model;
    }

    /// <summary>Learns from samples as rows.</summary>
    /// <param name="options">Complete.</param>
    /// <param name="sample">The shape of a sample.</param>
    /// <param name="rows">(N, D).</param>
    /// <param name="task">The whole task.</param>
    private protected abstract TModel LearnRows(TOptions options, Shape sample, Tensor rows, LearningTask task);
}
