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
        FeatureEvaluation.Compute(x, y, x, y).ShouldBe(new FeatureEvaluation(2 / 3.0, 1));
    }

    [Fact]
    public void Parts_that_do_not_fit_together_are_refused()
    {
        var (trainX, trainY, testX, testY) = Halves.Iris();
        Should.Throw<BadArgumentException>(() => FeatureEvaluation.Compute(trainX, trainY, testX, testY.Rows(0, 3)));
        Should.Throw<BadArgumentException>(() => FeatureEvaluation.Compute(Tensor.Zeros([0, 4]), Tensor.From<int>(), testX, testY));
    }
}
