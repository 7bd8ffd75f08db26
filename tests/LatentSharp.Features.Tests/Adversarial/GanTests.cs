using LatentSharp.Testing;

namespace LatentSharp.Tests;

public class GanTests
{
    /// <summary>Points on a ring of radius 1 around (2, 2).</summary>
    private static readonly Tensor Ring = Points(512, angle => (2 + Math.Cos(angle), 2 + Math.Sin(angle))).Keep();

    private static readonly GanOptions Small = new() { LatentSize = 4, Hidden = [32, 32], Epochs = 3, BatchSize = 64, Seed = 7 };

    [Theory]
    [InlineData(AdversarialLoss.NonSaturating)]
    [InlineData(AdversarialLoss.LeastSquares)]
    [InlineData(AdversarialLoss.Hinge)]
    public void Generated_points_come_to_lie_on_the_ring(AdversarialLoss objective)
    {
        var options = Small with
        {
            Objective = objective, Epochs = 250, LearningRate = 2e-3, DiscriminatorLearningRate = 2e-3, AverageDecay = 0.99,
        };
        NearRing(new Gan(options).Fit(Ring));
    }

    [Fact]
    public void So_do_those_of_a_Wasserstein_critic()
    {
        var options = new WassersteinGanOptions
        {
            LatentSize = 4,
            Hidden = [32, 32],
            Epochs = 400,
            BatchSize = 64,
            Seed = 7,
            LearningRate = 2e-3,
            DiscriminatorLearningRate = 2e-3,
            AverageDecay = 0.99,
            GradientPenalty = 1,
        };
        var model = new WassersteinGan(options).Fit(Ring);
        NearRing(model);
        model.Name.ShouldBe("wgan-gp");
    }

    [Fact]
    public void The_history_holds_losses_and_accuracies()
    {
        var history = new Gan(Small).Fit(Ring).History;
        history.Names.ShouldBe(["generator_loss", "discriminator_loss", "discriminator_accuracy_real", "discriminator_accuracy_fake"]);
        history["generator_loss"].Count.ShouldBe(3);
        history["discriminator_accuracy_real"].ShouldAllBe(value => value >= 0 && value <= 1);
        // Before anything is learned both losses are near their values for scores of 0: log 2 and 2·log 2.
        history["generator_loss"][0].ShouldBe(Math.Log(2), 0.4);
        history["discriminator_loss"][0].ShouldBe(2 * Math.Log(2), 0.4);
    }

    [Fact]
    public void What_is_no_number_is_refused()
    {
        var model = new Gan(Small).Fit(Ring);
        Should.Throw<BadArgumentException>(() => new Gan(Small).Fit(Ring / 0f)).Message.ShouldBe(
            "gan: sample 0 holds Infinity at place 0; all values must be finite.");
        Should.Throw<BadArgumentException>(() => model.Discriminate(Ring / 0f)).Message.ShouldContain("sample 0 holds Infinity");
    }

    [Fact]
    public void The_model_says_what_it_can_do()
    {
        var model = new Gan(Small).Fit(Ring);
        (model as object).ShouldBeAssignableTo<IGenerative>();
        (model as object).ShouldNotBeAssignableTo<FeatureModel>();
        model.LatentSize.ShouldBe(4);
        model.FeatureSize.ShouldBe(32);
        model.Transform(Ring).Shape.ShouldBe(new Shape(512, 32));
        model.Transform(Ring.Rows(7, 1)).ToArray().ShouldBe(model.Transform(Ring).Rows(7, 1).ToArray());
        model.Sample(5).Shape.ShouldBe(new Shape(5, 2));
        model.Discriminate(Ring).Shape.ShouldBe(512);
        model.Interpolate(model.Latents(1, 1), model.Latents(1, 2), 6).Shape.ShouldBe(new Shape(6, 2));
        // Tanh reaches from the smallest to the largest value of the data.
        model.Sample(500).ToArray().ShouldAllBe(value => value > 0.99f && value < 3.01f);
    }

