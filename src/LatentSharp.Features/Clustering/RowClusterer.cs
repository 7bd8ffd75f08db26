namespace LatentSharp;

/// <summary>What divides rows themselves into so many clusters, whose number it chooses where none is given.</summary>
/// <typeparam name="TOptions">The options of the kind.</typeparam>
/// <typeparam name="TModel">What it finds.</typeparam>
public abstract class RowClusterer<TOptions, TModel> : UnsupervisedEstimator<TOptions, TModel>
    where TOptions : ClusterOptions, new()
    where TModel : FittedClusterer
{
    private protected RowClusterer(TOptions? options) : base(options)
    {
    }

    private protected sealed override TModel Learn(TOptions options, LearningTask task)
    {
        var samples = task.Training.Samples;
        var rows = samples.Reshape([samples.Shape[0], samples.Shape[1..].Count]);
        var choice = options.Clusters is null ? Choose(rows, options, task.Cancellation) : null;
        var chosen = choice is null ? options : (TOptions)((ClusterOptions)options with { Clusters = choice.Clusters });
        return LearnRows(chosen, samples.Shape[1..], rows, choice?.Reason, task.Cancellation);
    }

    /// <summary>How many clusters suit rows (N, D), and why.</summary>
    private protected abstract ClusterChoice Choose(Tensor rows, TOptions options, CancellationToken cancellation);

    /// <summary>Finds them.</summary>
    /// <param name="options">With the number of clusters.</param>
    /// <param name="sample">The shape of one sample.</param>
    /// <param name="rows">(N, D).</param>
    /// <param name="reason">Why so many, where that was chosen.</param>
    /// <param name="cancellation">Ends the work.</param>
    private protected abstract TModel LearnRows(
        TOptions options, Shape sample, Tensor rows, string? reason, CancellationToken cancellation);
}
