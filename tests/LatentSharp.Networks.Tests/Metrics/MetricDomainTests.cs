namespace LatentSharp.Tests;

/// <summary>What metrics do of predictions and targets that are not probabilities, classes or numbers.</summary>
public class MetricDomainTests
{
    private static readonly Tensor Scores = Tensor.From([0.1f, 0.2f, 0.8f, 0.9f], [4, 1]).Keep();
    private static readonly Tensor Logits = Tensor.From([-3f, -2, 3, 5], [4, 1]).Keep();
    private static readonly Tensor Truth = Tensor.From([0f, 0, 1, 1], [4, 1]).Keep();
    private static readonly Tensor Signs = Tensor.From([-1f, -1, 1, 1], [4, 1]).Keep();

    [Fact]
    public void Curves_of_predictions_that_are_no_probabilities_are_refused()
    {
        Message(() => Of(Metrics.Auc(), Truth, Logits)).ShouldBe(
            "auc: a prediction is -3; thresholds run from 0 to 1, so predictions are probabilities; for logits set fromLogits.");
        Message(() => Of(Metrics.PrecisionAtRecall(0.5), Truth, Logits)).ShouldContain("precision_at_recall: a prediction is -3");
        Of(Metrics.Auc(fromLogits: true), Truth, Logits).ShouldBe(1);
        // What is off by a rounding is a probability.
        Of(Metrics.Auc(), Truth, Tensor.From([-1e-7f, 0.2f, 0.8f, 1.000001f], [4, 1])).ShouldBe(1, 1e-9);
    }

    [Fact]
    public void Thresholds_of_probabilities_warn_of_predictions_that_are_none()
    {
        foreach (
            var metric in new[]
            {
                Metrics.Precision(),
                Metrics.Recall(),
                Metrics.TruePositives(),
                Metrics.F1(threshold: 0.5),
                Metrics.BinaryAccuracy(),
                Metrics.BinaryIoU(),
                Metrics.Accuracy,
            })
        {
            var state = metric.Create();
            state.Update(Truth, Logits);
            state.Warning!.Kind.ShouldBe(TrainingWarningKind.PredictionsOutsideDomain, metric.Name);
            state.Warning.Message.ShouldContain("a prediction is -3");
            state.Reset();
            state.Update(Truth, Scores);
            state.Warning.ShouldBeNull(metric.Name);
        }
        foreach (var metric in new[] { Metrics.Precision(0), Metrics.Recall(topK: 1), Metrics.BinaryAccuracy(0), Metrics.F1() })
        {
            var state = metric.Create();
            state.Update(Truth, Logits);
            state.Warning.ShouldBeNull(metric.Name);
        }
    }

    [Fact]
    public void Labels_of_minus_one_and_one_are_no_and_yes()
    {
        Of(Metrics.Recall(), Signs, Scores).ShouldBe(1);
        Of(Metrics.TruePositives(), Signs, Scores).ShouldBe(2);
        Of(Metrics.Precision(), Signs, Scores).ShouldBe(1);
        Of(Metrics.Auc(), Signs, Scores).ShouldBe(1, 1e-9);
        Of(Metrics.BinaryAccuracy(), Signs, Scores).ShouldBe(1);
        Of(Metrics.F1(threshold: 0.5), Signs, Scores).ShouldBe(1, 1e-6);
    }

    [Fact]
    public void Targets_that_are_no_answer_are_refused_or_told()
    {
        Message(
            () => Of(Metrics.Recall(), Tensor.From([0f, 0.5f, 1, 1], [4, 1]), Scores))
            .ShouldBe("recall: a target is 0.5; targets are 0 and 1, or -1 and 1.");
        Message(() => Of(Metrics.Auc(), Tensor.From([0f, -1, 1, 1], [4, 1]), Scores)).ShouldContain("targets of 0 and of -1");
        Message(() => Of(Metrics.F1(), Tensor.From([2f, 2, 1, 1], [4, 1]), Scores)).ShouldContain("f1_score: a target is 2");
        var state = Metrics.Accuracy.Create();
        state.Update(Tensor.From([0.9f, 0.1f, 1, 1], [4, 1]), Scores);
        state.Warning!.Kind.ShouldBe(TrainingWarningKind.TargetsOutsideDomain);
    }

