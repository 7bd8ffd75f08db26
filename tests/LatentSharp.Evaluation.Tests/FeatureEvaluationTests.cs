namespace LatentSharp.Tests;

public class FeatureEvaluationTests
{
    [Fact]
    public void Both_probes_are_fitted_on_one_part_and_scored_on_the_other()
    {
        var (trainX, trainY, testX, testY) = Halves.Iris();
        var evaluation = FeatureEvaluation.Compute(trainX, trainY, testX, testY);
        evaluation.LinearProbeAccuracy.ShouldBe(EvaluationReference.Number("probe", "iris", "accuracy"), 0.005);
        var neighbors = EvaluationReference.Labels("knn", "iris", "predictions");
        // Three of the 75 hang on neighbors that are equally far.
        evaluation.KnnAccuracy.ShouldBe(Classification.Accuracy(testY, neighbors), 3.01 / 75);
    }

    [Fact]
    public void A_few_samples_are_enough()
    {
        var (x, y) = (Tensor.From(new float[,] { { 0 }, { 0 }, { 9 } }), Tensor.From(1, 1, 2));
        // Three voters: always the commoner class. The linear classifier tells them apart.
        var evaluation = FeatureEvaluation.Compute(x, y, x, y);
        (
            evaluation.KnnAccuracy, evaluation.LinearProbeAccuracy, evaluation.TrainingSamples,
            evaluation.TestSamples).ShouldBe((2 / 3.0, 1, 3, 3));
    }

    [Fact]
    public void Parts_that_do_not_fit_together_are_refused()
    {
        var (trainX, trainY, testX, testY) = Halves.Iris();
        Should.Throw<BadArgumentException>(() => FeatureEvaluation.Compute(trainX, trainY, testX, testY.Rows(0, 3)));
        Should.Throw<BadArgumentException>(() => FeatureEvaluation.Compute(Tensor.Zeros([0, 4]), Tensor.From<int>(), testX, testY));
    }

    [Fact]
    public void A_rare_class_is_seen_as_by_scikit_learn()
    {
        // Accuracy is that of always naming the frequent class, or next to it; the other figures tell the features apart.
        var (x, y) = (EvaluationReference.Matrix("rare", "rows"), EvaluationReference.Labels("rare", "labels"));
        int[] even = [.. Enumerable.Range(0, 120).Where(row => row % 2 == 0)],
            odd = [.. Enumerable.Range(0, 120).Where(row => row % 2 == 1)];
        var evaluation = FeatureEvaluation.Compute(x.Take(even), y.Take(even), x.Take(odd), y.Take(odd));
        ShouldBe(evaluation.Neighbours, "knn");
        ShouldBe(evaluation.Probe with { Accuracy = EvaluationReference.Number("rare", "balanced", "accuracy") }, "balanced");
        evaluation.LinearProbeAccuracy.ShouldBe(EvaluationReference.Number("rare", "plain", "accuracy"), 1e-12);

        static void ShouldBe(RecognitionScores scores, string model)
        {
            scores.Accuracy.ShouldBe(EvaluationReference.Number("rare", model, "accuracy"), 1e-12);
            scores.BalancedAccuracy.ShouldBe(EvaluationReference.Number("rare", model, "balanced"), 1e-12);
            scores.RarestRecall.ShouldBe(EvaluationReference.Number("rare", model, "recall"), 1e-12);
            scores.AveragePrecision.ShouldBe(EvaluationReference.Number("rare", model, "precision"), 1e-9);
        }
    }

    [Fact]
    public void Cross_validation_classifies_every_sample_once_by_probes_that_did_not_see_it()
    {
        var groups = Tensor.From(Enumerable.Range(0, 40).Select(i => (float)((i % 2 * 100) + (i / 2))).ToArray(), [40, 1]);
        var labels = Tensor.From(Enumerable.Range(0, 40).Select(i => i % 2).ToArray());
        var clear = FeatureEvaluation.CrossValidate(groups, labels);
        (clear.KnnAccuracy, clear.LinearProbeAccuracy, clear.TrainingSamples, clear.TestSamples).ShouldBe((1, 1, 40, 40));

        // As many directions as samples and labels that say nothing: a probe that had seen a sample would know it.
        var own = new float[40 * 40];
        for (var i = 0; i < 40; i++) own[i * 41] = 1;
        new LinearProbe { InversePenalty = 1000 }.Fit(Tensor.From(own, [40, 40]), labels).Accuracy(Tensor.From(own, [40, 40]), labels)
            .ShouldBe(1);
        FeatureEvaluation.CrossValidate(Tensor.From(own, [40, 40]), labels).LinearProbeAccuracy.ShouldBeLessThanOrEqualTo(0.5);

        FeatureEvaluation.CrossValidate(Tensor.From(new float[,] { { 0 }, { 1 } }), Tensor.From(0, 1)).KnnAccuracy.ShouldBe(0);
        Should.Throw<BadArgumentException>(() =>
            FeatureEvaluation.CrossValidate(Tensor.Zeros([1, 2]), Tensor.From(0))).Message.ShouldContain("at least 2");
    }
}
