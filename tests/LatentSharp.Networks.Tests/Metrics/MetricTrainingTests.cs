using LatentSharp.Testing;

namespace LatentSharp.Tests;

public class MetricTrainingTests
{
    private static readonly Tensor X = new TestNumbers(1).Tensor([60, 4]).Keep();
    private static readonly Tensor Y = Tensor.From(Enumerable.Range(0, 60).Select(i => X[i, 0] > 0 ? 1 : 0).ToArray(), 60).Keep();

    [Fact]
    public void The_history_has_every_metric_in_training_and_validation()
    {
        var model = Model(Metrics.Accuracy, Metrics.TopK(1));
        var history = model.Fit(X, Y, epochs: 20, batchSize: 7, validationSplit: 0.25);
        history.Names.ShouldBe(
            ["loss", "accuracy", "top_k_categorical_accuracy", "val_loss", "val_accuracy", "val_top_k_categorical_accuracy"]);
        history["accuracy"].Count.ShouldBe(20);
        history["val_accuracy"][^1].ShouldBe(model.Evaluate(X.Rows(45, 15), Y.Rows(45, 15))["accuracy"]);
        history["accuracy"][^1].ShouldBeGreaterThan(0.9);
        history["accuracy"].ShouldBe(history["top_k_categorical_accuracy"]);
    }

    [Fact]
    public void Evaluation_gives_the_metrics_of_all_batches_together()
    {
        var model = Model(Metrics.Accuracy);
        model.Fit(X, Y, epochs: 2);
        var prediction = model.Predict(X);
        var right = Enumerable.Range(0, 60).Count(i => (prediction[i, 1] > prediction[i, 0] ? 1 : 0) == Y.AsSpan<int>()[i]);
        var result = model.Evaluate(X, Y, batchSize: 7);
        result["accuracy"].ShouldBe(right / 60.0, 1e-9);
        result["loss"].ShouldBe(result.Loss);
        var loss = (double)result;
        loss.ShouldBe(result.Loss);
        Should.Throw<BadArgumentException>(() => result["auc"]).Message.ShouldContain("loss, accuracy");
    }

    /// <summary>What an epoch allocates does not grow with its batches, whatever is measured and by whatever rule weights change.</summary>
    [Fact]
    public void No_batch_allocates_anything()
    {
        var numbers = new TestNumbers(3);
        var x = numbers.Tensor([64, 6]);
        var y = Ops.OneHot(Tensor.From(Enumerable.Range(0, 64).Select(row => row % 4).ToArray()), 4);
        Metric[] metrics =
        [
            Metrics.Auc(multiLabel: true), Metrics.Precision(thresholds: [0.1, 0.2]), Metrics.Recall(topK: 2), Metrics.FBeta(2),
            Metrics.F1(F1Average.None, classes: 4),
            Metrics.OneHotMeanIoU(4), Metrics.BinaryIoU(), Metrics.PrecisionAtRecall(0.5), Metrics.Mean(), Metrics.R2,
            Metrics.Of(Losses.Dice), Metrics.Of(Losses.Tversky),
            Metrics.Of(new CategoricalCrossentropy { Axis = 1 }), Metrics.Of(Losses.Huber), Metrics.TopK(2), Metrics.Accuracy,
        ];
        Optimizer[] optimizers =
        [
            new Lamb(), new Adafactor { GradientAccumulationSteps = 3 }, new Ftrl { ClipNorm = 1, GradientAccumulationSteps = 2 },
        ];
        foreach (var metric in metrics) EachBatch(new Adam(), metric).ShouldBe(0, metric.Name);
        foreach (var optimizer in optimizers) EachBatch(optimizer, Metrics.Accuracy).ShouldBe(0, optimizer.GetType().Name);

        long EachBatch(Optimizer optimizer, Metric metric)
        {
            var model = new Sequential(new Dense(8, Activations.Relu), new Dense(4, Activations.Softmax));
            model.Compile(optimizer, Losses.CategoricalCrossentropy, [metric], [metric]);
            model.Fit(x, y, epochs: 3, batchSize: 8);
            return SteadyAllocation.OfTwoEpochs(epochs => model.Fit(x, y, epochs, batchSize: 2)) - SteadyAllocation
                .OfTwoEpochs(epochs => model.Fit(x, y, epochs, batchSize: 8));
        }
    }

    [Fact]
    public void Two_of_the_same_name_are_refused() =>
        Should.Throw<BadArgumentException>(() => Model(Metrics.TopK(1), Metrics.TopK(2))).Message.ShouldContain("top_k");

    private static Sequential Model(params Metric[] metrics)
    {
        var model = new Sequential(new Dense(2));
        model.Compile(new Adam(0.1), new SparseCategoricalCrossentropy { FromLogits = true }, metrics);
        return model;
    }
}
