using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>What the loop of <c>Fit</c> brings to a model whose steps are its own.</summary>
[Collection(nameof(Alone))]
public class OneLoopTests
{
    /// <summary>Fits y = w·x by least squares with two weights, an optimizer each, and notes what it is given.</summary>
    private sealed class Line : Model
    {
        internal readonly Weight First = new(), Second = new();
        internal readonly List<float[]> Batches = [];
        internal readonly List<double> Epochs = [];
        internal readonly List<float> Drawn = [];
        private readonly Sgd ofFirst, ofSecond;

        internal Line(double rate)
        {
            (ofFirst, ofSecond, Seed) = (new Sgd(rate), new Sgd(2 * rate), 4);
            Compile(ofFirst);
        }

        internal bool Keeps { get; init; } = true;

        internal Func<double, double> Change { get; init; } = loss => loss;

        internal int Shown { get; private set; }

        public override IReadOnlyList<Layer> Layers => [First, Second];

        protected internal override bool LossMayRise => Change(0) > 0;

        public override Shape OutputShape(Shape input) => input;

        protected internal override Tensor Forward(Tensor input, in CallContext context) => First.Call(input, context);

        protected internal override Tensor? ShowSamples()
        {
            Shown++;
            return Tensor.From(7f);
        }

        protected internal override void TrainStep(ModelStep step)
        {
            if (Keeps)
            {
                Batches.Add(step.Batch.X.ToArray());
                Epochs.Add(step.Epoch);
            }
            var x = step.Batch.X;
            var first = Ops.MeanSquaredError(x * 3, First.Call(x, step.Context));
            step.Minimize(first, First, ofFirst);
            var second = Ops.MeanSquaredError(x * 3, Second.Call(x, step.Context));
            step.Minimize(second, Second, ofSecond);
            step.Report("first_loss", first);
            step.Report("second_loss", Change(second.Item()));
            if (step.Epoch == 0) step.Report("seldom", 5.0);
        }

        protected internal override void TestStep(ModelStep step)
        {
            Drawn.Add(Ops.RandomNormal([1], step.Context.Random).Item());
            step.Report("loss", 1.0);
        }
    }

    private sealed class Weight : Layer
    {
        private Parameter w = null!;

        internal float Value => w.Snapshot().Item();

        public override Shape OutputShape(Shape input) => input;

        protected internal override void BuildParameters(Shape input, Builder builder) => w = builder.Add("w", 1, Initializers.Zeros);

        protected internal override Tensor Forward(Tensor input, in CallContext context) => input * w.Value;
    }

    private static readonly Tensor X = Tensor.From([1f, 2, 3, 4, 5], [5, 1]).Keep();

    [Fact]
    public void Steps_know_how_many_epochs_are_done()
    {
        var line = new Line(0.01);
        line.Fit(X, epochs: 3, batchSize: 2);
        line.Batches.Select(batch => batch.Length).ShouldBe([2, 2, 1, 2, 2, 1, 2, 2, 1]);
        var epochs = line.Batches.Chunk(3).Select(batches => batches.SelectMany(batch => batch).ToArray()).ToArray();
        foreach (var epoch in epochs) epoch.Order().ShouldBe([1, 2, 3, 4, 5]);
        epochs[0].SequenceEqual(epochs[1]).ShouldBeFalse();
        line.Epochs.ShouldBe([0, 1 / 3.0, 2 / 3.0, 1, 4 / 3.0, 5 / 3.0, 2, 7 / 3.0, 8 / 3.0], 1e-12);
        // Batches of nobody knows how many have no fraction.
        var other = new Line(0.01);
        other.Fit(Enumerable.Range(0, 2).Select(i => new Batch(X.Rows(i, 2))), epochs: 2);
        other.Epochs.ShouldBe([0, 0, 1, 1]);
    }

    [Fact]
    public void A_figure_that_is_reported_seldom_keeps_its_value()
    {
        var line = new Line(0.02);
        var history = line.Fit(X, epochs: 200, batchSize: 5);
        line.First.Value.ShouldBe(3, 1e-3f);
        // At first w is 0: the mean of 9·x² over 1 to 5 is 9 · 55 / 5.
        history["first_loss"][0].ShouldBe(99, 1e-4);
        history["seldom"].Count.ShouldBe(200);
        history["seldom"].ShouldAllBe(value => value == 5);
        line.TrainOnBatch(X).Keys.ShouldNotContain("seldom");
    }

