using LatentSharp.Testing;

namespace LatentSharp.Tests;

public class LearnerTests
{
    /// <summary>Fits y = w·x by least squares, and notes what it is given.</summary>
    private sealed class Line : Learner
    {
        internal readonly Parameter Weight = new("w", Tensor.From(0f));
        internal readonly List<float[]> Batches = [];
        internal readonly List<double> Epochs = [];
        private readonly Minimizer minimizer;

        internal Line(double rate) : base(seed: 4) => minimizer = new Minimizer(new Sgd(rate), [Weight]);

        internal bool Keeps { get; init; } = true;

        internal Func<double, double> Change { get; init; } = loss => loss;

        protected override IReadOnlyList<string> Series => ["loss", "seldom"];

        protected override void Step(in LearnerStep step, LearnerFigures figures)
        {
            if (Keeps)
            {
                Batches.Add(step.Batch.ToArray());
                Epochs.Add(step.Epoch);
            }
            var loss = Ops.MeanSquaredError(step.Batch * 3, step.Batch * Weight);
            minimizer.Step(step.Tape, loss);
            figures.Add(0, Change(loss.Item()));
            if (step.Epoch == 0) figures.Add(1, 5);
        }
    }

    private static readonly Tensor X = Tensor.From([1f, 2, 3, 4, 5], [5, 1]);

    [Fact]
    public void Every_sample_comes_once_an_epoch_in_an_order_of_its_own()
    {
        var line = new Line(0.01);
        line.Run(X, epochs: 3, batchSize: 2);
        line.Batches.Select(batch => batch.Length).ShouldBe([2, 2, 1, 2, 2, 1, 2, 2, 1]);
        var epochs = line.Batches.Chunk(3).Select(batches => batches.SelectMany(batch => batch).ToArray()).ToArray();
        foreach (var epoch in epochs) epoch.Order().ShouldBe([1, 2, 3, 4, 5]);
        epochs[0].SequenceEqual(epochs[1]).ShouldBeFalse();
        line.Epochs.ShouldBe([0, 1 / 3.0, 2 / 3.0, 1, 4 / 3.0, 5 / 3.0, 2, 7 / 3.0, 8 / 3.0], 1e-12);
    }

    [Fact]
    public void It_learns_and_notes_means_weighted_by_samples()
    {
        var line = new Line(0.02);
        var history = line.Run(X, epochs: 200, batchSize: 5);
        line.Weight.Snapshot().Item().ShouldBe(3, 1e-3f);
        // At first w is 0: the mean of 9·x² over 1 to 5 is 9 · 55 / 5.
        history["loss"][0].ShouldBe(99, 1e-4);
        history["seldom"].ShouldAllBe(value => value == 5);
        history["loss"].Count.ShouldBe(200);
    }

    [Fact]
    public void A_value_that_is_no_number_ends_it_with_a_warning()
    {
        var steps = 0;
        var line = new Line(0.01) { Change = loss => ++steps == 4 ? double.NaN : loss };
        var history = line.Run(X, epochs: 10, batchSize: 2);
        steps.ShouldBe(4);
        history["loss"].Count.ShouldBe(2);
        history.Warnings.ShouldHaveSingleItem().Kind.ShouldBe(TrainingWarningKind.LossNotFinite);
    }

    [Fact]
    public void It_is_stopped_and_given_up()
    {
        var stop = new StopSignal();
        stop.Request();
        new Line(0.01).Run(X, 10, 2, stop: stop).Epochs.ShouldBe(0);
        Should.Throw<OperationCanceledException>(() => new Line(0.01).Run(X, 10, 2, cancellationToken: new CancellationToken(true)));
        Should.Throw<BadArgumentException>(() => new Line(0.01).Run(Tensor.Zeros([0, 1]), 10, 2)).Message.ShouldContain("(0, 1)");
    }

    [Fact]
    public void The_steady_state_allocates_nothing()
    {
        var x = new TestNumbers(1).Tensor([4096, 1]);
        var line = new Line(0.001) { Keeps = false };
        line.Run(x, 2, 8);
        Allocated(line, x, 1);
        var (one, three) = (Allocated(line, x, 1), Allocated(line, x, 3));
        // Two epochs of 512 steps more: an epoch itself may allocate a little.
        (three - one).ShouldBeLessThan(2048);
    }

    private static long Allocated(Line line, Tensor x, int epochs)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        line.Run(x, epochs, 8);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
