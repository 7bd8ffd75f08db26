using System.Globalization;

namespace LatentSharp.Tests;

public class LinearProbeTests
{
    [Fact]
    public void Iris_is_classified_as_by_scikit_learn() => ShouldAgree("iris", Halves.Iris());

    [Fact]
    public void Digits_are_classified_as_by_scikit_learn() => ShouldAgree("digits", Halves.DigitSums());

    [Fact]
    public void Two_classes_are_classified_as_by_scikit_learn()
    {
        var (trainX, trainY, testX, testY) = Halves.DigitSums();
        ShouldAgree("two", (trainX, BelowFive(trainY), testX, BelowFive(testY)));

        static Tensor BelowFive(Tensor labels) => Tensor.From(Array.ConvertAll(labels.ToArray<int>(), label => label < 5 ? 1 : 0));
    }

    [Fact]
    public void Labels_may_be_any_numbers()
    {
        var x = Tensor.From(new float[,] { { -2 }, { -1 }, { 1 }, { 2 } });
        var two = new LinearProbe().Fit(x, Tensor.From(70, 70, -3, -3));
        two.Classes.ShouldBe([-3, 70]);
        two.Predict(x).ToArray<int>().ShouldBe([70, 70, -3, -3]);
        new LinearProbe { InversePenalty = 100 }.Fit(x, Tensor.From(5, 9, 9, 7)).Predict(x).ToArray<int>().ShouldBe([5, 9, 9, 7]);
    }

    [Fact]
    public void The_weight_of_a_balanced_pair_solves_its_equation()
    {
        // Two samples at ∓1 (standardised): the weight w minimises log(1 + e^-w) · 2 + w² / 2, so w = 2 / (1 + e^w): w ≈ 0.6748.
        // The middle is undecided and goes to the first class; anything right of it to the second.
        var probe = new LinearProbe { Tolerance = 1e-12 }.Fit(Tensor.From(new float[,] { { 10 }, { 30 } }), Tensor.From(0, 1));
        probe.Converged.ShouldBeTrue();
        probe.Weights.Length.ShouldBe(2);
        var w = probe.Weights[0];
        w.ShouldBe(2 / (1 + Math.Exp(w)), 1e-9);
        w.ShouldBe(0.6748, 1e-4);
        probe.Weights[1].ShouldBe(0, 1e-9);
    }

    [Fact]
    public void One_class_constant_columns_duplicates_and_no_queries_work()
    {
        new LinearProbe().Fit(Tensor.Ones([3, 2]), Tensor.From(4, 4, 4)).Predict(Tensor.Zeros([2, 2])).ToArray<int>().ShouldBe([4, 4]);

        // Nothing to read: the commoner class wins.
        var blind = new LinearProbe().Fit(Tensor.Ones([5, 2]), Tensor.From(0, 1, 1, 0, 1));
        blind.Predict(Tensor.From(new float[,] { { 1, 1 } })).ToArray<int>().ShouldBe([1]);
        blind.Predict(Tensor.Zeros([0, 2])).Count.ShouldBe(0);
        new LinearProbe().Fit(Tensor.Zeros([3, 0]), Tensor.From(0, 8, 8)).Predict(Tensor.Zeros([2, 0])).ToArray<int>().ShouldBe([8, 8]);
    }

    [Fact]
    public void The_scale_of_features_changes_nothing()
    {
        var (trainX, trainY, testX, _) = Halves.Iris();
        var scaled = new LinearProbe().Fit(Scale(trainX), trainY).Predict(Scale(testX));
        scaled.ToArray<int>().ShouldBe(new LinearProbe().Fit(trainX, trainY).Predict(testX).ToArray<int>());

        static Tensor Scale(Tensor x) => Tensor.From(Array.ConvertAll(x.ToArray(), value => value * 1024), x.Shape);
    }

    [Fact]
    public void Too_few_iterations_are_told()
    {
        var (trainX, trainY, _, _) = Halves.Iris();
        new LinearProbe { MaxIterations = 1 }.Fit(trainX, trainY).Converged.ShouldBeFalse();
    }

