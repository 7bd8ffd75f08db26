using LatentSharp.Testing;

namespace LatentSharp.Tests;

public class VariationalAutoencoderTests
{
    /// <summary>Points around a curve in thirty dimensions, between 0 and 1.</summary>
    private static readonly Tensor Curve = Tensor.From(
        [
            .. Enumerable.Range(0, 200).SelectMany(i =>
                Enumerable.Range(1, 30).Select(k => (float)(0.5 + (0.45 * Math.Sin((k % 3 + 1) * 6.28 * i / 200.0 + k)))))],
        [200, 30]).Keep();

    private static readonly VariationalAutoencoderOptions Small = new()
    {
        LatentSize = 2, Hidden = [24], Epochs = 60, BatchSize = 20, LearningRate = 0.01, Seed = 3,
    };

    [Fact]
    public void The_bound_grows_and_parts_add_up()
    {
        var model = new VariationalAutoencoder(Small with { Likelihood = Likelihood.GaussianLearned }).Fit(Curve, Curve.Rows(0, 50));
        model.History["loss"].Count.ShouldBe(60);
        model.History["val_loss"].Count.ShouldBe(60);
        for (var i = 0; i < 60; i++) model.History["loss"][i].ShouldBe(model.History["reconstruction"][i] + model.History["kl"][i], 1e-4);
        var bound = model.Elbo(Curve, draws: 20);
        // One normal distribution for each value, by its mean and variance over the samples, is what a decoder that ignores its code can
        // do.
        bound.Elbo.ShouldBeGreaterThan(IndependentNormals() + 1);
        bound.Elbo.ShouldBe(-bound.Reconstruction - bound.Kl, 1e-9);
        bound.KlPerUnit.ToArray().Sum().ShouldBe((float)bound.Kl, 1e-4f);
        model.Variance!.Value.ShouldBeLessThan(0.08, "that of the samples is 0.1");
        model.History.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void The_likelihood_follows_from_the_samples()
    {
        new VariationalAutoencoder(Small with { Epochs = 1 }).Fit(Curve).Options.Likelihood.ShouldBe(Likelihood.Bernoulli);
        new VariationalAutoencoder(Small with { Epochs = 1 }).Fit(Curve * 2).Options.Likelihood.ShouldBe(Likelihood.GaussianLearned);
        Should.Throw<BadArgumentException>(() =>
            new VariationalAutoencoder(Small with { Likelihood = Likelihood.Bernoulli }).Fit(Curve - 1)).Message.ShouldContain("from -0.9");
    }

    [Fact]
    public void Bernoulli_reconstructions_are_probabilities()
    {
        var model = new VariationalAutoencoder(Small).Fit(Curve);
        model.Reconstruct(Curve).ToArray().ShouldAllBe(value => value > 0 && value < 1);
        model.Variance.ShouldBeNull();
        model.Sample(9, seed: 4).Shape.ShouldBe(new Shape(9, 30));
        model.Sample(9, seed: 4).ToArray().ShouldBe(model.Sample(9, seed: 4).ToArray());
        model.Sample(9, seed: 4).ToArray().ShouldNotBe(model.Sample(9, seed: 5).ToArray());
        model.Sample(3, seed: 4).ToArray().ShouldBe(model.Sample(9, seed: 4).Rows(0, 3).ToArray());
    }

    [Fact]
    public void Means_are_the_features_and_variances_stand_beside_them()
    {
        var model = new VariationalAutoencoder(Small).Fit(Curve);
        var codes = model.TransformDistribution(Curve);
        codes.Mean.ToArray().ShouldBe(model.Transform(Curve).ToArray());
        codes.LogVariance.Shape.ShouldBe(new Shape(200, 2));
        // What is learned of a sample narrows its code.
        codes.LogVariance.ToArray().Average().ShouldBeLessThan(-0.5f);
    }

    [Fact]
    public void Weights_put_together_again_give_the_same_model()
    {
        var model = new VariationalAutoencoder(Small with { Epochs = 2, Likelihood = Likelihood.GaussianLearned }).Fit(Curve);
        model.Weights.Keys.ShouldBe(
            [
                "encoder/hidden/dense/kernel", "encoder/hidden/dense/bias", "encoder/z_mean/kernel", "encoder/z_mean/bias",
                "encoder/z_log_var/kernel", "encoder/z_log_var/bias", 
            "decoder/dense/kernel", "decoder/dense/bias", "decoder/output/kernel", "decoder/output/bias",
            "log_variance"], ignoreOrder: true);
        var again = (FittedVariationalAutoencoder)FittedModel.FromWeights(model.Options, model.InputShape, model.Weights);
        again.Transform(Curve).ToArray().ShouldBe(model.Transform(Curve).ToArray());
        again.Sample(5).ToArray().ShouldBe(model.Sample(5).ToArray());
        again.Variance.ShouldBe(model.Variance);
        again.LogLikelihood(Curve.Rows(0, 3), 10).ToArray().ShouldBe(model.LogLikelihood(Curve.Rows(0, 3), 10).ToArray());
        Should.Throw<BadArgumentException>(() =>
            FittedModel.FromWeights(Small with { Likelihood = Likelihood.Bernoulli, LatentSize = 2000 }, model.InputShape, model.Weights))
            .Message.ShouldContain("(24, 2000)");
    }

    [Fact]
    public void Training_can_be_stopped_and_given_up()
    {
        var stop = new StopSignal();
        var listener = new Listener(progress => { if (progress.Epoch == 3) stop.Request(); });
        var model = new VariationalAutoencoder(Small).Fit(Curve, progress: listener, stop: stop);
        model.History["loss"].Count.ShouldBeInRange(3, 4);
        model.History.StoppedEarly.ShouldBeTrue();
        Should.Throw<OperationCanceledException>(() =>
            new VariationalAutoencoder(Small).Fit(Curve, cancellationToken: new CancellationToken(true)));
    }

    [Fact]
    public void A_collapsed_posterior_is_told_with_its_remedy()
    {
        var model = new VariationalAutoencoder(Small with { Beta = 100, LatentSize = 3 }).Fit(Curve);
        var warning = model.History.Warnings.Single(warning => warning.Kind == TrainingWarningKind.PosteriorCollapsed);
        warning.Message.ShouldStartWith("All of 3");
        warning.Remedy.ShouldContain("warm-up");
        new VariationalAutoencoder(Small with { Beta = 0.2 }).Fit(Curve).History.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void Another_warning_hides_no_collapse()
    {
        var other = new TrainingWarning(TrainingWarningKind.MaskEnded, "A mask ended.", "Nothing.");
        var model = new VariationalAutoencoder(Small with { Beta = 500 }).Fit(
            Curve, callbacks: [new LambdaCallback { TrainBegin = state => state.History.Warn(other) }]);
        model.History.Warnings.Select(warning => warning.Kind)
            .ShouldBe([TrainingWarningKind.MaskEnded, TrainingWarningKind.PosteriorCollapsed]);
    }

    [Fact]
    public void A_training_that_blows_up_ends_and_says_so()
    {
        var refused = Should.Throw<BadArgumentException>(() =>
            new VariationalAutoencoder(Small with { LearningRate = 1e6, Likelihood = Likelihood.Gaussian }).Fit(Curve));
        refused.Message.ShouldMatch(
            "^LearningRate: 1000000 is too large for these data; the loss was no number any "
            + "more in epoch [1-5]?[0-9], so try a smaller one.$");
        refused.Option.ShouldBe("LearningRate");
    }

    [Fact]
    public void Options_out_of_range_are_refused_at_once()
    {
        Refused(Small with { Beta = -1 }).ShouldContain("Beta");
        Refused(Small with { FreeBits = double.NaN }).ShouldContain("FreeBits");
        Refused(Small with { WarmUpEpochs = -2 }).ShouldContain("WarmUpEpochs");
        Refused(Small with { Variance = 0 }).ShouldContain("Variance");
        Refused(Small with { Hidden = [0] }).ShouldContain("Hidden");
        Refused(Small with { Hidden = null! }).ShouldStartWith("Hidden: null does not fit; it must be whole numbers");

        static string Refused(VariationalAutoencoderOptions options) =>
            Should.Throw<BadArgumentException>(() => new VariationalAutoencoder(options)).Message;
    }

    private static double IndependentNormals()
    {
        var sum = 0.0;
        for (var k = 0; k < 30; k++)
        {
            var values = Curve.ToArray().Where((_, i) => i % 30 == k).ToArray();
            var variance = values.Sum(value => Math.Pow(value - values.Average(), 2)) / values.Length;
            sum -= 0.5 * (Math.Log(2 * Math.PI * variance) + 1);
        }
        return sum;
    }

    private sealed class Listener(Action<TrainingProgress> action) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => action(value);
    }
}
