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
            "dense/kernel", "dense/bias", "head/dense/kernel", "head/dense/bias", "head/dense_1/kernel", "head/dense_1/bias",
            "dense_1/kernel", "dense_1/bias",
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
    public void Predict_writes_into_the_callers_memory()
    {
        var x = new TestNumbers(3).Tensor([1200, 4]);
        var model = new Sequential(new Dense(5, Activations.Relu), new Dense(3));
        var expected = model.Predict(x).ToArray();
        var found = new float[3600];
        model.Predict(x, found);
        found.ShouldBe(expected);
        Should.Throw<BadArgumentException>(() => model.Predict(x, new float[3599])).Message
            .ShouldBe("Predict: the destination has 3599 numbers; the results of 1200 samples are 3600.");
        Should.Throw<BadArgumentException>(() => model.Predict(x.Rows(0, 0), new float[1])).Message
            .ShouldBe("Predict: the destination has 1 numbers; the results are 0.");
        for (var i = 0; i < 20; i++) model.Predict(x, found);
        var before = GC.GetAllocatedBytesForCurrentThread();
        model.Predict(x, found);
        // Not one of the results: 14,400 bytes.
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(4096);
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
    public void A_network_that_begins_with_its_input_is_described_before_it_sees_samples()
    {
        var model = new Sequential(new Input(6), new Dense(4), new Dense(2)) { Seed = 3 };
        var summary = model.Summary();
        summary.ShouldContain("Total params: 38 ");
        summary.ShouldNotContain("Input");
        var same = new Sequential(new Dense(4), new Dense(2)) { Seed = 3 };
        same.Build(6);
        model.GetWeights().Select(pair => (pair.Key, pair.Value.ToArray()))
            .ShouldBe(same.GetWeights().Select(pair => (pair.Key, pair.Value.ToArray())), new WeightsEqual());
        Message(() => model.Predict(Tensor.Ones([5, 7]))).ShouldContain("(5, 7)");
        Message(() => new Sequential(new Dense(2)).Build()).ShouldContain("Input");
        var drawn = Symbol.Input(6);
        new Model(drawn, new Dense(2).Call(drawn)).GetWeights().Keys.ShouldBe(["dense/kernel", "dense/bias"]);
    }

    [Fact]
    public void Networks_that_were_built_by_themselves_get_names_of_their_own_when_joined()
    {
        var encoder = new Sequential(new Input(6), new Dense(2)) { Name = "encoder" };
        var decoder = new Sequential(new Input(2), new Dense(6)) { Name = "decoder" };
        encoder.Summary();
        decoder.Summary();
        encoder.GetWeights().Keys.ShouldBe(["dense/kernel", "dense/bias"]);
        var kernel = encoder.GetWeights()["dense/kernel"].ToArray();
        var joined = new Sequential(encoder, decoder);
        joined.Build();
        joined.GetWeights().Keys.ShouldBe(["encoder/dense/kernel", "encoder/dense/bias", "decoder/dense/kernel", "decoder/dense/bias"]);
        joined.GetWeights()["encoder/dense/kernel"].ToArray().ShouldBe(kernel);
        joined.GetLayer("encoder").ShouldBeSameAs(encoder);
    }

    [Fact]
    public void Layers_that_were_called_by_themselves_get_names_of_their_own_when_joined()
    {
        var (first, second) = (new Dense(3), new Dense(3));
        first.Call(Tensor.Ones([1, 3]));
        second.Call(Tensor.Ones([1, 3]));
        var joined = new Sequential(first, second);
        joined.Build(3);
        joined.GetWeights().Keys.ShouldBe(["dense/kernel", "dense/bias", "dense_1/kernel", "dense_1/bias"]);
    }

    private sealed class WeightsEqual : IEqualityComparer<(string Name, float[] Values)>
    {
        public bool Equals((string Name, float[] Values) x, (string Name, float[] Values) y) =>
            x.Name == y.Name && x.Values.AsSpan().SequenceEqual(y.Values);

        public int GetHashCode((string Name, float[] Values) obj) => obj.Name.GetHashCode(StringComparison.Ordinal);
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
