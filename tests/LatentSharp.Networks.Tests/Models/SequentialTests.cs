using LatentSharp.Testing;

namespace LatentSharp.Tests;

public class SequentialTests
{
    [Fact]
    public void Weights_are_named_by_structure()
    {
        var model = new Sequential(new Dense(4), new Sequential(new Dense(3), new Dense(2)) { Name = "head" }, new Dense(1));
        model.Build(5);
        model.GetWeights().Keys.ShouldBe(
        [
            "dense/kernel", "dense/bias", "head/dense/kernel", "head/dense/bias", "head/dense_1/kernel", "head/dense_1/bias", "dense_1/kernel", "dense_1/bias",
        ]);
        model.ParameterCount.ShouldBe((5 * 4) + 4 + (4 * 3) + 3 + (3 * 2) + 2 + 2 + 1);
    }

    [Fact]
    public void The_summary_shows_layers_shapes_and_parameters()
    {
        var model = new Sequential(new Dense(64, Activations.Relu), new Dropout(0.5), new Dense(10));
        Should.Throw<BadArgumentException>(model.Summary).Message.ShouldContain("Build");
        model.Build(784);
        var lines = model.Summary().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd()).ToArray();
        lines[4].ShouldMatch(@"^dense \(Dense\)\s+\(\?, 64\)\s+50,240$");
        lines[6].ShouldMatch(@"^dense_1 \(Dense\)\s+\(\?, 10\)\s+650$");
        lines.ShouldContain("Total params: 50,890 (198.79 KB)");
    }

    [Fact]
    public void Predict_does_not_depend_on_the_batch_size()
    {
        var model = new Sequential(new Dense(16, Activations.Tanh), new Dense(3));
        var x = new TestNumbers(1).Tensor([37, 8]);
        var whole = model.Predict(x, batchSize: 100).ToArray();
        model.Predict(x, batchSize: 5).ToArray().ShouldBe(whole);
        model.Predict(x.Rows(0, 0)).Shape.ShouldBe(new Shape(0, 3));
    }

    [Fact]
    public void Predicting_within_a_tape_leaves_it_alone()
    {
        var model = new Sequential(new Dense(2));
        var x = Tensor.Ones([3, 2]);
        model.Predict(x);
        using var tape = new GradientTape();
        var w = tape.Watch(2f);
        var y = w * w;
        model.Predict(x).IsTracked.ShouldBeFalse();
        tape.Gradient(y, w).Item().ShouldBe(4);
    }

    [Fact]
    public void A_fitted_network_is_used_by_many_threads_at_once()
    {
        var model = new Sequential(new Dense(32, Activations.Relu), new Dense(4));
        var x = new TestNumbers(2).Tensor([200, 16]);
        var expected = model.Predict(x).ToArray();
        var wrong = 0;
        var threads = Enumerable.Range(0, 6).Select(_ => new Thread(() =>
        {
            for (var i = 0; i < 30; i++)
            {
                if (!model.Predict(x, 50).ToArray().AsSpan().SequenceEqual(expected)) Interlocked.Increment(ref wrong);
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        wrong.ShouldBe(0);
    }

    [Fact]
    public void Mistakes_are_told_where_they_are_made()
    {
        Message(() => new Sequential()).ShouldContain("no layers");
        Message(() => new Dense(0)).ShouldBe("Dense: units is 0; it must be 1 or more.");
        Message(() => new Dropout(1)).ShouldContain("below 1");
        Message(() => new Sequential(new Dense(1) { Name = "a" }, new Dense(1) { Name = "a" })).ShouldContain("'a'");
        Message(() => new Sequential(new Dense(1) { Name = "a/b" })).ShouldContain("'a/b'");
        var model = new Sequential(new Dense(2));
        Message(() => model.Fit(Tensor.Ones([3, 2]), Tensor.Ones([3, 2]))).ShouldContain("Compile");
        model.Compile(new Sgd(0.1), Losses.MeanSquaredError);
        Message(() => model.Fit(Tensor.Ones([3, 2]), Tensor.Ones([4, 2]))).ShouldContain("(3, 2) and targets (4, 2)");
        Message(() => model.Fit(Tensor.Zeros([0, 2]), Tensor.Zeros([0, 2]))).ShouldContain("no samples");
        Message(() => model.Fit(Tensor.Ones([3, 2]), Tensor.Ones([3, 5]))).ShouldContain("(3, 5)");
        Message(() => model.Fit(Tensor.Ones([3, 2]), Tensor.Ones([3, 2]), epochs: 0)).ShouldContain("epochs");
        Message(() => model.Fit(Tensor.Ones([3, 2]), Tensor.Ones([3, 2]), validationSplit: 1)).ShouldContain("validationSplit");
        Message(() => model.SetWeights(new Dictionary<string, Tensor>())).ShouldContain("dense/kernel is missing");
        Message(() => new Adam(-1.0)).ShouldContain("learning rate");
    }

    private static string Message(Action action) => Should.Throw<BadArgumentException>(action).Message;
}
