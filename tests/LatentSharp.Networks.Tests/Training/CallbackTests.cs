using LatentSharp.Testing;

namespace LatentSharp.Tests;

public class CallbackTests
{
    private static readonly Tensor X = new TestNumbers(1).Tensor([20, 3]).Keep();

    [Fact]
    public void The_rate_falls_when_nothing_improves()
    {
        // Best 5, 4; then 4, 4 are two epochs without improvement: after the fourth the rate falls, after the sixth again, to the least.
        var history = Fit(
            [5, 4, 4, 4, 4, 4, 4, 4],
            new ReduceLROnPlateau { Monitor = "scripted", Mode = MonitorMode.Min, Factor = 0.5, Patience = 2, MinLearningRate = 0.03 });
        history["learning_rate"].ShouldBe([0.1, 0.1, 0.1, 0.1, 0.05, 0.05, 0.03, 0.03], 1e-12);
    }

    [Fact]
    public void Epochs_of_rest_do_not_count()
    {
        // The rate falls after the second epoch; the third is of rest, the fourth counts again.
        var history = Fit(
            [5, 5, 5, 5, 5],
            new ReduceLROnPlateau { Monitor = "scripted", Mode = MonitorMode.Min, Factor = 0.5, Patience = 1, Cooldown = 2 });
        history["learning_rate"].ShouldBe([0.1, 0.1, 0.05, 0.05, 0.025], 1e-12);
    }

    [Fact]
    public void A_change_below_the_least_is_no_improvement_and_larger_may_be_better()
    {
        Fit(
            [5, 4.9, 4.8],
            new ReduceLROnPlateau
            {
                Monitor = "scripted", Mode = MonitorMode.Min, Patience = 1, MinDelta = 0.15,
            })["learning_rate"].ShouldBe([0.1, 0.1, 0.01],
            1e-12);
        Fit(
            [1, 2, 3],
            new ReduceLROnPlateau { Monitor = "scripted", Patience = 1, Mode = MonitorMode.Max })["learning_rate"].ShouldBe([0.1, 0.1, 0.1],
            1e-12);
        Fit([1, 2, 3], new EarlyStopping { Monitor = "scripted", Mode = MonitorMode.Min }).Epochs.ShouldBe(2);
        Fit([1, 2, 3], new EarlyStopping { Monitor = "scripted", Mode = MonitorMode.Max }).Epochs.ShouldBe(3);
        Should.Throw<BadArgumentException>(() => new ReduceLROnPlateau { Factor = 1 }).Message.ShouldContain("Factor is 1");
    }

    [Fact]
    public void Early_stopping_has_all_that_Keras_has()
    {
        // Nothing is watched in the first three epochs; then 1 is the best, and two without improvement end it.
        var late = new EarlyStopping { Monitor = "scripted", Mode = MonitorMode.Min, Patience = 2, StartFromEpoch = 3 };
        Fit([0, 0, 0, 1, 2, 2, 2, 2], late).Epochs.ShouldBe(6);
        (late.BestEpoch, late.StoppedEpoch).ShouldBe((4, 6));
        // Improvements that do not pass the baseline leave the patience running: three epochs, and the next that does not improve ends it.
        var high = new EarlyStopping { Monitor = "scripted", Mode = MonitorMode.Min, Patience = 3, Baseline = 1 };
        Fit([5, 4, 3, 2, 2, 2], high).Epochs.ShouldBe(5);
        Fit(
            [5, 4, 0.5, 0.6, 0.6, 0.6, 0.6],
            new EarlyStopping { Monitor = "scripted", Mode = MonitorMode.Min, Patience = 3, Baseline = 1 }).Epochs.ShouldBe(6);
        // Steps of 0.1 are none of 0.15, two of them are.
        Fit(
            [1, 0.9, 0.8, 0.75, 0.7],
            new EarlyStopping { Monitor = "scripted", Mode = MonitorMode.Min, Patience = 2, MinDelta = 0.15 }).Epochs.ShouldBe(5);
        Fit([0.1, 0.2, 0.1, 0.1], new EarlyStopping { Monitor = "scripted", Patience = 2, Mode = MonitorMode.Max }).Epochs.ShouldBe(4);
        Fit(
            [double.NaN, 3, 2, 2, 2, 2],
            new EarlyStopping { Monitor = "scripted", Mode = MonitorMode.Min, Patience = 1 }).Epochs.ShouldBe(4);
        var full = new EarlyStopping { Monitor = "scripted", Mode = MonitorMode.Min, RestoreBestWeights = true };
        Fit([3, 2, 1], full);
        (full.BestEpoch, full.StoppedEpoch).ShouldBe((3, 0));
    }

