namespace LatentSharp.Tests;

/// <summary>Figures of detection and overlap over several batches, against scikit-learn and Keras's formulas.</summary>
public class DetectionMetricTests
{
    private static readonly ReferenceFile Reference = ReferenceFile.Open("detection.json");
    private static readonly double[] Limits = [0.25, 0.5, 0.75];
    private static readonly double[] LabelWeights = [1, 2, 0, 0.5];

    public static TheoryData<string> Names => [.. Reference["plain"].Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Figures_over_batches_are_those_of_the_reference(string name)
    {
        var (metric, target, prediction) = Find(name);
        var (t, p, w) = (Reference[target].Tensor, Reference[prediction].Tensor, Reference["weights"].Tensor);
        var state = metric.Create();
        foreach (var weighted in new[] { false, true })
        {
            state.Reset();
            foreach (var (start, count) in new[] { (0, 17), (17, 22), (39, 1) })
                state.Update(t.Rows(start, count), p.Rows(start, count), weighted ? w.Rows(start, count) : default);
            var expected = Reference[weighted ? "weighted" : "plain"][name].Number;
            state.Figure(Math.Max(0, metric.FigureNames.ToList().IndexOf(name))).ShouldBe(expected, 3e-6 * Math.Max(1, Math.Abs(expected)));
            state.Warning.ShouldBeNull();
        }
    }

    [Fact]
    public void Several_thresholds_and_classes_are_several_series()
    {
        var model = new Sequential(new Dense(3, Activations.Softmax));
        model.Compile(
            new Adam(), Losses.SparseCategoricalCrossentropy, Metrics.Precision(thresholds: Limits),
            Metrics.F1(F1Average.None, classes: 3));
        var history = model.Fit(Tensor.Ones([6, 2]), Tensor.From(0, 1, 2, 0, 1, 2));
        history.Names.ShouldBe(
            ["loss", "precision_at_0.25", "precision_at_0.5", "precision_at_0.75", "f1_score_0", "f1_score_1", "f1_score_2"]);
    }

    /// <summary>With the points 0.5 and 0.2: rates of true 1, 1, 0.5, 0 over rates of false 1, 0.5, 0, 0.</summary>
    [Fact]
    public void An_area_is_taken_at_points_of_ones_own()
    {
        var state = Metrics.Auc(at: [0.5, 0.2]).Create();
        state.Update(Tensor.From([0f, 0, 1, 1], [4, 1]), Tensor.From([0.1f, 0.4f, 0.35f, 0.8f], [4, 1]));
        state.Result.ShouldBe((0.5 * 1) + (0.5 * 0.75), 1e-9);
        Should.Throw<BadArgumentException>(() => Metrics.Auc(at: [])).Message.ShouldContain("at has 0 points");
        Should.Throw<BadArgumentException>(() => Metrics.Auc(at: [0.5, 1.5])).Message.ShouldContain("1.5");
    }

    [Fact]
    public void Of_equal_predictions_the_first_are_among_the_largest()
    {
        var state = Metrics.TruePositives(topK: 2).Create();
        state.Update(Tensor.From(new float[,] { { 0, 1, 0, 1 } }), Tensor.From(new float[,] { { 0.2f, 0.3f, 0.3f, 0.3f } }));
        state.Result.ShouldBe(1);
    }

    [Fact]
    public void Settings_that_cannot_work_are_refused()
    {
        Message(() => Metrics.Precision(0.5, thresholds: Limits)).ShouldBe("precision: threshold and thresholds are set; choose one.");
        Message(() => Metrics.Recall(thresholds: [])).ShouldContain("there are no thresholds");
        Message(() => Metrics.Recall(thresholds: [0.5, 2])).ShouldContain("threshold is 2");
        Message(() => Metrics.Recall(topK: 0)).ShouldContain("topK is 0");
        Message(() => Metrics.F1(F1Average.None)).ShouldContain("set classes");
        Message(() => Metrics.FBeta(0)).ShouldContain("beta is 0");
        Message(() => Metrics.IoU(3, [3])).ShouldContain("a target class is 3");
        Message(() => Metrics.PrecisionAtRecall(1.5)).ShouldContain("1.5");
        Message(
            () => Metrics.MeanIoU(2).Create().Update(Tensor.From(0, 5), Tensor.From(0, 1)))
            .ShouldBe("mean_iou: a target is 5; it is a whole number from 0 to 1.");
        Message(
            () => Metrics.OneHotIoU(4).Create().Update(Tensor.From(0, 5), Tensor.Ones([2, 3])))
            .ShouldContain("(2, 3) are not of 4 classes");
        Message(() =>
            Metrics.Auc(labelWeights: [1, 2]).Create().Update(Tensor.Ones([2, 3]), Tensor.Ones([2, 3]))).ShouldContain("2 label weights");
    }

    private static (Metric Metric, string Target, string Prediction) Find(string name)
    {
        if (name.Contains("_at_0.", StringComparison.Ordinal))
        {
            return (name.Split("_at_")[0] switch
            {
                "precision" => Metrics.Precision(thresholds: Limits),
                "recall" => Metrics.Recall(thresholds: Limits),
                "true_positives" => Metrics.TruePositives(thresholds: Limits),
                _ => Metrics.FalseNegatives(thresholds: Limits),
            }, "many", "many_guess");
        }
        if (name.StartsWith("f1", StringComparison.Ordinal)) return (Metrics.F1(F1Average.None, classes: 4), "labels", "guess");
        var parts = name.Split(' ');
        if (parts[0] == "fbeta")
            return (Metrics.FBeta(parts[1] == "2" ? 2 : 0.5, Enum.Parse<F1Average>(parts[2], ignoreCase: true), 0.5), "many", "many_guess");
        if (parts[0] == "auc")
        {
            var curve = parts[1] == "roc" ? AucCurve.Roc : AucCurve.PrecisionRecall;
            return (
                Metrics.Auc(
                    curve, multiLabel: parts[2] == "by",
                    labelWeights: name.Contains("weighted", StringComparison.Ordinal) ? LabelWeights : null),
                "many", "many_guess");
        }
        return name switch
        {
            "precision top 1" => (Metrics.Precision(topK: 1), "labels", "guess"),
            "precision top 2" => (Metrics.Precision(topK: 2), "labels", "guess"),
            "recall top 1" => (Metrics.Recall(topK: 1), "labels", "guess"),
            "recall top 2" => (Metrics.Recall(topK: 2), "labels", "guess"),
            "recall top 1 of class 2" => (Metrics.Recall(topK: 1, classId: 2), "labels", "guess"),
            "recall top 2 of class 2" => (Metrics.Recall(topK: 2, classId: 2), "labels", "guess"),
            "precision top 1 above 0.3" => (Metrics.Precision(0.3, topK: 1), "labels", "guess"),
            "precision top 2 above 0.3" => (Metrics.Precision(0.3, topK: 2), "labels", "guess"),
            "false_positives of class 1" => (Metrics.FalsePositives(classId: 1), "many", "many_guess"),
            "true_negatives of class 1" => (Metrics.TrueNegatives(classId: 1), "many", "many_guess"),
            "precision_at_recall 0.6" => (Metrics.PrecisionAtRecall(0.6), "many", "many_guess"),
            "recall_at_precision 0.7" => (Metrics.RecallAtPrecision(0.7), "many", "many_guess"),
            "sensitivity_at_specificity 0.5" => (Metrics.SensitivityAtSpecificity(0.5), "many", "many_guess"),
            "specificity_at_sensitivity 0.8" => (Metrics.SpecificityAtSensitivity(0.8), "many", "many_guess"),
            "recall_at_precision 0.9 of class 0" => (Metrics.RecallAtPrecision(0.9, classId: 0), "many", "many_guess"),
            "iou of 1 and 3" => (Metrics.IoU(4, [1, 3]), "places", "places_guess"),
            "mean_iou" => (Metrics.MeanIoU(4), "places", "places_guess"),
            "mean_iou without 2" => (Metrics.MeanIoU(4, ignoreClass: 2), "places", "places_guess"),
            "one_hot_iou of 0" => (Metrics.OneHotIoU(4, [0]), "labels", "guess"),
            "one_hot_mean_iou" => (Metrics.OneHotMeanIoU(4), "labels", "guess"),
            "binary_iou at 0.4" => (Metrics.BinaryIoU(threshold: 0.4), "many", "many_guess"),
            "binary_iou of 1" => (Metrics.BinaryIoU([1]), "many", "many_guess"),
            "mean" => (Metrics.Mean(), "many", "many_guess"),
            "sum" => (Metrics.Sum(), "many", "many_guess"),
            _ => throw new ArgumentException(name, nameof(name)),
        };
    }

    private static string Message(Action action) => Should.Throw<BadArgumentException>(action).Message;
}