    [Fact]
    public void Arguments_that_do_not_fit_are_refused()
    {
        CultureInfo.CurrentCulture = new CultureInfo("de-DE");
        Should.Throw<BadArgumentException>(() => new LinearProbe().Fit(Tensor.Zeros([0, 2]), Tensor.From<int>())).Message
            .ShouldBe("LinearProbe.Fit: there are no samples; at least 1 is needed.");
        Should.Throw<BadArgumentException>(() => new LinearProbe { InversePenalty = -0.5 }.Fit(Tensor.Ones([1, 1]), Tensor.From(1))).Message
            .ShouldContain("InversePenalty -0.5");
        Should.Throw<BadArgumentException>(() => new LinearProbe().Fit(Tensor.Ones([2, 2, 1]), Tensor.From(1, 2))).Message
            .ShouldBe("LinearProbe.Fit: features are Float32 (2, 2, 1); Float32 (?, ?) would fit.");
        var (trainX, trainY, _, _) = Halves.Iris();
        Should.Throw<BadArgumentException>(() =>
            new LinearProbe().Fit(trainX, trainY).Predict(Tensor.Ones([1, 3]))).Message.ShouldContain("(1, 3)");
        using var source = new CancellationTokenSource();
        source.Cancel();
        Should.Throw<OperationCanceledException>(() => new LinearProbe().Fit(trainX, trainY, source.Token));
    }

    [Theory]
    [InlineData("none", 0)]
    [InlineData("noise", 1e-8)]
    [InlineData("hundredth", FeatureEvaluation.VarianceFloor)]
    public void Components_without_variance_are_not_blown_up(string name, double floor)
    {
        // 40 samples have 39 components; the last of 40 is rounding, which standardising makes as large as the first.
        var (features, labels) = (EvaluationReference.Matrix("components", "features"), EvaluationReference.Labels("components", "labels"));
        var predictions = new LinearProbe { VarianceFloor = floor }.Fit(features.Rows(0, 40), labels.Rows(0, 40))
            .Predict(features.Rows(40, 60));

        var expected = EvaluationReference.Labels("components", name, "predictions");
        Classification.Accuracy(expected, predictions).ShouldBeGreaterThanOrEqualTo(0.98);
        var accuracy = Classification.Accuracy(labels.Rows(40, 60), predictions);
        accuracy.ShouldBe(EvaluationReference.Number("components", name, "accuracy"), 0.02);
        if (floor > 0) accuracy.ShouldBeGreaterThan(EvaluationReference.Number("components", "none", "accuracy") + 0.15);
    }

    [Fact]
    public void Columns_of_different_units_are_all_read_by_default()
    {
        // The second column tells the classes apart, with a deviation of 1 beside 5000; a floor of one is for features of one unit.
        var x = new float[40];
        for (var i = 0; i < 20; i++) (x[2 * i], x[(2 * i) + 1]) = (i % 5 * 5000, i % 2 == 0 ? -1 : 1);
        var (features, labels) = (Tensor.From(x, [20, 2]), Tensor.From(Enumerable.Range(0, 20).Select(i => i % 2).ToArray()));
        new LinearProbe().Fit(features, labels).Accuracy(features, labels).ShouldBe(1);
        Should.Throw<BadArgumentException>(() =>
            new LinearProbe { VarianceFloor = 1.5 }.Fit(features, labels)).Message.ShouldContain("VarianceFloor 1.5");
    }

    [Fact]
    public void Probabilities_of_one_weight_follow_from_it_and_sum_to_one()
    {
        var probe = new LinearProbe { Tolerance = 1e-12 }.Fit(Tensor.From(new float[,] { { 10 }, { 30 } }), Tensor.From(0, 1));
        var shares = probe.PredictProbabilities(Tensor.From(new float[,] { { 20 }, { 30 } })).ToArray();
        shares[0].ShouldBe(0.5f, 1e-6f);
        shares[3].ShouldBe((float)(1 / (1 + Math.Exp(-probe.Weights[0]))), 1e-6f);
        (shares[2] + shares[3]).ShouldBe(1, 1e-6f);
        var three = new LinearProbe().Fit(Tensor.From(new float[,] { { 0 }, { 5 }, { 9 } }), Tensor.From(2, 4, 8))
            .PredictProbabilities(Tensor.From(new float[,] { { 9 } })).ToArray();
        three.Sum().ShouldBe(1, 1e-6f);
        three[2].ShouldBeGreaterThan(three[1]);
    }

    private static void ShouldAgree(string name, (Tensor TrainX, Tensor TrainY, Tensor TestX, Tensor TestY) part)
    {
        var probe = new LinearProbe().Fit(part.TrainX, part.TrainY);
        probe.Converged.ShouldBeTrue();
        probe.Accuracy(part.TestX, part.TestY).ShouldBe(EvaluationReference.Number("probe", name, "accuracy"), 0.005);
        var expected = EvaluationReference.Labels("probe", name, "predictions");
        Classification.Accuracy(expected, probe.Predict(part.TestX)).ShouldBeGreaterThan(0.995);
    }
}