    [Fact]
    public void Fitting_twice_equals_fitting_once_and_another_seed_differs()
    {
        var model = new Gan(Small).Fit(Ring);
        new Gan(Small).Fit(Ring).Sample(5).ToArray().ShouldBe(model.Sample(5).ToArray());
        new Gan(Small).Fit(Ring).Transform(Ring).ToArray().ShouldBe(model.Transform(Ring).ToArray());
        new Gan(Small with { Seed = 8 }).Fit(Ring).Sample(5).ToArray().ShouldNotBe(model.Sample(5).ToArray());
    }

    [Fact]
    public void Weights_put_together_again_give_the_same_model()
    {
        var model = new Gan(Small).Fit(Ring);
        model.Weights.Keys.ShouldContain("generator/output/kernel");
        var again = (FittedGan)FittedModel.FromWeights(model.Options, model.InputShape, model.Weights);
        again.Sample(5).ToArray().ShouldBe(model.Sample(5).ToArray());
        again.Transform(Ring).ToArray().ShouldBe(model.Transform(Ring).ToArray());
        Should.Throw<BadArgumentException>(() =>
            FittedModel.FromWeights(Small with { LatentSize = 3000 }, model.InputShape, model.Weights)).Message.ShouldContain("(3000, 32)");
    }

    [Fact]
    public void Each_epoch_shows_what_the_same_noise_became()
    {
        var sheets = new List<Tensor>();
        var listener = new Listener(progress => { if (progress.EpochEnded) sheets.Add(progress.Generated!.Value); });
        var model = new Gan(Small).Fit(Ring, progress: listener);
        sheets.Count.ShouldBe(3);
        foreach (var sheet in sheets) sheet.Shape.ShouldBe(new Shape(64, 2));
        sheets[0].ToArray().ShouldNotBe(sheets[1].ToArray());
        // Making them changes nothing about the training.
        new Gan(Small).Fit(Ring).Sample(5).ToArray().ShouldBe(model.Sample(5).ToArray());
    }

    [Fact]
    public void Progress_tells_both_losses()
    {
        var told = new List<TrainingProgress>();
        // Two batches an epoch and a step of the generator for three of the critic: the second epoch has none, and keeps what was last.
        var model = new WassersteinGan(new() { LatentSize = 4, Hidden = [8], Epochs = 4, BatchSize = 256, CriticSteps = 3 })
            .Fit(Ring, progress: new Listener(progress => { if (progress.EpochEnded) told.Add(progress); }));
        foreach (var (progress, epoch) in told.Select((progress, i) => (progress, i)))
        {
            progress.Losses.Select(loss => loss.Key).ShouldBe(["generator_loss", "discriminator_loss"]);
            foreach (var (name, value) in progress.Losses) value.ShouldBe(model.History[name][epoch]);
            progress.Loss.ShouldBe(model.History["generator_loss"][epoch]);
        }
        model.History["generator_loss"].ShouldAllBe(value => double.IsFinite(value));
        told.Count.ShouldBe(4);
    }

    [Fact]
    public void Training_can_be_stopped_and_given_up()
    {
        var stop = new StopSignal();
        var model = new Gan(Small with { Epochs = 50 }).Fit(
            Ring, progress: new Listener(progress => { if (progress.Epoch == 2) stop.Request(); }), stop: stop);
        model.History.Epochs.ShouldBeInRange(2, 3);
        model.History.StoppedEarly.ShouldBeTrue();
        Should.Throw<OperationCanceledException>(() => new Gan(Small).Fit(Ring, cancellationToken: new CancellationToken(true)));
    }

    [Fact]
    public void A_generator_that_makes_one_sample_is_told()
    {
        // A generator that hardly moves makes what its biases say while the data spread widely.
        var model = new Gan(Small with { LatentSize = 1, Hidden = [64, 64, 64, 64], LearningRate = 1e-9 }).Fit(Ring);
        var warning = model.History.Warnings.Single(warning => warning.Kind == TrainingWarningKind.GeneratorCollapsed);
        warning.Message.ShouldContain("variance");
        warning.Remedy.ShouldContain("wgan-gp");
    }

    [Fact]
    public void A_discriminator_that_is_always_right_is_told()
    {
        var model = new Gan(Small with { LearningRate = 1e-9, DiscriminatorLearningRate = 5e-3, Dropout = 0, Epochs = 40 }).Fit(Ring);
        model.History.Warnings.ShouldContain(warning => warning.Kind == TrainingWarningKind.DiscriminatorTooStrong);
    }

