using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>How estimators choose the epoch whose weights they keep.</summary>
public class EpochSelectionTests
{
    private static readonly Tensor Samples = new TestNumbers(1).Tensor([40, 3, 4], 0, 1).Keep();
    private static readonly Tensor Held = new TestNumbers(2).Tensor([12, 3, 4], 0, 1).Keep();

    /// <summary>It learns noise by heart, so that other samples are rebuilt worse before long.</summary>
    private static readonly AutoencoderOptions Overfitting =
        new() { LatentSize = 8, Hidden = [64], Epochs = 120, LearningRate = 0.01, Patience = 15, BatchSize = 8 };

    [Fact]
    public void The_epoch_of_the_least_validation_loss_is_kept()
    {
        var model = new Autoencoder(Overfitting).Fit(Samples, Held);
        var losses = model.History["val_loss"];
        var best = losses.Index().MinBy(pair => pair.Item).Index + 1;
        (model.History.KeptEpoch, model.History.Epochs).ShouldBe((best, best + 15));
        (model.History.PlannedEpochs, model.History.StoppedEarly, model.History.IsInterrupted).ShouldBe((120, true, false));
        (-model.Score(Held)).ShouldBe(losses.Min(), 1e-6);
        model.Options.EarlyStopping.ShouldBe(EarlyStoppingMode.Yes);
        // The same weights as of a training that knows when to end.
        var end = new LambdaCallback { EpochEnd = state => state.Stop |= state.Epoch == best };
        var ended = new Autoencoder(Overfitting with { EarlyStopping = EarlyStoppingMode.No }).Fit(Samples, Held, callbacks: [end]);
        ended.Transform(Held).ToArray().ShouldBe(model.Transform(Held).ToArray());
    }

    [Fact]
    public void No_keeps_the_last_epoch_and_shows_validation()
    {
        var model = new Autoencoder(Overfitting with { EarlyStopping = EarlyStoppingMode.No }).Fit(Samples, Held);
        (model.History.KeptEpoch, model.History.Epochs, model.History["val_loss"].Count).ShouldBe((120, 120, 120));
        (-model.Score(Held)).ShouldBe(model.History["val_loss"][^1], 1e-6);
    }

    [Fact]
    public void Without_validation_samples_all_is_learned_from_unless_told_otherwise()
    {
        var all = new Autoencoder(Overfitting).Fit(Samples);
        all.History.Names.ShouldBe(["loss"]);
        all.History.Epochs.ShouldBe(120);
        all.Options.EarlyStopping.ShouldBe(EarlyStoppingMode.No);
        all.Options.Patience.ShouldBe(15);
        new Autoencoder(Overfitting
            with { EarlyStopping = EarlyStoppingMode.No }).Fit(Samples).Transform(Held).ToArray().ShouldBe(all.Transform(Held).ToArray());
    }

    [Fact]
    public void Yes_sets_a_share_aside_that_is_not_learned_from()
    {
        var options = Overfitting with { EarlyStopping = EarlyStoppingMode.Yes, EarlyStoppingShare = 0.25 };
        var model = new Autoencoder(options).Fit(Samples);
        var rows = RowParts.Held(new LearningSet(Samples), 0.25, options.Seed);
        rows.Length.ShouldBe(10);
        var byHand = new Autoencoder(options).Fit(Samples.Take(RowParts.Others(40, rows)), Samples.Take(rows));
        model.History["val_loss"].ShouldBe(byHand.History["val_loss"]);
        model.Transform(Held).ToArray().ShouldBe(byHand.Transform(Held).ToArray());
        model.History.KeptEpoch.ShouldBeLessThan(model.History.Epochs);
        // A single sample cannot be divided.
        var single = new Autoencoder(options with { Epochs = 2 }).Fit(Samples.Rows(0, 1));
        (single.History.Epochs, single.Options.EarlyStopping).ShouldBe((2, EarlyStoppingMode.No));
    }

