namespace LatentSharp;

/// <summary>An estimator whatever its options and its model.</summary>
internal interface IEstimator
{
    /// <summary>Checks, fills in what depends on the samples, and learns.</summary>
    FittedModel Fit(LearningTask task);
}

/// <summary>
/// What every estimator is: options in, a new fitted model out. The estimator itself never changes, so fitting twice gives the same model
/// twice. How it is called follows from what it learns from: samples (<see cref="UnsupervisedEstimator{TOptions, TModel}"/>), or samples
/// with labels (<see cref="ClassifierEstimator{TOptions}"/>).
/// </summary>
/// <typeparam name="TOptions">How it is built and trained.</typeparam>
/// <typeparam name="TModel">What it learns.</typeparam>
public abstract class Estimator<TOptions, TModel> : IEstimator
    where TOptions : EstimatorOptions, new()
    where TModel : FittedModel
{
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="BadArgumentException">An option is out of its range.</exception>
    private protected Estimator(TOptions? options)
    {
        Options = options ?? new TOptions();
        Options.Validate();
    }

    /// <summary>How it is built and trained.</summary>
    public TOptions Options { get; }

    FittedModel IEstimator.Fit(LearningTask task) => Fit(task);

    /// <summary>Checks, fills in what depends on the samples, chooses the epoch, learns, and looks at what was learned.</summary>
    private protected TModel Fit(LearningTask task)
    {
        task = LearningChecks.Checked(Options, task);
        var samples = task.Training.Samples;
        var asked = task.IsPadded is { } padded ? Options.ForSequences(padded) : Options;
        if (task.Vocabulary is { } vocabulary) asked = asked.ForTexts(vocabulary);
        var options = (TOptions)(
            task.Training.Stream is { } many && many.Count > samples.Shape[0] ? asked.ForCount(many.Count) : asked).CompleteFor(samples);
        var model = LearningChecks.Learned(EpochSelection.Learn(options, task, Learn), samples);
        model.Examine(samples);
        return model;
    }

    /// <summary>One training.</summary>
    /// <param name="options">Complete.</param>
    /// <param name="task">Checked.</param>
    private protected abstract TModel Learn(TOptions options, LearningTask task);
}