    [Fact]
    public void Another_warning_hides_no_collapse()
    {
        var other = new TrainingWarning(TrainingWarningKind.MaskEnded, "A mask ended.", "Nothing.");
        var model = new Gan(Small with { LatentSize = 1, Hidden = [64, 64, 64, 64], LearningRate = 1e-9 })
            .Fit(Ring, callbacks: [new LambdaCallback { TrainBegin = state => state.History.Warn(other) }]);
        model.History.Warnings.Select(warning => warning.Kind)
            .ShouldBe([TrainingWarningKind.MaskEnded, TrainingWarningKind.GeneratorCollapsed]);
    }

    /// <summary>The average over steps and which step is the generator's belong to what a training goes on from.</summary>
    [Theory]
    [InlineData(0.0)]
    [InlineData(0.9)]
    public void A_training_that_stopped_goes_on_to_the_same_bits(double averageDecay)
    {
        // 8 batches an epoch and a step of the generator for three of the discriminator: the cut is between them.
        var options = Small with { Epochs = 5, CriticSteps = 3, AverageDecay = averageDecay };
        (TrainingSnapshot State, IReadOnlyDictionary<string, Tensor> Weights)? saved = null;
        var whole = new Gan(options).Fit(
            Ring,
            callbacks: [
                new LambdaCallback
                {
                    EpochBegin = state => { if (state.Epoch == 2) saved = (state.Snapshot(), state.Model.GetWeights()); },
                }]);
        var resumed = new Gan(options).Fit(
            Ring,
            callbacks: [
                new LambdaCallback
                {
                    TrainBegin = state => { state.Model.SetWeights(saved!.Value.Weights); state.Restore(saved.Value.State); },
                }]);
        resumed.History["generator_loss"].ShouldBe(whole.History["generator_loss"]);
        foreach (var (name, value) in whole.Weights) resumed.Weights[name].ToArray().ShouldBe(value.ToArray(), name);
    }

    [Fact]
    public void A_fair_game_has_no_warning()
    {
        new Gan(
            Small with { Epochs = 60, LearningRate = 2e-3, DiscriminatorLearningRate = 2e-3, AverageDecay = 0.99 })
            .Fit(Ring).History.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void Bad_input_is_named()
    {
        var model = new Gan(Small).Fit(Ring);
        Message(() => model.Transform(Tensor.Zeros([5, 3]))).ShouldContain("(5, 3)");
        Message(() => model.Generate(Tensor.Zeros([5, 3]))).ShouldContain("(5, 3)");
        Message(() => new Gan(Small with { Hidden = [] }).Fit(Ring)).ShouldContain("Hidden");
        Message(() => new Gan(Small with { CriticSteps = 0 })).ShouldContain("CriticSteps");
        Message(() => new Gan(Small with { RealLabel = 1.5 })).ShouldContain("RealLabel");
        Message(() => new Gan(Small with { AverageDecay = 1 })).ShouldContain("AverageDecay");
        Message(() => new Gan(Small).Fit(Tensor.Zeros([0, 2]))).ShouldContain("(0, 2)");

        static string Message(Action action) => Should.Throw<BadArgumentException>(action).Message;
    }

    private static void NearRing(FittedGan model)
    {
        var points = model.Sample(400, seed: 1).ToArray();
        var quadrants = new int[4];
        var far = 0;
        for (var i = 0; i < points.Length; i += 2)
        {
            var (x, y) = (points[i] - 2, points[i + 1] - 2);
            if (Math.Abs(Math.Sqrt((x * x) + (y * y)) - 1) > 0.25) far++;
            quadrants[(x > 0 ? 1 : 0) + (y > 0 ? 2 : 0)]++;
        }
        far.ShouldBeLessThan(80, "of 400 points, those further than a quarter of the radius from the ring");
        quadrants.Min().ShouldBeGreaterThan(40, string.Join(' ', quadrants));
    }

    private static Tensor Points(int count, Func<double, (double X, double Y)> at) => Tensor.From(
        [.. Enumerable.Range(0, count).SelectMany(i => { var (x, y) = at(2 * Math.PI * i / count); return new[] { (float)x, (float)y }; })],
        [count, 2]);

    private sealed class Listener(Action<TrainingProgress> action) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => action(value);
    }
}