    [Fact]
    public void Weights_of_the_best_epoch_come_back_though_nothing_stopped()
    {
        var model = Model();
        var seen = new List<float[]>();
        var script = new LambdaCallback
        {
            EpochEnd = state =>
            {
                state.History.Add("scripted", new double[] { 2, 1, 3 }[state.Epoch - 1]);
                seen.Add(model.GetWeights()["dense/kernel"].ToArray());
            },
        };
        model.Fit(
            X, X, epochs: 3,
            callbacks: [
                script, new EarlyStopping { Monitor = "scripted", Mode = MonitorMode.Min, Patience = 9, RestoreBestWeights = true }]);
        model.GetWeights()["dense/kernel"].ToArray().ShouldBe(seen[1]);
    }

    [Fact]
    public void A_scheduler_sets_the_rate_of_each_epoch()
    {
        var history = Fit([1, 1, 1], new LearningRateScheduler((epoch, rate) => epoch == 0 ? rate : rate / (epoch + 1)));
        history["learning_rate"].ShouldBe([0.1, 0.05, 0.05 / 3], 1e-12);
    }

    [Fact]
    public void A_rate_of_zero_changes_nothing()
    {
        var model = Model();
        model.Build(3);
        var before = model.GetWeights()["dense/kernel"].ToArray();
        model.Fit(X, X, epochs: 2, callbacks: [new LearningRateScheduler((_, _) => 0)]);
        model.GetWeights()["dense/kernel"].ToArray().ShouldBe(before);
    }

    [Fact]
    public void A_series_that_is_not_a_number_ends_the_training()
    {
        Fit([1, double.NaN, 1], new TerminateOnNaN()).Epochs.ShouldBe(2);
        Fit([1, double.PositiveInfinity, 1], new TerminateOnNaN()).Epochs.ShouldBe(2);
        Fit([1, 2, 1], new TerminateOnNaN()).Epochs.ShouldBe(3);
    }

    [Fact]
    public void Functions_are_called_in_their_order()
    {
        var calls = new List<string>();
        Fit([1, 1], new LambdaCallback
        {
            TrainBegin = state => calls.Add($"train {state.Epoch}"), EpochBegin = state => calls.Add($"begin {state.Epoch}"),
            EpochEnd = state => calls.Add($"end {state.Epoch}"), TrainEnd = state => calls.Add($"done {state.Epoch}"),
        });
        calls.ShouldBe(["train 0", "begin 0", "end 1", "begin 1", "end 2", "done 2"]);
        Fit([1], new LambdaCallback()).Epochs.ShouldBe(1);
    }

    /// <summary>Trains while the series <c>scripted</c> takes these values.</summary>
    private static History Fit(double[] values, Callback callback)
    {
        var script = new LambdaCallback { EpochEnd = state => state.History.Add("scripted", values[state.Epoch - 1]) };
        return Model().Fit(X, X, epochs: values.Length, callbacks: [script, callback]);
    }

    private static Sequential Model()
    {
        var model = new Sequential(new Dense(3));
        model.Compile(new Sgd(0.1), Losses.MeanSquaredError);
        return model;
    }
}