    [Fact]
    public void Figures_of_what_is_not_there_are_not_a_number()
    {
        var (ones, zeros) = (Tensor.Ones([3, 1]), Tensor.Zeros([3, 1]));
        var p = Tensor.From([0.1f, 0.5f, 0.9f], [3, 1]);
        Of(Metrics.Auc(), ones, p).ShouldBe(double.NaN);
        Of(Metrics.Auc(), zeros, p).ShouldBe(double.NaN);
        Of(Metrics.Auc(AucCurve.PrecisionRecall), zeros, p).ShouldBe(double.NaN);
        Of(Metrics.Auc(AucCurve.PrecisionRecall), ones, p).ShouldBe(1, 1e-9);
        Of(Metrics.Recall(), zeros, p).ShouldBe(double.NaN);
        Of(Metrics.Precision(), zeros, p * 0).ShouldBe(double.NaN);
        // Something is there and nothing was found.
        Of(Metrics.Precision(), ones, p * 0).ShouldBe(0);
        Of(Metrics.Precision(), zeros, p).ShouldBe(0);
        Of(Metrics.RecallAtPrecision(0.5), zeros, p).ShouldBe(double.NaN);
        Of(Metrics.SpecificityAtSensitivity(0.5), ones, p).ShouldBe(double.NaN);
        Of(
            Metrics.Auc(multiLabel: true), Tensor.From(new float[,] { { 0, 1 }, { 1, 1 } }),
            Tensor.From(new float[,] { { 0.2f, 0.5f }, { 0.7f, 0.5f } })).ShouldBe(double.NaN);
        Metrics.MeanIoU(3).Create().Result.ShouldBe(double.NaN);
    }

    [Fact]
    public void An_answer_that_is_not_a_number_is_wrong()
    {
        var p = Tensor.From(new float[,] { { float.NaN, float.NaN }, { 0.1f, 0.2f } });
        var labels = Tensor.From(0, 1);
        Of(Metrics.SparseCategoricalAccuracy, labels, p).ShouldBe(0.5);
        Of(Metrics.Accuracy, labels, p).ShouldBe(0.5);
        Of(Metrics.CategoricalAccuracy, Ops.OneHot(labels, 2), p).ShouldBe(0.5);
        Of(Metrics.TopK(1), labels, p).ShouldBe(0.5);
        Of(Metrics.TopK(1), Tensor.From(1), Tensor.From(new[,] { { float.NaN, 0.3f } })).ShouldBe(0);
        Of(Metrics.OneHotMeanIoU(2), labels, p).ShouldBe(0.5);
        var one = Tensor.From([float.NaN, 0.9f], [2, 1]);
        var truth = Tensor.From([0f, 1], [2, 1]);
        Of(Metrics.BinaryAccuracy(), truth, one).ShouldBe(0.5);
        Of(Metrics.FalsePositives(), truth, one).ShouldBe(1);
        Of(Metrics.TrueNegatives(), truth, one).ShouldBe(0);
        Of(Metrics.FalseNegatives(), 1 - truth, one).ShouldBe(1);
        Of(Metrics.Auc(), truth, one).ShouldBe(double.NaN);
        Of(Metrics.BinaryIoU([1]), truth, one).ShouldBe(1);
    }

    [Fact]
    public void Whole_numbers_are_taken_as_what_they_say()
    {
        Of(Metrics.BinaryAccuracy(), Tensor.From(0, 1, 1), Tensor.From(0, 1, 0)).ShouldBe(2 / 3.0, 1e-7);
        Of(Metrics.ExactAccuracy, Tensor.From(3, 1, 2), Tensor.From(3L, 1, 1)).ShouldBe(2 / 3.0, 1e-7);
        Of(Metrics.SparseCategoricalAccuracy, Tensor.From(1, 0), Tensor.From(new[,] { { 1, 5 }, { 2, 7 } })).ShouldBe(0.5);
        Of(Metrics.MeanAbsoluteError, Tensor.From(1, 2), Tensor.From(3, 2)).ShouldBe(1);
        Of(Metrics.Precision(), Tensor.From(true, false), Tensor.From(1, 1)).ShouldBe(0.5);
        Message(() => Of(Metrics.MeanAbsoluteError, Tensor.From(1, 2), Tensor.From((Half)3, (Half)2))).ShouldBe(
            "mean_absolute_error: the prediction is Float16 (2), for storage only; Float32 would fit.");
    }

