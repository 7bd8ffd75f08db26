using LatentSharp.Testing;

namespace LatentSharp.Tests;

public class MetricTrainingTests
{
    private static readonly Tensor X = new TestNumbers(1).Tensor([60, 4]);
    private static readonly Tensor Y = Tensor.From(Enumerable.Range(0, 60).Select(i => X[i, 0] > 0 ? 1 : 0).ToArray(), 60);

    [Fact]
    public void The_history_has_every_metric_in_training_and_validation()
    {
        var model = Model(Metrics.Accuracy, Metrics.TopK(1));
        var history = model.Fit(X, Y, epochs: 20, batchSize: 7, validationSplit: 0.25);
        history.Names.ShouldBe(["loss", "accuracy", "top_k_categorical_accuracy", "val_loss", "val_accuracy", "val_top_k_categorical_accuracy"]);
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
        double loss = result;
        loss.ShouldBe(result.Loss);
        Should.Throw<BadArgumentException>(() => result["auc"]).Message.ShouldContain("loss, accuracy");
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