    [Fact]
    public void Cross_validation_finds_the_epoch_and_learns_from_all_rows_up_to_it()
    {
        var options = Overfitting with { EarlyStopping = EarlyStoppingMode.CrossValidation, Epochs = 60 };
        var stages = new List<string?>();
        var model = new Autoencoder(options).Fit(Samples,
            progress: new Listener(progress => { if (progress.EpochEnded && progress.Epoch == 1) stages.Add(progress.Stage); }));
        stages.ShouldBe(["fold 1 of 5", "fold 2 of 5", "fold 3 of 5", "fold 4 of 5", "fold 5 of 5", null]);

        var means = new double[60];
        foreach (var rows in RowParts.Folds(new LearningSet(Samples), 5, options.Seed))
        {
            var fold = new Autoencoder(options with { EarlyStopping = EarlyStoppingMode.No }).Fit(Samples.Take(RowParts.Others(40, rows)),
                Samples.Take(rows));
            for (var epoch = 0; epoch < 60; epoch++) means[epoch] += fold.History["val_loss"][epoch] / 5;
        }
        var best = Array.IndexOf(means, means.Min()) + 1;
        best.ShouldBeInRange(2, 59);
        (model.History.Epochs, model.History.KeptEpoch, model.History.PlannedEpochs).ShouldBe((best, best, 60));
        var end = new LambdaCallback { EpochEnd = state => state.Stop |= state.Epoch == best };
        new Autoencoder(options with { EarlyStopping = EarlyStoppingMode.No }).Fit(Samples,
            callbacks: [end]).Transform(Held).ToArray().ShouldBe(model.Transform(Held).ToArray());
    }

    [Fact]
    public void A_cross_validation_that_is_interrupted_keeps_the_fold_in_training()
    {
        var stop = new StopSignal();
        var listener = new Listener(progress => { if (progress is { Stage: "fold 2 of 5", Epoch: 3 }) stop.Request(); });
        var model = new Autoencoder(Overfitting with { EarlyStopping = EarlyStoppingMode.CrossValidation }).Fit(Samples,
            progress: listener, stop: stop);
        model.History.IsInterrupted.ShouldBeTrue();
        model.History.Epochs.ShouldBeInRange(3, 4);
        model.Transform(Held).ToArray().ShouldAllBe(value => float.IsFinite(value));
    }

    [Fact]
    public void Classifiers_choose_by_samples_of_all_classes()
    {
        var labels = Tensor.From([.. Enumerable.Range(0, 40).Select(i => i % 4 == 0 ? 1 : 0)]);
        var options = new CnnOptions { LatentSize = 8, Filters = [8], Epochs = 40, BatchSize = 8, LearningRate = 0.01, Patience = 5,
            EarlyStopping = EarlyStoppingMode.Yes, EarlyStoppingShare = 0.2 };
        var model = new CnnClassifier(options).Fit(Samples, labels);
        var rows = RowParts.Held(new LearningSet(Samples, labels), 0.2, options.Seed);
        rows.Count(row => row % 4 == 0).ShouldBe(2, "a fifth of 10");
        var losses = model.History["val_loss"];
        losses[model.History.KeptEpoch - 1].ShouldBe(losses.Min());
        // The mean of -log of the probability of the true class.
        var shares = model.PredictProbabilities(Samples.Take(rows));
        rows.Select((row, place) => -Math.Log(shares.Rows(place, 1).ToArray()[row % 4 == 0 ? 1 : 0])).Average().ShouldBe(losses.Min(),
            1e-5);
        model.Loss(Samples.Take(rows), labels.Take(rows)).ShouldBe(losses.Min(), 1e-5);
        // A class that was never met has no loss.
        model.Loss(Samples.Rows(0, 2), Tensor.From(7, 0)).ShouldBe(model.Loss(Samples.Rows(1, 1), Tensor.From(0)), 1e-6);
        double.IsNaN(model.Loss(Samples.Rows(0, 1), Tensor.From(7))).ShouldBeTrue();
    }

