namespace LatentSharp.Tests;

/// <summary>What <c>Fit</c> and its kin refuse, by name, and batches larger than all there is.</summary>
public class FitArgumentTests
{
    private static readonly Tensor X = Tensor.From(Enumerable.Range(0, 6 * 2).Select(i => i / 11f).ToArray(), [6, 2]).Keep();

    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(-0.5f, "-0.5")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    public void Sample_weights_that_weigh_nothing_are_refused(float weight, string shown)
    {
        var weights = Tensor.From(1f, 1, 1, weight, 1, 1);
        var network = Network();
        Message(() => network.Fit(X, X, sampleWeight: weights)).ShouldBe(
            $"Fit: sampleWeight is {shown} at place 3; weights are finite, 0 or more.");
        Message(() => network.Fit([X], [X], sampleWeight: [weights])).ShouldStartWith("Fit: sampleWeight is");
        Message(() => network.Evaluate(X, X, sampleWeight: weights)).ShouldStartWith("Evaluate: sampleWeight is");
        Message(() => network.TrainOnBatch(X, X, weights)).ShouldStartWith("TrainOnBatch: sampleWeight is");
        Message(() => network.TestOnBatch(X, X, weights)).ShouldStartWith("TestOnBatch: sampleWeight is");
        Message(() => network.Fit(X, X, validation: (X, X, weights))).ShouldStartWith("Batch: sampleWeight is");
        double.IsFinite(network.Fit(X, X, sampleWeight: Tensor.From(0, 1, 2, 0, 1, 1))["loss"][0]).ShouldBeTrue();
    }

    [Fact]
    public void Class_weights_that_weigh_nothing_are_refused()
    {
        var network = new Sequential(new Dense(2, Activations.Softmax));
        network.Compile(new Adam(), Losses.SparseCategoricalCrossentropy);
        var labels = Tensor.From(0, 1, 0, 1, 0, 1);
        Message(
            () => network.Fit(X, labels, classWeight: new Dictionary<int, double> { [0] = 1, [1] = double.NaN }))
            .ShouldBe("Fit: classWeight of class 1 is NaN; weights are finite, 0 or more.");
        Message(() => network.Fit(X, labels, classWeight: new Dictionary<int, double> { [1] = -2 })).ShouldContain("class 1 is -2");
        Message(() =>
            network.Fit(
                [(X, labels)],
                classWeight: new Dictionary<int, double> { [1] = double.PositiveInfinity })).ShouldContain("class 1 is Infinity");
    }

    [Fact]
    public void Nothing_in_place_of_something_is_refused_by_name()
    {
        var network = Network();
        Message(() =>
            network.Fit(X, X, callbacks: [new TerminateOnNaN(), null!])).ShouldBe("Fit: callback 2 of 2 is null; it must be given.");
        Message(
            () => network.Compile(new Sgd(), Losses.MeanSquaredError, Metrics.Accuracy, null!))
            .ShouldBe("Compile: metric 2 of 2 is null; it must be given.");
        Message(
            () => network.Compile(new Sgd(), Losses.MeanSquaredError, [], [null!]))
            .ShouldBe("Compile: metric 1 of 1 is null; it must be given.");
        Message(() => network.Fit((IEnumerable<Batch>)null!)).ShouldBe("Fit: batches are null; give a sequence of them.");
        Message(() => network.Fit((Tensor[])null!, [X])).ShouldStartWith("Fit: x is null");
        Message(() => network.Fit([X], (Tensor[])null!)).ShouldStartWith("Fit: y is null");
        Message(() => network.Fit(default(Tensor), X)).ShouldBe("Fit: x is default(Tensor); it holds nothing.");
        Message(() => network.Fit([X, default], [X])).ShouldStartWith("Fit: an input is default(Tensor)");
        Message(() => network.Predict(default(Tensor))).ShouldStartWith("Predict: x is default(Tensor)");
        Message(() => network.Predict((IEnumerable<Batch>)null!)).ShouldStartWith("Predict: batches are null");
        Message(() => network.PredictOnBatch((Tensor[])null!)).ShouldStartWith("PredictOnBatch: x is null");
        Message(() => network.Evaluate((Tensor[])null!, [X])).ShouldStartWith("Evaluate: x is null");
        Message(() => network.Evaluate([X], null!)).ShouldStartWith("Evaluate: y is null");
        Message(() => network.Evaluate((IEnumerable<Batch>)null!)).ShouldStartWith("Evaluate: batches are null");
        Message(() => network.Fit([null!])).ShouldBe("Fit: a batch of the sequence is null.");
    }

    [Fact]
    public void A_batch_larger_than_everything_is_everything()
    {
        var (all, largest) = (Network(), Network());
        all.Fit(X, X, epochs: 3, batchSize: 6);
        var history = largest.Fit(
            X, X, epochs: 3, batchSize: int.MaxValue, validation: (X, X), options: new() { ValidationBatchSize = int.MaxValue });
        largest.Predict(X, int.MaxValue).ToArray().ShouldBe(all.Predict(X).ToArray());
        largest.Evaluate(X, X, int.MaxValue).Loss.ShouldBe(all.Evaluate(X, X).Loss);
        history["val_loss"].Count.ShouldBe(3);
        var split = Network();
        double.IsFinite(split.Fit(X, X, batchSize: int.MaxValue, validationSplit: 0.5)["val_loss"][0]).ShouldBeTrue();
    }

    [Fact]
    public void Whole_numbers_are_learned_from_and_predicted_for_as_numbers()
    {
        var (floats, whole) = (Network(), Network());
        var numbers = Tensor.From(new[] { 0, 1, 2, 3, 1, 0 }, [3, 2]);
        floats.Fit(Ops.ToFloat(numbers), Ops.ToFloat(numbers));
        whole.Fit(numbers, numbers);
        whole.Predict(numbers).ToArray().ShouldBe(floats.Predict(Ops.ToFloat(numbers)).ToArray());
        Message(
            () => whole.Predict(Tensor.From(new[] { 1 << 25, 0 }, [1, 2])))
            .ShouldStartWith("dense: x is Int32 (1, 2) and holds 33554432 at place 0");
    }

    private static Sequential Network()
    {
        var network = new Sequential(new Dense(2)) { Seed = 1 };
        network.Compile(new Adam(), Losses.MeanSquaredError);
        return network;
    }

    private static string Message(Action action) => Should.Throw<BadArgumentException>(action).Message;
}
