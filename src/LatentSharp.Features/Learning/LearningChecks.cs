namespace LatentSharp;

/// <summary>What every estimator refuses to learn from, and to hand out as learned.</summary>
internal static class LearningChecks
{
    /// <summary>Refuses samples without numbers, with values that are none, or of another shape than those they are compared with.</summary>
    internal static void Samples(string kind, Tensor samples, Tensor? validation)
    {
        if (samples.Rank < 2 || samples.Count == 0 || samples.DType != DType.Float32)
            throw new BadArgumentException($"{kind}: samples {samples.DType} {samples.Shape} do not fit; it takes Float32 (N, …) with at least one sample and one value each.");
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

    /// <summary>The model, unless its training went to infinity.</summary>
    internal static TModel Learned<TModel>(TModel model) where TModel : FittedModel =>
        model.Weights.Values.All(weights => weights.DType != DType.Float32 || Require.AreFinite(weights.AsSpan())) ? model : throw Diverged(model);

    /// <summary>What to say of a model that is no numbers.</summary>
    internal static BadArgumentException Diverged(FittedModel model) => model.Options is TrainedOptions trained
        ? new(FormattableString.Invariant(
            $"{nameof(TrainedOptions.LearningRate)}: {trained.LearningRate} is too large for these data; the loss was no number any more in epoch {model.History.Epochs}, so try a smaller one.")) { Option = nameof(TrainedOptions.LearningRate) }
        : new($"{model.Name}: learned no numbers from these data; their values may be too large.");
}
