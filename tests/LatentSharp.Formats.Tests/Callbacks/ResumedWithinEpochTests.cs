using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>Trainings that break off within an epoch, and go on to the bits, the history and the warnings of an unbroken one.</summary>
public class ResumedWithinEpochTests
{
    private static readonly Tensor X = new TestNumbers(1).Tensor([40, 4], 0, 1).Keep();
    private static readonly Tensor Labels = Tensor.From([.. Enumerable.Range(0, 40).Select(i => i * 7 % 3)]);
    private static readonly Tensor Yes = Tensor.From([.. Enumerable.Range(0, 40).Select(i => i % 3 == 0 ? 1f : 0f)], [40, 1]);

    private static readonly Dictionary<string, Func<Callback[], (Model Model, History History)>> Trainings = new()
    {
        ["metrics of classes"] = callbacks => Fit(Network(3), callbacks, Labels, Classes()),
        ["metrics of yes and no"] = callbacks => Fit(
            Network(1, Activations.Sigmoid), callbacks, Yes,
            [
                Metrics.BinaryAccuracy(), Metrics.Auc(), Metrics.Precision(), Metrics.Recall(thresholds: [0.3, 0.6]),
                Metrics.SensitivityAtSpecificity(0.5), Metrics.R2, Metrics.BinaryIoU(), Metrics.Mean(), Metrics.Sum(),
            ]),
        ["steps of their own"] = callbacks =>
        {
            var model = Compiled(Network(1), []);
            // 5 batches a pass, 3 in an epoch: a pass goes on over the ends of epochs.
            return (model, model.Fit(
                Enumerable.Range(0, 5).Select(i => (Batch)(X.Rows(8 * i, 8), Yes.Rows(8 * i, 8))), epochs: 4, stepsPerEpoch: 3,
                callbacks: callbacks));
        },
        ["orders over epochs"] = callbacks =>
        {
            var model = Compiled(Network(1), []);
            return (model, model.Fit(X, Yes, epochs: 4, batchSize: 8, callbacks: callbacks, options: new() { StepsPerEpoch = 3 }));
        },
        ["stream"] = callbacks =>
        {
            var model = Compiled(new Sequential(new Dense(4)) { Seed = 5 }, [], Losses.MeanSquaredError);
            return (model, model.Fit(new TensorStream(X), rebuilds: true, epochs: 3, batchSize: 8, callbacks: callbacks));
        },
        ["states from batch to batch"] = callbacks =>
        {
            var model = Compiled(new Sequential(new Reshape([2, 2]), new LSTM(3) { Stateful = true }, new Dense(1)) { Seed = 5 }, []);
            return (model, model.Fit(X, Yes, epochs: 3, batchSize: 8, shuffle: false, callbacks: callbacks));
        },
        ["shards"] = callbacks =>
        {
            var model = Compiled(Network(1), []);
            return (model, model.Fit(X, Yes, epochs: 3, batchSize: 8, callbacks: callbacks, options: new() { ShardSize = 3 }));
        },
        ["early stopping"] = callbacks =>
        {
            var model = Compiled(Network(1), [], rate: 0.3);
            return (model, model.Fit(
                X, Yes, epochs: 9, batchSize: 8, validation: (X, Yes),
                callbacks: [new EarlyStopping { RestoreBestWeights = true }, new ReduceLROnPlateau { Patience = 1 }, .. callbacks]));
        },
        ["doubtful targets"] = callbacks =>
        {
            var model = Compiled(Network(1, Activations.Sigmoid), [Metrics.BinaryAccuracy()], Losses.BinaryCrossentropy);
            return (model, model.Fit(X, Yes * 3, epochs: 3, batchSize: 8, callbacks: callbacks));
        },
    };