    [Fact]
    public void Answers_of_yes_or_no_take_a_weight_for_each_number()
    {
        var (t, p) = (Tensor.From(new float[,] { { 1, 0 }, { 1, 1 } }), Tensor.From(new[,] { { 0.9f, 0.9f }, { 0.1f, 0.9f } }));
        // Right are the first and the last: (1 + 4) / (1 + 2 + 3 + 4); by sample (1 + 3) / (2 · (1 + 3)).
        var each = Tensor.From(new float[,] { { 1, 2 }, { 3, 4 } });
        Of(Metrics.BinaryAccuracy(), t, p, each).ShouldBe(0.5, 1e-7);
        Of(Metrics.BinaryAccuracy(), t, p, Tensor.From(new float[,] { { 1, 0 }, { 1, 0 } })).ShouldBe(0.5, 1e-7);
        Of(Metrics.ExactAccuracy, t, Ops.Greater(p, 0.5f), Tensor.From(new float[,] { { 5, 1 }, { 1, 3 } })).ShouldBe(0.8, 1e-7);
        Of(Metrics.BinaryAccuracy(), t, p, Tensor.From(1f, 3)).ShouldBe(0.5, 1e-7);
        Of(Metrics.BinaryAccuracy(), t, p, Tensor.From([1f, 3], [2, 1])).ShouldBe(0.5, 1e-7);
    }

    [Fact]
    public void A_loss_with_a_class_that_it_ignores_is_the_mean_of_the_others_as_a_metric()
    {
        var p = Tensor.From(new[,] { { 0.8f, 0.1f, 0.1f }, { 0.05f, 0.95f, 0 }, { 0.1f, 0.8f, 0.1f } });
        var metric = Metrics.Of(new SparseCategoricalCrossentropy { IgnoreClass = 0 });
        // (1.5 · -log 0.95 + 2 · -log 0.1) / 3.5, and without weights the mean of both.
        Of(metric, Tensor.From(0, 1, 2), p, Tensor.From(0.5f, 1.5f, 2)).ShouldBe(1.33775, 1e-5);
        Of(metric, Tensor.From(0, 1, 2), p).ShouldBe((-Math.Log(0.95) - Math.Log(0.1)) / 2, 1e-5);
    }

    [Fact]
    public void Values_of_ones_own_have_a_mean_and_a_sum()
    {
        var (mean, sum) = (Metrics.Mean("speed").Create(), Metrics.Sum().Create());
        foreach (var state in new[] { mean, sum })
        {
            state.Update(default, Tensor.From(1f, 3), Tensor.From(1f, 3));
            state.Update(default, Tensor.Scalar(6));
        }
        mean.Result.ShouldBe(16 / 5.0);
        sum.Result.ShouldBe(16);
    }

    [Fact]
    public void A_training_and_an_evaluation_tell_what_their_metrics_doubt()
    {
        var model = new Sequential(new Activation(Activations.Linear), new Dense(1) { KernelInitializer = Initializers.Ones });
        model.Compile(new Sgd(1e-9), Losses.MeanSquaredError, Metrics.Recall());
        var result = model.Evaluate(Logits, Truth);
        result.Warnings.ShouldHaveSingleItem().Message.ShouldStartWith("recall: a prediction is -3");
        model.Fit(Logits, Truth, epochs: 3, validation: (Logits, Truth)).Warnings
            .Count(warning => warning.Kind == TrainingWarningKind.PredictionsOutsideDomain).ShouldBe(1);
    }

    [Fact]
    public void A_result_prints_its_figures()
    {
        var model = new Sequential(new Dense(1) { KernelInitializer = Initializers.Ones });
        model.Compile(new Sgd(), Losses.MeanSquaredError, Metrics.MeanAbsoluteError);
        var text = Testing.InCulture.German(() => model.Evaluate(Tensor.From([1f, 2], [2, 1]), Tensor.From([1.5f, 1], [2, 1])).ToString());
        text.ShouldBe("loss: 0.625, mean_absolute_error: 0.75");
        default(EvaluationResult).ToString().ShouldBe("");
    }

    private static double Of(Metric metric, Tensor target, Tensor prediction, Tensor weights = default)
    {
        var state = metric.Create();
        state.Update(target, prediction, weights);
        return state.Result;
    }

    private static string Message(Action action) => Should.Throw<BadArgumentException>(action).Message;
}
