namespace LatentSharp.Tests;

/// <summary>Every metric over several batches, against scikit-learn, Keras's formulas and the examples of Keras's documentation.</summary>
public class MetricTests
{
    private static readonly ReferenceFile Reference = ReferenceFile.Open("metrics.json");

    public static TheoryData<string> Names => [.. Reference["plain"].Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Figures_over_batches_are_those_of_the_reference(string name)
    {
        var (metric, target, prediction) = Find(name);
        var (t, p, w) = (Reference[target].Tensor, Reference[prediction].Tensor, Reference["weights"].Tensor);
        var state = metric.Create();
        state.Result.ShouldBe(OfNothing(name));
        foreach (var weighted in new[] { false, true })
        {
            state.Reset();
            foreach (var (start, count) in new[] { (0, 17), (17, 22), (39, 1) })
                state.Update(t.Rows(start, count), p.Rows(start, count), weighted ? w.Rows(start, count) : default);
            state.Result.ShouldBe(Reference[weighted ? "weighted" : "plain"][name].Number, 2e-6);
        }
        state.Reset();
        state.Result.ShouldBe(OfNothing(name));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Weights_that_are_all_zero_count_for_nothing(string name)
    {
        var (metric, target, prediction) = Find(name);
        var state = metric.Create();
        state.Update(Reference[target].Tensor, Reference[prediction].Tensor, Tensor.Zeros(40));
        if (double.IsNaN(OfNothing(name))) state.Result.ShouldBe(double.NaN);
        else state.Result.ShouldBe(0, 1e-12);
    }

    [Fact]
    public void Examples_of_the_documentation_of_Keras()
    {
        Check(
            Metrics.BinaryAccuracy(), new float[,] { { 1 }, { 1 }, { 0 }, { 0 } }, new float[,] { { 0.98f }, { 1 }, { 0 }, { 0.6f } }, 0.75,
            [1, 0, 0, 1], 0.5);
        Check(
            Metrics.CategoricalAccuracy, new float[,] { { 0, 0, 1 }, { 0, 1, 0 } },
            new float[,] { { 0.1f, 0.9f, 0.8f }, { 0.05f, 0.95f, 0 } }, 0.5, [0.7f, 0.3f], 0.3);
        Check(
            Metrics.SparseCategoricalAccuracy, new float[,] { { 2 }, { 1 } }, new float[,] { { 0.1f, 0.6f, 0.3f }, { 0.05f, 0.95f, 0 } },
            0.5, [0.7f, 0.3f], 0.3);
        Check(
            Metrics.TopK(1), new float[,] { { 0, 0, 1 }, { 0, 1, 0 } }, new float[,] { { 0.1f, 0.9f, 0.8f }, { 0.05f, 0.95f, 0 } }, 0.5,
            [0.7f, 0.3f], 0.3);
        Check(
            Metrics.Precision(), new float[,] { { 0 }, { 1 }, { 1 }, { 1 } }, new float[,] { { 1 }, { 0 }, { 1 }, { 1 } }, 2 / 3.0,
            [0, 0, 1, 0], 1);
        Check(
            Metrics.Auc(thresholds: 3), new float[,] { { 0 }, { 0 }, { 1 }, { 1 } }, new float[,] { { 0 }, { 0.5f }, { 0.3f }, { 0.9f } },
            0.75, [1, 0, 0, 1], 1);
        Check(
            Metrics.RootMeanSquaredError, new float[,] { { 0, 1 }, { 0, 0 } }, new float[,] { { 1, 1 }, { 0, 0 } }, 0.5, [1, 0],
            Math.Sqrt(0.5));
        Check(Metrics.CosineSimilarity, new float[,] { { 0, 1 }, { 1, 1 } }, new float[,] { { 1, 0 }, { 1, 1 } }, 0.5, [0.3f, 0.7f], 0.7);
        Check(Metrics.R2, new float[,] { { 1 }, { 4 }, { 3 } }, new float[,] { { 2 }, { 4 }, { 4 } }, 4 / 7.0, [1, 1, 1], 4 / 7.0);
        Check(
            Metrics.F1(threshold: 0.5), new float[,] { { 1, 1, 1 }, { 1, 0, 0 }, { 1, 1, 0 } },
            new float[,] { { 0.2f, 0.6f, 0.7f }, { 0.2f, 0.6f, 0.6f }, { 0.6f, 0.8f, 0 } },
            (0.5 + 0.8 + (2 / 3.0)) / 3, [1, 1, 1], (0.5 + 0.8 + (2 / 3.0)) / 3);

        static void Check(Metric metric, float[,] target, float[,] prediction, double plain, float[] weights, double weighted)
        {
            var state = metric.Create();
            state.Update(Tensor.From(target), Tensor.From(prediction));
            state.Result.ShouldBe(plain, 1e-6, metric.Name);
            state.Reset();
            state.Update(Tensor.From(target), Tensor.From(prediction), Tensor.From(weights));
            state.Result.ShouldBe(weighted, 1e-6, metric.Name);
        }
    }

    [Fact]
    public void Accuracy_takes_the_kind_that_the_shapes_ask_for()
    {
        var p = Tensor.From(new float[,] { { 0.1f, 0.9f }, { 0.8f, 0.2f }, { 0.3f, 0.7f } });
        Accuracy(Tensor.From(1, 0, 0), p).ShouldBe(2 / 3.0, 1e-6);
        Accuracy(Tensor.From([1f, 0, 0], [3, 1]), p).ShouldBe(2 / 3.0, 1e-6);
        Accuracy(Ops.OneHot(Tensor.From(1, 0, 0), 2), p).ShouldBe(2 / 3.0, 1e-6);
        Accuracy(Tensor.From(1, 1, 0), Tensor.From([0.9f, 0.4f, 0.1f], [3, 1])).ShouldBe(2 / 3.0, 1e-6);

        static double Accuracy(Tensor target, Tensor prediction)
        {
            var state = Metrics.Accuracy.Create();
            state.Update(target, prediction);
            return state.Result;
        }
    }

    [Fact]
    public void An_output_that_never_varies_has_no_variance_to_predict()
    {
        var state = Metrics.R2.Create();
        state.Update(Tensor.From(2f, 2, 2), Tensor.From(2f, 2, 3));
        state.Result.ShouldBe(0);
        state.Reset();
        state.Update(Tensor.From(2f, 2, 2), Tensor.From(2f, 2, 2));
        state.Result.ShouldBe(1);
    }

    [Fact]
    public void Settings_and_shapes_that_cannot_work_are_refused()
    {
        Message(() => Metrics.Auc(thresholds: 1)).ShouldContain("thresholds is 1");
        Message(() => Metrics.Precision(1.5)).ShouldContain("threshold is 1.5");
        Message(() => Metrics.TopK(0)).ShouldContain("k is 0");
        Message(() => Metrics.Precision(classId: 3).Create().Update(Tensor.Ones([2, 3]), Tensor.Ones([2, 3]))).ShouldContain("class 3");
        Message(() => Metrics.SparseCategoricalAccuracy.Create().Update(Tensor.From(1, 2, 3), Tensor.Ones([2, 3]))).ShouldContain("(3)");
        Message(() =>
            Metrics.MeanSquaredError.Create().Update(Tensor.Ones([2, 3]), Tensor.Ones([2, 3]), Tensor.Ones(3))).ShouldContain("(3)");
    }

    /// <summary>Of what is not there 0 would say that nothing of it was found.</summary>
    private static double OfNothing(string name) => name.Split(' ')[0] is "auc" or "precision" or "recall" ? double.NaN : 0;

    private static (Metric Metric, string Target, string Prediction) Find(string name)
    {
        if (name.StartsWith("auc", StringComparison.Ordinal))
        {
            var parts = name.Split(' ');
            var curve = parts[1] == "roc" ? AucCurve.Roc : AucCurve.PrecisionRecall;
            return (
                Metrics.Auc(
                    curve, int.Parse(parts[3], System.Globalization.CultureInfo.InvariantCulture),
                    Enum.Parse<AucSummation>(parts[2], ignoreCase: true)),
                "truth", "score");
        }
        return name switch
        {
            "binary_accuracy" => (Metrics.BinaryAccuracy(), "truth", "score"),
            "categorical_accuracy" => (Metrics.SparseCategoricalAccuracy, "labels", "guess"),
            "top_k_categorical_accuracy" => (Metrics.TopK(3), "labels", "guess"),
            "precision" => (Metrics.Precision(), "truth", "score"),
            "recall" => (Metrics.Recall(), "truth", "score"),
            "precision at 0.3" => (Metrics.Precision(0.3), "truth", "score"),
            "recall at 0.3" => (Metrics.Recall(0.3), "truth", "score"),
            "precision of class 2" => (Metrics.Precision(classId: 2), "many", "many_guess"),
            "true_positives" => (Metrics.TruePositives(), "truth", "score"),
            "false_positives" => (Metrics.FalsePositives(), "truth", "score"),
            "true_negatives" => (Metrics.TrueNegatives(), "truth", "score"),
            "false_negatives" => (Metrics.FalseNegatives(), "truth", "score"),
            "f1 macro" => (Metrics.F1(), "labels", "guess"),
            "f1 micro" => (Metrics.F1(F1Average.Micro), "labels", "guess"),
            "f1 weighted" => (Metrics.F1(F1Average.Weighted), "labels", "guess"),
            "f1 of many, threshold 0.4" => (Metrics.F1(threshold: 0.4), "many", "many_guess"),
            "mean_squared_error" => (Metrics.MeanSquaredError, "real", "real_guess"),
            "mean_absolute_error" => (Metrics.MeanAbsoluteError, "real", "real_guess"),
            "root_mean_squared_error" => (Metrics.RootMeanSquaredError, "real", "real_guess"),
            "r2_score" => (Metrics.R2, "real", "real_guess"),
            _ => (Metrics.CosineSimilarity, "real", "real_guess"),
        };
    }

    private static string Message(Action action) => Should.Throw<BadArgumentException>(action).Message;
}
