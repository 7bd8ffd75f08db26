namespace LatentSharp.Tests;

/// <summary>Training and prediction within open tapes, within each other and within code that they call.</summary>
public class WithinTapesTests
{
    private static readonly Tensor X = Tensor.From(Enumerable.Range(0, 48 * 5).Select(i => (i * 37 % 101) / 101f).ToArray(), [48, 5])
        .Keep();

    [Fact]
    public void A_network_learns_the_same_within_a_tape_and_the_tape_goes_on()
    {
        var (free, within) = (Network(), Network());
        free.Fit(X, X, epochs: 2);
        using var tape = new GradientTape();
        Tensor w = tape.Watch(X), y = w * w;
        within.Fit(X, X, epochs: 2);
        var evaluation = within.Evaluate(X, X).Loss;
        var predicted = within.Predict(X);
        evaluation.ShouldBe(free.Evaluate(X, X).Loss);
        predicted.ToArray().ShouldBe(free.Predict(X).ToArray());
        tape.Gradient(y * predicted, w).ToArray().ShouldBe(X.ToArray().Zip(predicted.ToArray(), (x, p) => 2 * x * p), 1e-6);
    }

    [Fact]
    public void Samples_of_an_open_tape_are_learned_from_as_constants()
    {
        var (free, within) = (Network(), Network());
        free.Fit(X, X);
        using var tape = new GradientTape();
        var x = tape.Watch(X) * 1f;
        within.Fit(x, x);
        within.Predict(x).ToArray().ShouldBe(free.Predict(X).ToArray());
        tape.Gradient(x * 3, x).ToArray().ShouldAllBe(value => value == 3);
    }

    [Fact]
    public void The_parameters_of_a_network_keep_their_place_on_a_tape_within_which_it_predicts()
    {
        var network = Network();
        network.Build(5);
        using var tape = new GradientTape();
        var y = Ops.Sum(network.Call(X));
        // The inner tape takes leaves of the same parameters.
        new Sequential(new Lambda(Differentiated)).Predict(X);
        var gradients = tape.Gradient(y, [.. network.TrainableParameters()]);
        gradients[1].ToArray().ShouldAllBe(value => value == 48);
        gradients[0].ToArray()[0].ShouldBe(Enumerable.Range(0, 48).Sum(row => X[row, 0]), 1e-4f);

        Tensor Differentiated(Tensor x)
        {
            using var inner = new GradientTape();
            inner.Gradient(Ops.Sum(network.Call(x)), [.. network.TrainableParameters()]);
            return x;
        }
    }

    [Fact]
    public void Callbacks_and_listeners_may_train_and_predict_and_open_tapes_of_their_own()
    {
        var (plain, watched, inner) = (Network(), Network(), Network());
        plain.Fit(X, X, epochs: 3, batchSize: 16);
        var (losses, gradients, kept) = (new List<double>(), new List<float>(), new List<Tensor>());
        using var outer = new GradientTape();
        var w = outer.Watch(2f);
        GradientTape? long_lived = null;
        Tensor ofLongLived = default;
        watched.Fit(X, X, epochs: 3, batchSize: 16, progress: new Listener(() => losses.Add(inner.Evaluate(X, X).Loss)), callbacks:
        [
            new Within(() =>
            {
                losses.Add(inner.Fit(X, X)["loss"][0]);
                using var tape = new GradientTape();
                var x = tape.Watch(3f);
                gradients.Add(tape.Gradient(x * x, x).Item());
                kept.Add(w * w);
                if (long_lived is null) (long_lived, ofLongLived) = (new GradientTape(), Tensor.Scalar(5) * 2f);
            }),
        ]);
        watched.Predict(X).ToArray().ShouldBe(plain.Predict(X).ToArray());
        gradients.ShouldAllBe(value => value == 6);
        losses.ShouldAllBe(value => double.IsFinite(value));
        ofLongLived.Item().ShouldBe(10);
        long_lived!.Dispose();
        kept.Count.ShouldBe(9);
        outer.Gradient(kept[8], w).Item().ShouldBe(4);
    }

    [Fact]
    public void A_layer_that_trains_another_network_while_it_is_used()
    {
        var inner = Network();
        var network = new Sequential(new Lambda(x => { inner.Fit(x, x); return x * 1f; }), new Dense(5));
        network.Predict(X).Shape.ShouldBe(new Shape(48, 5));
        network.Compile(new Adam(), Losses.MeanSquaredError);
        double.IsFinite(network.Fit(X, X, epochs: 2)["loss"][1]).ShouldBeTrue();
    }

    [Fact]
    public void A_step_of_a_model_within_a_step_of_itself_is_refused_with_the_reason()
    {
        var network = Network();
        Should.Throw<InvalidOperationException>(() => network.Fit(X, X, callbacks: [new Within(() => network.Fit(X, X))]))
            .Message.ShouldBe("This model is in the middle of a step; a step of it within that cannot begin.");
        double.IsFinite(network.Fit(X, X)["loss"][0]).ShouldBeTrue();
    }

    [Fact]
    public void A_tape_that_something_else_runs_within_says_so()
    {
        using var tape = new GradientTape();
        var network = new Sequential(new Lambda(x => tape.Watch(x)));
        Should.Throw<InvalidOperationException>(() => network.Predict(X)).Message.ShouldContain("runs within it");
        tape.Watch(1f).Item().ShouldBe(1);
    }

    [Fact]
    public void A_training_that_fails_leaves_the_tape_as_it_was()
    {
        using var tape = new GradientTape();
        var w = tape.Watch(2f);
        Should.Throw<FormatException>(() => Network().Fit(X, X, callbacks: [new Within(() => throw new FormatException())]));
        tape.Gradient(w * w, w).Item().ShouldBe(4);
    }

    [Fact]
    public void Batches_may_come_from_a_tape_that_stays_open_between_them()
    {
        var (free, network) = (Network(), Network());
        free.Fit(X, X, batchSize: 16, shuffle: false);
        network.Fit(Batches());
        network.Predict(X).ToArray().ShouldBe(free.Predict(X).ToArray());

        static IEnumerable<Batch> Batches()
        {
            using var tape = new GradientTape();
            for (var i = 0; i < 3; i++)
            {
                var rows = X.Rows(i * 16, 16) * 1f;
                yield return (rows, rows);
            }
        }
    }

    [Fact]
    public void The_steady_step_within_a_tape_allocates_nothing()
    {
        using var tape = new GradientTape();
        var w = tape.Watch(X) * 2f;
        var network = Network();
        network.Fit(X, X, epochs: 20, batchSize: 8);
        var bytes = new List<long>(1000);
        network.Fit(X, X, epochs: 40, batchSize: 8, callbacks: [new Within(() => bytes.Add(GC.GetAllocatedBytesForCurrentThread()))]);
        // Within an epoch, after the first ones.
        for (var i = 121; i < 125; i++) (bytes[i] - bytes[i - 1]).ShouldBe(0);
        w.Count.ShouldBe(240);
    }

    private static Sequential Network()
    {
        var network = new Sequential(new Dense(5)) { Seed = 3 };
        network.Compile(new Adam(0.01), Losses.MeanSquaredError);
        return network;
    }

    private sealed class Within(Action act) : Callback
    {
        public override void OnTrainBatchEnd(TrainingState state) => act();
    }

    private sealed class Listener(Action act) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => act();
    }
}