    [Fact]
    public void Any_loss_that_is_no_number_ends_it_with_a_warning()
    {
        var steps = 0;
        var line = new Line(0.01) { Change = loss => loss > 0 && ++steps == 4 ? double.NaN : loss };
        var history = line.Fit(X, epochs: 10, batchSize: 2);
        steps.ShouldBe(4);
        history["second_loss"].Count.ShouldBe(2);
        var warning = history.Warnings.ShouldHaveSingleItem();
        warning.Kind.ShouldBe(TrainingWarningKind.LossNotFinite);
        warning.Message.ShouldBe("The second loss became not a number in epoch 2; training ended there.");
    }

    [Fact]
    public void Progress_tells_all_losses_and_shows_samples()
    {
        var told = new List<TrainingProgress>();
        var line = new Line(0.01);
        var history = line.Fit(X, epochs: 2, batchSize: 5, progress: new Listener(told.Add));
        var ended = told.Where(progress => progress.EpochEnded).ToList();
        ended.Count.ShouldBe(2);
        ended[1].Losses.Select(loss =>
            (loss.Key, loss.Value)).ShouldBe([("first_loss", history["first_loss"][1]), ("second_loss", history["second_loss"][1])]);
        ended[1].Generated!.Value.Item().ShouldBe(7);
        line.Shown.ShouldBe(2);
        line.Fit(X, epochs: 2, batchSize: 5);
        line.Shown.ShouldBe(2, "nobody listens");
    }

    /// <summary>
    /// Batches of the one sample 1: the gradient of (3 - w)² is 2(w - 3), so that a step at rate r takes the distance d = 3 - w to (1 -
    /// 2r)·d.
    /// </summary>
    [Fact]
    public void A_rate_that_is_set_holds_for_all_optimizers_in_their_ratio()
    {
        var one = Tensor.From([1f], [1, 1]);
        var line = new Line(0.1);
        var history = line.Fit(one, epochs: 2, callbacks: [new LearningRateScheduler((epoch, rate) => epoch == 0 ? 0.05 : rate / 2)]);
        // Rates of 0.05 and 0.025 for the first, twice that for the second.
        line.First.Value.ShouldBe((float)(3 - (3 * 0.9 * 0.95)), 1e-5f);
        line.Second.Value.ShouldBe((float)(3 - (3 * 0.8 * 0.9)), 1e-5f);
        history["learning_rate"].ShouldBe([0.05, 0.025], 1e-12);
        // The same when it is set after the first step only.
        var later = new Line(0.1);
        later.Fit(one, epochs: 2, callbacks: [new LambdaCallback { EpochEnd = state => state.LearningRate = 0.05 }]);
        later.First.Value.ShouldBe((float)(3 - (3 * 0.8 * 0.9)), 1e-5f);
        later.Second.Value.ShouldBe((float)(3 - (3 * 0.6 * 0.8)), 1e-5f);
    }

    [Fact]
    public void Each_evaluation_draws_the_same_and_each_batch_another()
    {
        var line = new Line(0.01);
        line.Fit(X, epochs: 2, validation: new Batch(X), options: new FitOptions { ValidationBatchSize = 3 });
        line.Drawn.Count.ShouldBe(4);
        line.Drawn[..2].ShouldBe(line.Drawn[2..]);
        line.Drawn[0].ShouldNotBe(line.Drawn[1]);
        line.Evaluate(X, batchSize: 3);
        line.Drawn[4..].ShouldBe(line.Drawn[..2]);
    }