    [Fact]
    public void A_weighted_bound_is_chosen_by_what_training_makes_small()
    {
        var plain = new VariationalAutoencoderOptions { LatentSize = 2, Hidden = [16], Epochs = 12, Likelihood = Likelihood.Bernoulli };
        new VariationalAutoencoder(plain).Fit(Samples,
            Held).History.Names.ShouldBe(["loss", "reconstruction", "kl", "val_loss", "val_reconstruction", "val_kl"]);
        var weighted = new VariationalAutoencoder(plain with { Beta = 3, WarmUpEpochs = 6 }).Fit(Samples, Held);
        var history = weighted.History;
        for (var epoch = 0; epoch < history.Epochs; epoch++)
        {
            history["val_loss"][epoch].ShouldBe(history["val_reconstruction"][epoch] + history["val_kl"][epoch], 1e-6);
            history["val_objective"][epoch].ShouldBe(history["val_reconstruction"][epoch] + (3 * history["val_kl"][epoch]), 1e-4);
        }
        history["val_objective"][history.KeptEpoch - 1].ShouldBe(history["val_objective"].Min());
        history.Warnings.ShouldNotContain(warning => warning.Kind == TrainingWarningKind.LearningRateTooHigh);
    }

    [Fact]
    public void Adversaries_have_no_early_stopping() =>
        EstimatorOption.Of(new GanOptions()).Select(option => option.Name).ShouldNotContain("EarlyStopping");

    [Theory]
    [InlineData("vae")]
    [InlineData("gan")]
    [InlineData("autoencoder")]
    [InlineData("conv-autoencoder")]
    public void Callbacks_steer_every_kind(string kind)
    {
        var images = Samples.Reshape([40, 3, 4, 1]);
        var rates = new List<double>();
        var watch = new LambdaCallback { EpochEnd = state => rates.Add(state.History["learning_rate"][^1]) };
        Callback[] callbacks = [new LearningRateScheduler((_, rate) => rate / 2), watch];
        History history = kind switch
        {
            "vae" => new VariationalAutoencoder(new() { Epochs = 3, Hidden = [8], LearningRate = 0.008, Schedule = 0.008 }).Fit(images,
                callbacks: callbacks).History,
            "gan" => new Gan(new() { Epochs = 3, Hidden = [8], LearningRate = 0.008 }).Fit(images, callbacks: callbacks).History,
            "autoencoder" => new Autoencoder(new() { Epochs = 3, Hidden = [8], Schedule = 0.008 }).Fit(images,
                callbacks: callbacks).History,
            _ => new ConvolutionalAutoencoder(new() { Epochs = 3, Filters = [4], Schedule = 0.008 }).Fit(images,
                callbacks: callbacks).History,
        };
        history.Epochs.ShouldBe(3);
        rates.ShouldBe([0.004, 0.002, 0.001], 1e-12);
    }

    [Fact]
    public void A_schedule_steers_both_adversaries()
    {
        var options = new GanOptions { LearningRate = 0.001, DiscriminatorLearningRate = 0.003,
            Schedule = new ExponentialDecay(0.01, 10, 0.5) };
        var (generator, discriminator) = options.CreateOptimizers();
        (generator.LearningRate.At(0), generator.LearningRate.At(10)).ShouldBe((0.01, 0.005));
        (discriminator.LearningRate.At(0), discriminator.LearningRate.At(10)).ShouldBe((0.03, 0.015));
    }

    [Fact]
    public void Layers_that_learn_first_are_told_as_stages()
    {
        var stages = new List<string?>();
        new StackedAutoencoder(new() { Hidden = [8], Epochs = 1, PretrainingEpochs = 1 }).Fit(Samples,
            progress: new Listener(progress => { if (progress.EpochEnded) stages.Add(progress.Stage); }));
        stages.ShouldBe(["layer 1 of 2", "layer 2 of 2", null]);
    }

    private sealed class Listener(Action<TrainingProgress> action) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => action(value);
    }
}
