using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>Trainings whose batches come from a sequence, and the options of epochs and steps.</summary>
public class BatchSequenceTests
{
    private static readonly Tensor X = new TestNumbers(1).Tensor([50, 4]).Keep();

    [Fact]
    public void A_sequence_is_enumerated_anew_for_each_epoch()
    {
        var begun = 0;
        var (model, same) = (Model(), Model());
        var history = model.Fit(Counted(), epochs: 3, validation: (X, X));
        begun.ShouldBe(3);
        history.Names.ShouldBe(["loss", "val_loss"]);
        history.Warnings.ShouldBeEmpty();
        var expected = same.Fit(X, X, epochs: 3, batchSize: 20, shuffle: false, validation: (X, X));
        history["loss"].ShouldBe(expected["loss"]);
        history["val_loss"].ShouldBe(expected["val_loss"]);

        IEnumerable<Batch> Counted()
        {
            begun++;
            foreach (var batch in Batches(20)) yield return batch;
        }
    }

    [Fact]
    public void With_steps_per_epoch_an_endless_sequence_goes_on()
    {
        var given = new List<int>();
        var batches = new List<int>();
        var history = Model().Fit(
            Endless(), epochs: 3, stepsPerEpoch: 4, callbacks: [new LambdaCallback { TrainBatchEnd = state => batches.Add(state.Batch) }]);
        given.ShouldBe([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
        batches.ShouldBe([1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4]);
        history.Epochs.ShouldBe(3);
        history.Warnings.ShouldBeEmpty();

        IEnumerable<Batch> Endless()
        {
            for (var i = 0; ; i++)
            {
                given.Add(i);
                yield return new Batch(X, X);
            }
        }
    }

    [Fact]
    public void Data_that_end_within_an_epoch_end_it_with_a_warning()
    {
        // Three batches of twenty: two epochs of two steps, the second ends after one; then they begin anew.
        var samples = new List<int>();
        var history = Model().Fit(
            Batches(20), epochs: 3, stepsPerEpoch: 2, callbacks: [new LambdaCallback { EpochEnd = state => samples.Add(state.Batch) }]);
        samples.ShouldBe([2, 1, 2]);
        history.Warnings.Single().Kind.ShouldBe(TrainingWarningKind.DataEnded);
        history.Warnings.Single().Message.ShouldBe("The batches ended after 1 of epoch 2; it ended there.");
        // A pass that ends with the epoch is no reason to warn.
        Model().Fit(Batches(25), epochs: 3, stepsPerEpoch: 2).Warnings.ShouldBeEmpty();
        Model().Fit(X, X, epochs: 3, batchSize: 20, options: new FitOptions { StepsPerEpoch = 2 }).Warnings.Single().Kind
            .ShouldBe(TrainingWarningKind.DataEnded);
    }

    [Fact]
    public void A_sequence_that_can_be_read_once_only_ends_the_training()
    {
        var queue = new Queue<Batch>(Batches(20));
        var history = Model().Fit(Once(), epochs: 3);
        history.Epochs.ShouldBe(1);
        history.StoppedEarly.ShouldBeTrue();
        history.Warnings.Single().Message.ShouldBe("The batches ended after 0 of epoch 2; it ended there.");
        Should.Throw<BadArgumentException>(() => Model().Fit(Enumerable.Empty<Batch>())).Message.ShouldBe("Fit: there are no batches.");
        Should.Throw<BadArgumentException>(() =>
            Model().Evaluate(Enumerable.Empty<Batch>())).Message.ShouldBe("Evaluate: there are no batches.");

        IEnumerable<Batch> Once()
        {
            while (queue.TryDequeue(out var batch)) yield return batch;
        }
    }

    [Fact]
    public void A_sequence_may_keep_what_it_computed_and_use_networks()
    {
        var teacher = new Sequential(new Dense(4));
        teacher.Build(4);
        var history = Model().Fit(Made(), epochs: 2);
        history["loss"].ShouldAllBe(loss => double.IsFinite(loss));

        IEnumerable<Batch> Made()
        {
            var whole = X * 0.5f;
            var targets = teacher.Predict(whole);
            for (var i = 0; i < 50; i += 10) yield return (whole.Rows(i, 10) + 0f, targets.Rows(i, 10));
        }
    }

    [Fact]
    public void Validation_may_be_rarer_weighted_and_come_in_batches()
    {
        var weights = Tensor.From(Enumerable.Range(0, 50).Select(i => i < 25 ? 2f : 0).ToArray(), 50);
        var model = Model();
        var options = new FitOptions { ValidationFrequency = 2, ValidationBatchSize = 7 };
        var history = model.Fit(
            X, X, epochs: 5, validation: (X, X, weights), options: options, callbacks: [new EarlyStopping { Patience = 5 }]);
        history["val_loss"].Count.ShouldBe(2);
        history.EpochsOf("val_loss").ShouldBe([2, 4]);
        model = Model(1e-30);
        // Half of the samples count double, the divisor is their number: the mean over that half.
        model.Fit(X, X, validation: (X, X, weights))["val_loss"][0].ShouldBe(model.Evaluate(X.Rows(0, 25), X.Rows(0, 25)).Loss, 1e-6);
        model.Evaluate(X, X, sampleWeight: weights).Loss.ShouldBe(model.Evaluate(X.Rows(0, 25), X.Rows(0, 25)).Loss, 1e-6);
        var batched = model.Fit(X, X, options: new FitOptions { ValidationBatches = Batches(20), ValidationSteps = 2 });
        batched["val_loss"][0].ShouldBe(model.Evaluate(X.Rows(0, 40), X.Rows(0, 40)).Loss, 1e-6);
        batched.Warnings.ShouldBeEmpty();
        model.Fit(X, X, options: new FitOptions { ValidationBatches = Batches(20), ValidationSteps = 5 }).Warnings.Single().Message
            .ShouldContain("3 batches; ValidationSteps asks for 5");
    }

    [Fact]
    public void Class_weights_and_sample_weights_multiply()
    {
        var labels = Tensor.From(Enumerable.Range(0, 50).Select(i => i % 2).ToArray(), 50);
        var weights = new TestNumbers(5).Tensor([50], 0, 2);
        var product = Tensor.From(Enumerable.Range(0, 50).Select(i => weights.AsSpan()[i] * (i % 2 == 1 ? 3f : 1)).ToArray(), 50);
        var byClass = new Dictionary<int, double> { [1] = 3 };
        var expected = Trained(model => model.Fit(X, labels, batchSize: 20, shuffle: false, sampleWeight: product));
        Trained(model =>
            model.Fit(X, labels, batchSize: 20, shuffle: false, sampleWeight: weights, classWeight: byClass)).ShouldBe(expected);
        Trained(model => model.Fit(Pieces(), classWeight: byClass)).ShouldBe(expected);
        Trained(model =>
        {
            foreach (var piece in Pieces()) model.TrainOnBatch(piece.X, piece.Y, piece.SampleWeights[0], byClass);
        }).ShouldBe(expected);

        IEnumerable<Batch> Pieces() => new[] { 0, 20, 40 }.Select(i => (i, Math.Min(20, 50 - i))).Select(part =>
            new Batch(X.Rows(part.i, part.Item2), labels.Rows(part.i, part.Item2), weights.Rows(part.i, part.Item2)));

        static float[] Trained(Action<Model> train)
        {
            var model = new Sequential(new Dense(2));
            model.Compile(new Sgd(0.1), new SparseCategoricalCrossentropy { FromLogits = true });
            train(model);
            return model.GetWeights()["dense/kernel"].ToArray();
        }
    }

    [Fact]
    public void Batches_tell_the_loss_so_far_and_may_stop_the_training()
    {
        var losses = new List<double>();
        var history = Model().Fit(X, X, epochs: 3, batchSize: 10, callbacks:
        [
            new LambdaCallback
            {
                TrainBatchBegin = state => losses.Add(-state.Batch),
                TrainBatchEnd = state =>
                {
                    losses.Add(state.Loss);
                    state.Figures["loss"].ShouldBe(state.Loss);
                    state.Stop = state.Batch == 3;
                },
            },
        ]);
        losses.Where(loss => loss < 0).ShouldBe([-1, -2, -3]);
        history["loss"].ShouldBe([losses[^1]]);
        history.StoppedEarly.ShouldBeTrue();
    }

    private static IEnumerable<Batch> Batches(int size)
    {
        for (var i = 0; i < 50; i += size) yield return (X.Rows(i, Math.Min(size, 50 - i)), X.Rows(i, Math.Min(size, 50 - i)));
    }

    private static Sequential Model(double rate = 0.1)
    {
        var model = new Sequential(new Dense(8, Activations.Tanh), new Dense(4));
        model.Compile(new Sgd(rate), Losses.MeanSquaredError);
        return model;
    }
}