    [Fact]
    public void The_history_says_how_it_ended()
    {
        var whole = new Line(0.01).Fit(X, epochs: 3);
        (whole.PlannedEpochs, whole.Epochs, whole.KeptEpoch, whole.StoppedEarly, whole.IsInterrupted).ShouldBe((3, 3, 3, false, false));
        var stop = new StopSignal();
        var ended = new Line(0.01).Fit(X, epochs: 9, batchSize: 5,
            callbacks: [new LambdaCallback { EpochEnd = state => { if (state.Epoch == 2) stop.Request(); } }], stop: stop);
        (ended.PlannedEpochs, ended.Epochs, ended.KeptEpoch, ended.StoppedEarly, ended.IsInterrupted).ShouldBe((9, 2, 2, true, true));
        // Best 1 in the second epoch, and two without improvement end it.
        double[] script = [2, 1, 3, 4, 5];
        var early = new Line(0.01).Fit(X, epochs: 5, callbacks:
        [
            new LambdaCallback { EpochEnd = state => state.History.Add("scripted", script[state.Epoch - 1]) },
            new EarlyStopping { Monitor = "scripted", Mode = MonitorMode.Min, Patience = 2, RestoreBestWeights = true },
        ]);
        (early.PlannedEpochs, early.Epochs, early.KeptEpoch, early.StoppedEarly, early.IsInterrupted).ShouldBe((5, 4, 2, true, false));
    }

    [Fact]
    public void What_early_stopping_remembers_is_not_changed_afterwards()
    {
        var stopping = new EarlyStopping { Monitor = "first_loss", Patience = 9, RestoreBestWeights = true };
        TrainingSnapshot? early = null;
        var line = new Line(0.02);
        line.Fit(X, epochs: 4, batchSize: 5,
            callbacks: [stopping, new LambdaCallback { EpochEnd = state => early ??= stopping.Snapshot() }]);
        var (name, kept) = early!.Tensors.First(pair => pair.Key.Contains("weight", StringComparison.Ordinal));
        // One step from 0: the gradient is -2 · 3 · the mean of x², 11.
        kept.ToArray().Single().ShouldBe(0.02f * 66, 1e-4f, name);
        line.First.Value.ShouldNotBe(kept.ToArray().Single());
    }

    [Fact]
    public void A_loss_that_may_rise_is_no_warning()
    {
        // Reported under the name loss_second it is none; the first loss falls.
        var rising = new Rising { Expected = true };
        rising.Fit(X, epochs: 3).Warnings.ShouldBeEmpty();
        new Rising().Fit(X, epochs: 3).Warnings.ShouldHaveSingleItem().Kind.ShouldBe(TrainingWarningKind.LearningRateTooHigh);
    }

    private sealed class Rising : Model
    {
        private readonly Dense layer = new(1);

        internal Rising() => Compile(new Sgd(1e-9));

        internal bool Expected { get; init; }

        protected internal override bool LossMayRise => Expected;

        public override IReadOnlyList<Layer> Layers => [layer];

        public override Shape OutputShape(Shape input) => layer.OutputShape(input);

        protected internal override Tensor Forward(Tensor input, in CallContext context) => layer.Call(input, context);

        protected internal override void TrainStep(ModelStep step)
        {
            step.Minimize(Ops.Mean(Ops.Square(step.Predict()[0])));
            step.Report("loss", step.Epoch);
        }
    }

    [Fact]
    public void It_is_stopped_and_given_up()
    {
        var stop = new StopSignal();
        stop.Request();
        new Line(0.01).Fit(X, epochs: 10, batchSize: 2, stop: stop).Epochs.ShouldBe(0);
        Should.Throw<OperationCanceledException>(() =>
            new Line(0.01).Fit(X, epochs: 10, batchSize: 2, cancellationToken: new CancellationToken(true)));
        Should.Throw<BadArgumentException>(() => new Line(0.01).Fit(Tensor.Zeros([0, 1]), epochs: 10)).Message.ShouldContain("(0, 1)");
    }

    [Fact]
    public void The_steady_state_allocates_nothing()
    {
        var x = new TestNumbers(1).Tensor([4096, 1]);
        var line = new Line(0.001) { Keeps = false };
        line.Fit(x, epochs: 2, batchSize: 8);
        // Two epochs of 512 steps more: an epoch itself may allocate a little.
        SteadyAllocation.OfTwoEpochs(epochs => line.Fit(x, epochs: epochs, batchSize: 8)).ShouldBeLessThan(2048);
    }

    private sealed class Listener(Action<TrainingProgress> action) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => action(value);
    }
}