    public static TheoryData<string> Names => [.. Trainings.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_training_goes_on_after_any_batch(string name)
    {
        var steps = 0;
        var whole = Trainings[name]([new LambdaCallback { TrainBatchEnd = _ => steps++ }]);
        for (var after = 1; after <= steps; after += 1 + (after % 3))
        {
            using var folder = new TemporaryFolder();
            var done = 0;
            var breaking = new LambdaCallback { TrainBatchEnd = _ => { if (++done == after) throw new OperationCanceledException(); } };
            Should.Throw<OperationCanceledException>(() => Trainings[name]([breaking, Backup(folder)]));
            var backup = Backup(folder);
            var resumed = Trainings[name]([new LambdaCallback(), backup]);
            (backup.RestoredEpoch + backup.RestoredBatch > 0).ShouldBe(after > 2, $"after {after}");
            Same(resumed, whole, $"{name}, after {after}");
        }
    }

    [Fact]
    public void What_is_asked_to_stop_within_an_epoch_goes_on_there()
    {
        var whole = Trainings["metrics of classes"]([]);
        using var folder = new TemporaryFolder();
        var stop = new StopSignal();
        var asking = new LambdaCallback { TrainBatchEnd = state => { if (state is { Epoch: 1, Batch: 3 }) stop.Request(); } };
        var model = Compiled(Network(3), Classes(), new SparseCategoricalCrossentropy { FromLogits = true });
        model.Fit(X, Labels, 3, 8, callbacks: [asking, new BackupAndRestore(folder.File("b")) { EverySteps = 1000 }], stop: stop);
        var backup = new BackupAndRestore(folder.File("b")) { EverySteps = 1000 };
        var resumed = Trainings["metrics of classes"]([new LambdaCallback(), backup]);
        (backup.RestoredEpoch, backup.RestoredBatch).ShouldBe((1, 3));
        Same(resumed, whole, "stopped");
        Directory.Exists(folder.File("b")).ShouldBeFalse();
    }

    /// <summary>A metric that does not say what it has counted: the training goes on after whole epochs.</summary>
    [Fact]
    public void A_metric_of_somebody_else_is_waited_for()
    {
        using var folder = new TemporaryFolder();
        (Model, History) Train(params Callback[] callbacks) => Fit(Network(3), callbacks, Labels, [new Count()]);
        var whole = Train();
        var done = 0;
        var breaking = new LambdaCallback { TrainBatchEnd = _ => { if (++done == 8) throw new OperationCanceledException(); } };
        Should.Throw<OperationCanceledException>(() => Train(breaking, Backup(folder)));
        var backup = Backup(folder);
        var resumed = Train(new LambdaCallback(), backup);
        (backup.RestoredEpoch, backup.RestoredBatch).ShouldBe((1, 0));
        Same(resumed, whole, "another's metric");
    }

    [Fact]
    public void A_checkpoint_that_cannot_be_written_is_told_and_training_goes_on()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("b"), "a file where a folder should be");
        var (model, history) = Trainings["shards"]([Backup(folder)]);
        history.Warnings.ShouldHaveSingleItem().Kind.ShouldBe(TrainingWarningKind.CheckpointNotWritten);
        Weights(model).ShouldBe(Weights(Trainings["shards"]([]).Model));
    }

    /// <summary>A checkpoint that a kill cut short is none of the two: with the newest damaged, there is one before it.</summary>
    [Fact]
    public void Two_whole_checkpoints_stay_beside_one_that_was_cut_short()
    {
        using var folder = new TemporaryFolder();
        var done = 0;
        var breaking = new LambdaCallback { TrainBatchEnd = _ => { if (++done == 5) throw new OperationCanceledException(); } };
        Should.Throw<OperationCanceledException>(() => Trainings["shards"]([breaking, Backup(folder)]));
        Directory.CreateDirectory(Path.Combine(folder.File("b"), "epoch-0000000-batch-000000005"));
        breaking = new LambdaCallback { TrainBatchEnd = _ => { if (++done == 8) throw new OperationCanceledException(); } };
        Should.Throw<OperationCanceledException>(() => Trainings["shards"]([breaking, Backup(folder)]));
        Directory.GetDirectories(folder.File("b")).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe(
            ["epoch-0000000-batch-000000004", "epoch-0000001-batch-000000001"]);
    }

    [Fact]
    public void Steps_and_times_are_checked()
    {
        Should.Throw<BadArgumentException>(() => new BackupAndRestore("b") { EverySteps = 0 });
        Should.Throw<BadArgumentException>(() => new BackupAndRestore("b") { Every = TimeSpan.Zero });
        (new BackupAndRestore("b").EveryEpochs, new BackupAndRestore("b") { EverySteps = 5 }.EveryEpochs).ShouldBe((1, null));
        using var folder = new TemporaryFolder();
        Trainings["shards"]([new BackupAndRestore(folder.File("b")) { Every = TimeSpan.FromTicks(1), DeleteCheckpoint = false }]);
        Directory.GetDirectories(folder.File("b")).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe(
            ["epoch-0000002-batch-000000004", "epoch-0000002-batch-000000005"]);
    }

    private static BackupAndRestore Backup(TemporaryFolder folder) => new(folder.File("b")) { EverySteps = 2 };

    private static Metric[] Classes() =>
        [Metrics.Accuracy, Metrics.F1(), Metrics.OneHotMeanIoU(3), Metrics.TopK(2)];

    private static Sequential Network(int outputs, ActivationFunction? last = null) =>
        new(new Dense(8, Activations.Tanh), new Dropout(0.3), new Dense(outputs, last)) { Seed = 5 };

    private static (Model Model, History History) Fit(Model network, Callback[] callbacks, Tensor targets, Metric[] metrics)
    {
        var model = Compiled(
            network, metrics,
            targets.DType == DType.Float32 ? Losses.BinaryCrossentropy : new SparseCategoricalCrossentropy { FromLogits = true });
        return (model, model.Fit(X, targets, epochs: 3, batchSize: 8, callbacks: callbacks));
    }

    private static Model Compiled(Model model, Metric[] metrics, Loss? loss = null, double rate = 0.02)
    {
        model.Compile(new Adam(rate), loss ?? Losses.MeanSquaredError, metrics);
        return model;
    }

    private static void Same((Model Model, History History) found, (Model Model, History History) expected, string what)
    {
        Weights(found.Model).ShouldBe(Weights(expected.Model), what);
        found.History.Names.ShouldBe(expected.History.Names, what);
        foreach (var name in expected.History.Names)
        {
            found.History[name].ShouldBe(expected.History[name], $"{what}: {name}");
            found.History.EpochsOf(name).ShouldBe(expected.History.EpochsOf(name), what);
        }
        found.History.Warnings.Select(warning => warning.Message)
            .ShouldBe(expected.History.Warnings.Select(warning => warning.Message), what);
        found.History.KeptEpoch.ShouldBe(expected.History.KeptEpoch, what);
    }

    private static float[] Weights(Model model) =>
        [.. model.GetWeights().OrderBy(pair => pair.Key, StringComparer.Ordinal).SelectMany(pair => pair.Value.ToArray())];

    private sealed class Count : Metric
    {
        public override string Name => "count";

        public override MetricState Create() => new State();

        private sealed class State : MetricState
        {
            private int count;

            public override double Result => count;

            public override void Update(Tensor target, Tensor prediction, Tensor sampleWeight = default) => count += target.Shape[0];

            public override void Reset() => count = 0;
        }
    }

    private sealed class TensorStream(Tensor samples) : SampleStream
    {
        public override int Count => samples.Shape[0];

        public override Shape SampleShape => samples.Shape[1..];

        public override void Read(int first, Span<float> destination) =>
            samples.AsSpan().Slice(first * Width, destination.Length).CopyTo(destination);
    }
}
