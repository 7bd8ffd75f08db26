namespace LatentSharp.Tests;

/// <summary>Which way a watched series is better: as its loss or metric says.</summary>
public class MonitoringTests
{
    private static readonly Tensor X = Tensor.From([1f, 0, 0, 1, 1, 0, 0, 1], [4, 2]).Keep();

    [Fact]
    public void A_similarity_that_grows_is_best_at_its_end()
    {
        var stopping = new EarlyStopping { Monitor = "cosine_similarity", Patience = 100, RestoreBestWeights = true };
        var history = Model(Metrics.CosineSimilarity).Fit(X, X, epochs: 60, batchSize: 4, callbacks: [stopping]);
        history["cosine_similarity"][0].ShouldBe(-0.7071, 1e-4);
        history["cosine_similarity"][^1].ShouldBe(0.9261, 1e-3);
        stopping.BestEpoch.ShouldBe(60);
    }

    [Fact]
    public void Every_metric_and_loss_of_the_catalogs_says_which_way_it_is_better()
    {
        string[] smaller =
        [
            "mean_squared_error", "mean_absolute_error", "root_mean_squared_error", "false_positives", "false_negatives", "huber",
        ];
        var metrics = typeof(Metrics).GetProperties().Select(property => (Metric)property.GetValue(null)!).Concat([
            Metrics.BinaryAccuracy(), Metrics.TopK(), Metrics.Precision(), Metrics.Recall(), Metrics.TruePositives(),
            Metrics.FalsePositives(), Metrics.TrueNegatives(),
            Metrics.FalseNegatives(), Metrics.F1(), Metrics.FBeta(), Metrics.Auc(), Metrics.PrecisionAtRecall(0.5),
            Metrics.RecallAtPrecision(0.5),
            Metrics.SensitivityAtSpecificity(0.5), Metrics.SpecificityAtSensitivity(0.5), Metrics.IoU(2), Metrics.MeanIoU(2),
            Metrics.OneHotIoU(2), Metrics.OneHotMeanIoU(2),
            Metrics.BinaryIoU(), Metrics.Of(Losses.Huber)]).ToList();
        foreach (var metric in metrics)
            metric.Direction.ShouldBe(
                smaller.Contains(metric.Name) ? MetricDirection.SmallerIsBetter : MetricDirection.LargerIsBetter, metric.Name);
        foreach (var loss in typeof(Losses).GetProperties().Select(property => (Loss)property.GetValue(null)!))
            loss.Direction.ShouldBe(MetricDirection.SmallerIsBetter, loss.Name);
        (
            Metrics.Mean().Direction, Metrics.Sum(direction: MetricDirection.LargerIsBetter).Direction)
            .ShouldBe((MetricDirection.Unknown, MetricDirection.LargerIsBetter));
        // Whoever adds one to the catalog adds it here.
        var methods = typeof(Metrics).GetMethods()
            .Where(method => method.IsStatic && !method.IsSpecialName && method.ReturnType == typeof(Metric)).ToList();
        methods.Count.ShouldBe(
            metrics.Count - typeof(Metrics).GetProperties().Length + 2, "a metric of the catalog is not in the list of this test");
    }

    [Fact]
    public void A_series_that_says_nothing_is_refused_with_the_option()
    {
        Message(new EarlyStopping { Monitor = "mean" }).ShouldBe(
            "EarlyStopping: nothing says whether 'mean' is better when larger or smaller; set Mode to MonitorMode.Min or "
            + "MonitorMode.Max. Known are accuracy, weighted_accuracy, loss, each with 'val_' in front too.");
        Message(new ReduceLROnPlateau { Monitor = "val_mean" }).ShouldContain("ReduceLROnPlateau: nothing says whether 'val_mean'");
        Message(new EarlyStopping { Monitor = "my_series" }).ShouldContain("set Mode");
        Watched().Fit(
            X, X, callbacks: [new EarlyStopping { Monitor = "mean", Mode = MonitorMode.Max }, new EarlyStopping { Monitor = "val_loss" }],
            validation: (X, X)).Epochs.ShouldBe(1);

        static string Message(Callback callback) =>
            Should.Throw<BadArgumentException>(() => Watched().Fit(X, X, callbacks: [callback])).Message;

        static Sequential Watched()
        {
            var model = new Sequential(new Dense(2));
            model.Compile(new Sgd(), Losses.MeanSquaredError, [Metrics.Mean(), Metrics.Accuracy], [Metrics.Accuracy]);
            return model;
        }
    }

    [Fact]
    public void Names_of_outputs_are_known_too()
    {
        var input = Symbol.Input(2);
        var model = new Model([input], [new Dense(2) { Name = "left" }.Call(input), new Dense(2) { Name = "right" }.Call(input)]);
        model.Compile(new Sgd(0.01), [Losses.MeanSquaredError, Losses.MeanSquaredError], metrics: [[Metrics.CosineSimilarity], []]);
        var (similar, loss) = (
            new EarlyStopping { Monitor = "val_left_cosine_similarity", Patience = 9 },
            new EarlyStopping { Monitor = "val_right_loss", Patience = 9 });
        var history = model.Fit([X], [X, X], epochs: 5, validation: new Batch([X], [X, X]), callbacks: [similar, loss]);
        similar.BestEpoch.ShouldBe(1 + history["val_left_cosine_similarity"].ToList().IndexOf(history["val_left_cosine_similarity"].Max()));
        loss.BestEpoch.ShouldBe(1 + history["val_right_loss"].ToList().IndexOf(history["val_right_loss"].Min()));
    }

    [Fact]
    public void Class_weights_do_not_weigh_what_is_held_out()
    {
        var model = new Sequential(new Dense(1, Activations.Sigmoid) { UseBias = false, KernelInitializer = Initializers.Zeros });
        model.Build(1);
        model.Compile(new Sgd(1e-30), Losses.BinaryCrossentropy, [], [Metrics.Of(Losses.BinaryCrossentropy)]);
        var (x, y) = (Tensor.From([1f, 1, 2, 10], [4, 1]), Tensor.From([0f, 1, 1, 1], [4, 1]));
        var weights = new Dictionary<int, double> { [0] = 1, [1] = 5 };
        var split = model.Fit(x, y, batchSize: 4, validationSplit: 0.5, classWeight: weights);
        // Every prediction is 0.5: log 2, and in training (1 + 5) / 2 · log 2.
        split["loss"][0].ShouldBe(3 * Math.Log(2), 1e-6);
        split["val_loss"][0].ShouldBe(Math.Log(2), 1e-6);
        split["val_binary_crossentropy"][0].ShouldBe(Math.Log(2), 1e-6);
        // Weights of samples go with their samples.
        var both = model.Fit(x, y, batchSize: 4, validationSplit: 0.5, classWeight: weights, sampleWeight: Tensor.From(1f, 1, 2, 4));
        both["val_loss"][0].ShouldBe(3 * Math.Log(2), 1e-6);
        both["loss"][0].ShouldBe(3 * Math.Log(2), 1e-6);
    }

    private static Sequential Model(Metric metric)
    {
        var model = new Sequential(new Dense(2) { UseBias = false, KernelInitializer = Initializers.Constant(-1) });
        model.Build(2);
        model.Compile(new Sgd(0.05), Losses.MeanSquaredError, metric);
        return model;
    }
}
