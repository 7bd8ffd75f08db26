using LatentSharp.Testing;

namespace LatentSharp.Tests;

public class FitTests
{
    private static readonly Tensor X = new TestNumbers(1).Tensor([50, 4]).Keep();

    [Fact]
    public void History_has_the_losses_of_every_epoch()
    {
        var history = Model().Fit(X, X, epochs: 7, batchSize: 8, validationSplit: 0.2);
        history.Names.ShouldBe(["loss", "val_loss"]);
        history["loss"].Count.ShouldBe(7);
        history["loss"][6].ShouldBeLessThan(history["loss"][0]);
        history.StoppedEarly.ShouldBeFalse();
        history.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void The_loss_is_weighted_by_samples_and_a_short_last_batch_is_kept()
    {
        // With a learning rate that changes nothing, every batch size reports the same mean loss.
        var whole = Model(1e-30).Fit(X, X, batchSize: 50)["loss"][0];
        Model(1e-30).Fit(X, X, batchSize: 16)["loss"][0].ShouldBe(whole, 1e-6);
        var model = Model(1e-30);
        model.Fit(X, X);
        model.Evaluate(X, X, batchSize: 7).Loss.ShouldBe(whole, 1e-6);
    }

    [Fact]
    public void The_same_seed_gives_the_same_weights_and_another_seed_others()
    {
        Trained(1).ShouldBe(Trained(1));
        Trained(1).ShouldNotBe(Trained(2));

        static float[] Trained(long seed)
        {
            var model = Model(seed: seed);
            model.Fit(X, X, epochs: 2, batchSize: 8);
            return model.GetWeights()["dense/kernel"].ToArray();
        }
    }

    [Fact]
    public void Training_twice_continues()
    {
        var model = Model();
        var first = model.Fit(X, X, epochs: 5)["loss"];
        model.Fit(X, X, epochs: 1)["loss"][0].ShouldBeLessThan(first[0]);
    }

    [Fact]
    public void A_stop_signal_keeps_what_was_learned()
    {
        var stop = new StopSignal();
        var progress = new Collected(report => { if (report.Epoch == 3) stop.Request(); });
        var history = Model().Fit(X, X, epochs: 100, progress: progress, stop: stop);
        history.StoppedEarly.ShouldBeTrue();
        history.Epochs.ShouldBe(3);
    }

    [Fact]
    public void A_cancelled_token_throws()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Should.Throw<OperationCanceledException>(() => Model().Fit(X, X, cancellationToken: source.Token));
    }

