using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>What can be read of the labels from a model's features, and on which samples that was asked.</summary>
/// <param name="Scores">How probes classify.</param>
/// <param name="InWords">Which samples they were fitted on and which were classified.</param>
internal sealed record Probing(FeatureEvaluation Scores, string InWords)
{
    /// <summary>
    /// Probes that are fitted on the training part and score the held-out one, each on a sample where they are too large; null without
    /// labels.
    /// </summary>
    public static Probing? Of(
        PreparedData data, Tensor trainingFeatures, Tensor heldOutFeatures, IProgress<LearnEvent>? listener,
        CancellationToken cancellation) =>
        data.Training.Labels is { } training && data.HeldOut.Labels is { } heldOut
            ? Of(
                data.LabelledRows is { } known
                    ? new(trainingFeatures.Take(known), training.Take(known), "to learn from that have labels")
                    : new(trainingFeatures, training, "to learn from"), new(heldOutFeatures, heldOut, "held out"), data.Balance, listener,
                cancellation)
            : null;

    /// <summary>Probes that are fitted on one part and score another.</summary>
    public static Probing Of(
        Part training, Part test, ClassBalance? balance, IProgress<LearnEvent>? listener, CancellationToken cancellation)
    {
        var (fitted, scored) = EvaluationBudget.Samples(training.Size, test.Size, training.Features.Shape[1], training.Classes);
        listener?.Report(
            new LearnEvent.Evaluating(
                $"nearest neighbours and linear probe, {Plural(scored, "sample")} by {Count(fitted)}", training.Size + test.Size));
        var (from, to) = (training.Draw(fitted), test.Draw(scored));
        var scores = FeatureEvaluation.Compute(from.Features, from.Labels, to.Features, to.Labels, balance?.Rarest, cancellation);
        return new Probing(scores, $"fitted on {training.Share(fitted)}, measured on {test.Share(scored)}");
    }

    /// <summary>Probes that are cross-validated on samples without a part to learn from; null when no class has two of them.</summary>
    public static Probing? CrossValidated(Part samples, ClassBalance? balance, CancellationToken cancellation)
    {
        // Where no class has two samples, none could be recognised by another.
        if (samples.Size <= samples.Classes) return null;
        var (fitted, scored) = EvaluationBudget.Samples(samples.Size, samples.Size, samples.Features.Shape[1], samples.Classes);
        var drawn = samples.Draw(Math.Min(fitted, scored));
        var scores = FeatureEvaluation.CrossValidate(drawn.Features, drawn.Labels, rarest: balance?.Rarest, cancellation: cancellation);
        return new Probing(scores, $"cross-validated in {Math.Min(5, drawn.Size)} parts on {samples.Share(drawn.Size)}");
    }

    /// <summary>Features of samples (N, k) with their labels, and what the samples are called.</summary>
    internal sealed record Part(Tensor Features, Tensor Labels, string Name)
    {
        public int Size => Labels.Count;

        public int Classes => Labels.ToArray<int>().Distinct().Count();

        public Part Draw(int count)
        {
            if (count >= Size) return this;
            var rows = StratifiedRows.Draw(Size, Labels, count, seed: 0);
            return new(Features.Take(rows), Labels.Take(rows), Name);
        }

        /// <summary><c>the 360 samples held out</c>, or <c>10,000 of the 200,000 samples held out, drawn by class</c>.</summary>
        public string Share(int drawn) => drawn >= Size
            ? $"the {Plural(Size, "sample")} {Name}"
            : $"{Count(drawn)} of the {Plural(Size, "sample")} {Name}, drawn by class";
    }
}
