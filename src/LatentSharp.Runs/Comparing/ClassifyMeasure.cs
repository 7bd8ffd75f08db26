namespace LatentSharp;

/// <summary>The accuracy of a linear classifier on the features, or of a classifier itself.</summary>
internal sealed class ClassifyMeasure : GoalMeasure
{
    public override string InWords => "accuracy of a linear classifier on the features";

    public override IReadOnlyList<string> Beside => ["each class alike"];

    public override string? Refuses(Dataset data) => NeedsLabels(data, "tell classes apart") ?? NeedsClasses(data);

    public override Score Of(Learned learned, PreparedPart part)
    {
        var truth = part.Labels!.Value.ToArray<int>();
        var answers = learned.Model is IClassifier classifier
            ? Ops.ArgMax(classifier.PredictProbabilities(part.Scaled)).ToArray<int>()
            : Probe(learned).Predict(learned.Features(part)).ToArray<int>();
        return Score.MeanOf([.. truth.Zip(answers, (one, other) => one == other ? 1.0 : 0)]) with
        {
            Beside = [truth.Zip(answers).GroupBy(pair => pair.First).Average(own => own.Average(pair => pair.Second == own.Key ? 1.0 : 0))],
        };
    }

    /// <summary>Where there are too many samples it is fitted on a share of them, drawn by class.</summary>
    private static FittedLinearProbe Probe(Learned learned)
    {
        var samples = new Probing.Part(learned.TrainingFeatures, learned.Training.Labels!.Value, "");
        var (fitted, _) = EvaluationBudget.Samples(samples.Size, 1, samples.Features.Shape[1], samples.Classes);
        samples = samples.Draw(fitted);
        return new LinearProbe { VarianceFloor = FeatureEvaluation.VarianceFloor }.Fit(samples.Features, samples.Labels);
    }
}