    [Fact]
    public void Progress_ends_every_epoch_with_its_loss()
    {
        var reports = new List<TrainingProgress>();
        var history = Model().Fit(X, X, epochs: 4, batchSize: 10, validationSplit: 0.2, progress: new Collected(reports.Add));
        var ends = reports.Where(report => report.EpochEnded).ToList();
        ends.Select(report => report.Loss).ShouldBe(history["loss"]);
        ends.Select(report => report.ValidationLoss!.Value).ShouldBe(history["val_loss"]);
        ends.ShouldAllBe(report => report.Batches == 4 && report.Batch == 4 && report.Epochs == 4 && report.SamplesPerSecond > 0);
        ends[^1].Remaining.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void Early_stopping_restores_the_best_weights()
    {
        var losses = new Queue<double>([5, 3, 4, 4.5, 1]);
        var seen = new List<float[]>();
        var stopping = new EarlyStopping { Monitor = "scripted", Mode = MonitorMode.Min, Patience = 2, RestoreBestWeights = true };
        var model = Model();
        var history = model.Fit(X, X, epochs: 5, callbacks: [new Scripted(losses, seen), stopping]);
        history.Epochs.ShouldBe(4);
        model.GetWeights()["dense/kernel"].ToArray().ShouldBe(seen[1]);
        Should.Throw<BadArgumentException>(() => Model().Fit(X, X, callbacks: [new EarlyStopping()])).Message.ShouldContain("val_loss");
    }

    [Fact]
    public void A_loss_that_explodes_ends_the_training_with_a_warning()
    {
        var history = Model(1e30).Fit(X, X, epochs: 50, batchSize: 8);
        history.Warnings.Single().Kind.ShouldBe(TrainingWarningKind.LossNotFinite);
        history.Epochs.ShouldBeLessThan(50);
    }

    [Fact]
    public void Samples_of_weight_zero_change_nothing_and_weights_scale_the_loss()
    {
        var (one, two) = (Model(), Model());
        var wrong = Tensor.Full([50, 4], 100);
        Tensor Mixed(Tensor kept) => Ops.Concatenate([X.Rows(0, 25), kept.Rows(25, 25)], 0);
        var weights = Ops.Concatenate([Tensor.Full(25, 2), Tensor.Zeros(25)], 0);
        one.Fit(X, Mixed(wrong), epochs: 3, batchSize: 10, sampleWeight: weights);
        two.Fit(X, Mixed(X), epochs: 3, batchSize: 10, sampleWeight: weights);
        one.GetWeights()["dense/kernel"].ToArray().ShouldBe(two.GetWeights()["dense/kernel"].ToArray());
        // 25 of 50 samples count double: the divisor is the number of samples, not the sum of weights.
        var loss = Model(1e-30).Fit(X.Rows(0, 25), X.Rows(0, 25), batchSize: 50)["loss"][0];
        Model(1e-30).Fit(X, X, batchSize: 50, sampleWeight: weights)["loss"][0].ShouldBe(loss, 1e-6);
        Should.Throw<BadArgumentException>(() => Model().Fit(X, X, sampleWeight: Tensor.Ones(49))).Message.ShouldContain("(49)");
    }

    [Fact]
    public void Class_weights_are_sample_weights_by_label()
    {
        var labels = Tensor.From(Enumerable.Range(0, 50).Select(i => i % 4).ToArray(), 50);
        var weights = Tensor.From(Enumerable.Range(0, 50).Select(i => i % 4 == 2 ? 3f : i % 4 == 0 ? 0.5f : 1).ToArray(), 50);
        var byClass = new Dictionary<int, double> { [2] = 3, [0] = 0.5 };
        Trained(labels, null, byClass).ShouldBe(Trained(labels, weights, null));
        Trained(Ops.OneHot(labels, 4), null, byClass).ShouldBe(Trained(Ops.OneHot(labels, 4), weights, null));

        static float[] Trained(Tensor y, Tensor? sample, Dictionary<int, double>? byClass)
        {
            var model = new Sequential(new Dense(4));
            model.Compile(
                new Sgd(0.1),
                y.Rank == 1 ? new SparseCategoricalCrossentropy { FromLogits = true } : new CategoricalCrossentropy { FromLogits = true });
            model.Fit(X, y, epochs: 2, batchSize: 8, sampleWeight: sample ?? default, classWeight: byClass);
            return model.GetWeights()["dense/kernel"].ToArray();
        }
    }

    [Fact]
    public void Frozen_layers_do_not_change()
    {
        var model = new Sequential(new Dense(8, Activations.Tanh) { Trainable = false }, new Dense(4));
        model.Compile(new Sgd(0.1), Losses.MeanSquaredError);
        model.Build(4);
        var before = model.GetWeights();
        model.Fit(X, X);
        model.GetWeights()["dense/kernel"].ToArray().ShouldBe(before["dense/kernel"].ToArray());
        model.GetWeights()["dense_1/kernel"].ToArray().ShouldNotBe(before["dense_1/kernel"].ToArray());
    }

    public static TheoryData<string> SteadyLosses =>
        ["mean_squared_error", "binary_crossentropy", "huber", "categorical_crossentropy", "cosine_similarity"];

    [Theory]
    [MemberData(nameof(SteadyLosses))]
    public void The_steady_training_step_allocates_nothing(string name)
    {
        Loss[] losses =
        [
            Losses.MeanSquaredError, Losses.BinaryCrossentropy, Losses.Huber, new CategoricalCrossentropy { FromLogits = true },
            Losses.CosineSimilarity,
        ];
        var x = new TestNumbers(3).Tensor([3210, 20]);
        var model = new Sequential(new Dense(16, Activations.Relu), new Dropout(0.1), new Dense(20, Activations.Sigmoid));
        model.Compile(
            new Adam { ClipNorm = 1, WeightDecay = 0.01, UseEma = true }, losses.First(loss => loss.Name == name),
            Metrics.CategoricalAccuracy, Metrics.Recall());
        var y = Ops.Greater(x, 0);
        model.Fit(x, y, epochs: 2);
        SteadyAllocation.OfTwoEpochs(epochs => model.Fit(x, y, epochs)).ShouldBeLessThan(2048);
    }

    private static Sequential Model(double rate = 0.1, long seed = 0)
    {
        var model = new Sequential(new Dense(8, Activations.Tanh), new Dense(4)) { Seed = seed };
        model.Compile(new Sgd(rate), Losses.MeanSquaredError);
        return model;
    }

    private sealed class Collected(Action<TrainingProgress> act) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => act(value);
    }

    private sealed class Scripted(Queue<double> values, List<float[]> seen) : Callback
    {
        public override void OnEpochEnd(TrainingState state)
        {
            state.History.Add("scripted", values.Dequeue());
            seen.Add(state.Model.GetWeights()["dense/kernel"].ToArray());
        }
    }
}
