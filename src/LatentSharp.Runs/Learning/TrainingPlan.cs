namespace LatentSharp;

/// <summary>What an estimator will do, as far as it is known before it begins.</summary>
/// <param name="Epochs">The epochs of one training.</param>
/// <param name="Folds">The trainings that choose the number of epochs, before the one that counts; 0 without cross-validation.</param>
/// <param name="EndsEarly">Whether rows that are set aside, or clusters that have settled, may end it before its last epoch.</param>
/// <param name="Work">At least how many multiplications all epochs of all trainings take; null where nobody can tell.</param>
/// <param name="WorkOfOne">The same of one training on all rows.</param>
internal sealed record TrainingPlan(int Epochs, int Folds, bool EndsEarly, double? Work, double? WorkOfOne)
{
    /// <summary>At least how many multiplications come after the epochs, as quick as theirs.</summary>
    public double LaterWork { get; init; }

    /// <summary>At least how long takes what comes after the epochs besides.</summary>
    public TimeSpan Later { get; init; }

    /// <summary>Whether it can be ended with what was learned until then.</summary>
    public bool CanStop { get; init; } = true;

    /// <summary>A step computes forward once, and backward the gradients of what went in and of the weights.</summary>
    private const int Forward = 1, ForwardAndBackward = 3;

    /// <summary>Of complete options; null for what is solved at once.</summary>
    public static TrainingPlan? Of(EstimatorOptions options, LearningSet set)
    {
        if (options is not TrainedOptions { Epochs: { } epochs }) return null;
        if (options is not ValidatedOptions validated) return new TrainingPlan(epochs, 0, EndsEarly: false, null, null);
        var work = validated.LeastWorkOfSample(set.Samples.Shape[1..]);
        return Of(validated.EarlyStopping, epochs, set.Count, EpochSelection.HeldRows(options, set), work);
    }

    /// <summary>Of a way of choosing the epoch.</summary>
    /// <param name="mode">Decided: not <see cref="EarlyStoppingMode.Auto"/>.</param>
    /// <param name="epochs">The epochs of one training.</param>
    /// <param name="rows">The rows to learn from.</param>
    /// <param name="held">Those of them that are set aside.</param>
    /// <param name="work">The multiplications of one pass of a row; null where nobody can tell.</param>
    internal static TrainingPlan Of(EarlyStoppingMode mode, int epochs, int rows, int held, double? work)
    {
        var folds = mode == EarlyStoppingMode.CrossValidation ? Math.Min(EpochSelection.Folds, rows) : 0;
        // Each row is in every fold but one, and is measured there. The training after them may end with its first epoch.
        var passes = folds > 0
            ? (epochs * (double)rows * ((ForwardAndBackward * (folds - 1)) + Forward)) + (ForwardAndBackward * rows)
            : epochs * ((ForwardAndBackward * (double)(rows - held)) + (Forward * held));
        return new TrainingPlan(
            epochs, folds, mode == EarlyStoppingMode.Yes, passes * work, epochs * (double)rows * ForwardAndBackward * work);
    }
}
