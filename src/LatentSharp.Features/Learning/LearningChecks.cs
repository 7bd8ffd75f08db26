namespace LatentSharp;

/// <summary>What every estimator refuses to learn from, and to hand out as learned.</summary>
internal static class LearningChecks
{
    /// <summary>Values beyond this were hardly scaled.</summary>
    private const double Unscaled = 50;

    private const string Remedy = "scale them first, as to mean 0 and standard deviation 1";

    /// <summary>
    /// Refuses samples without numbers, with values that are none, or of another shape than those they are compared with, and labels that
    /// do not fit.
    /// </summary>
    /// <returns>The task, with what is known of it.</returns>
    internal static LearningTask Checked(EstimatorOptions options, LearningTask task)
    {
        var (kind, samples) = (options.Kind, task.Training.Samples);
        if (task.Training.Stream is not null && !options.LearnsFromStreams)
            throw new BadArgumentException(
                $"{kind}: it learns from samples in memory alone; pca, autoencoders, variational autoencoders, adversarial networks and "
                + "classifiers learn from streams.");
        Samples(kind, samples, task.Validation?.Samples);
        // What is solved in one step sums in 64 bits.
        if (options is TrainedOptions) Squarable(kind, samples);
        if (task.Validation is { Count: 0 }) task = task with { Validation = null };
        return options.NeedsLabels ? task.WithClasses(kind, options.LearnsWithoutLabels) : task;
    }

    private static void Samples(string kind, Tensor samples, Tensor? validation)
    {
        if (samples.Rank < 2 || samples.Count == 0 || samples.DType != DType.Float32)
            throw new BadArgumentException(
                $"{kind}: samples {samples.DType} {samples.Shape} do not fit; it takes Float32 "
                + "(N, …) with at least one sample and one value each.");
        if (validation is { } other && (other.Rank != samples.Rank || other.Shape[1..] != samples.Shape[1..]))
            throw new BadArgumentException($"{kind}: validation samples {other.Shape} and samples {samples.Shape} differ in shape.");
        Finite(kind, samples);
        if (validation is { } held) Finite($"{kind}: validation", held);
    }

    /// <summary>Refuses values that are no finite numbers.</summary>
    internal static void Finite(string kind, Tensor samples)
    {
        if (samples.Count > 0) Require.FiniteSamples(samples.AsSpan(), samples.Count / samples.Shape[0], kind);
    }

    /// <summary>
    /// Refuses values so large that the sum of all their squares, as losses and variances have it, is no number of 32 bits.
    /// </summary>
    private static void Squarable(string kind, Tensor samples)
    {
        var largest = SampleRange.Of(samples).Largest;
        if (largest * largest * samples.Count <= float.MaxValue) return;
        throw new BadArgumentException(FormattableString.Invariant(
            $"{kind}: samples hold values up to {largest:G2}, the squares of which do not fit 32 bits; {Remedy}."));
    }

    /// <summary>Whether a training's loss was no number any more, so that there is nothing to say of what it learned.</summary>
    internal static bool BecameNoNumber(History history) =>
        history.Warnings.Any(warning => warning.Kind == TrainingWarningKind.LossNotFinite);

    /// <summary>The model, unless its training went to infinity.</summary>
    internal static TModel Learned<TModel>(TModel model, Tensor samples) where TModel : FittedModel
    {
        if (!model.Weights.Values.All(weights => weights.DType != DType.Float32 || Require.AreFinite(weights.AsSpan())))
            throw Diverged(model, SampleRange.Of(samples));
        return model;
    }

    /// <summary>What to say of a model that is no numbers.</summary>
    /// <param name="model">The model.</param>
    /// <param name="range">What it learned from: large values are a likelier cause than the learning rate.</param>
    internal static BadArgumentException Diverged(FittedModel model, SampleRange range)
    {
        if (model.Options is not TrainedOptions { LearningRate: var rate })
        {
            return new(FormattableString.Invariant(
                $"{model.Name}: samples hold values up to {range.Largest:G2}, and what follows from them does not fit 32 bits; {Remedy}."));
        }
        var epoch = model.History.Epochs;
        if (range.Largest > Unscaled)
        {
            return new(FormattableString.Invariant(
                $"{model.Name}: the loss was no number any more in epoch {epoch}. Samples hold values up to {range.Largest:G3}; ")
                + $"{Remedy}.");
        }
        return new(FormattableString.Invariant($"{nameof(TrainedOptions.LearningRate)}: {rate} is too large for these data; ")
            + FormattableString.Invariant($"the loss was no number any more in epoch {epoch}, ")
            + "so try a smaller one.")
        {
            Option = nameof(TrainedOptions.LearningRate),
        };
    }
}
