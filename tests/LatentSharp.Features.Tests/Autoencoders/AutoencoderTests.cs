using LatentSharp.Testing;

namespace LatentSharp.Tests;

public class AutoencoderTests
{
    /// <summary>Points on a curve in five dimensions, which two numbers describe and no plane does.</summary>
    private static readonly Tensor Curve = Tensor.From(
        [.. Enumerable.Range(0, 200).SelectMany(i => Enumerable.Range(1, 5).Select(k => (float)(0.5 + (0.4 * Math.Sin(k * i / 200.0)))))],
        [200, 5]).Keep();

    [Fact]
    public void A_curve_is_rebuilt_better_than_by_PCA()
    {
        var model = new Autoencoder(
            new() { LatentSize = 2, Hidden = [32, 16], Epochs = 150, BatchSize = 16, LearningRate = 0.003 }).Fit(Curve);
        var pca = new Pca(new() { LatentSize = 2 }).Fit(Curve);
        model.Score(Curve).ShouldBeGreaterThan(0.3 * pca.Score(Curve), $"PCA {pca.Score(Curve)}");
        model.History["loss"].Count.ShouldBe(150);
    }

    [Fact]
    public void Weights_put_together_again_give_the_same_model()
    {
        var model = new Autoencoder(new() { LatentSize = 2, Hidden = [6], Epochs = 2 }).Fit(Curve);
        model.Weights.Keys.ShouldContain("encoder/code/kernel");
        var again = (FittedAutoencoder)FittedModel.FromWeights(model.Options, model.InputShape, model.Weights);
        again.Transform(Curve).ToArray().ShouldBe(model.Transform(Curve).ToArray());
        Should.Throw<BadArgumentException>(() =>
            FittedModel.FromWeights(model.Options with { Hidden = [7] }, model.InputShape, model.Weights))
            .Message.ShouldBe("autoencoder: the weight 'encoder/dense/kernel' is Float32 (5, 6), but the network needs Float32 (5, 7).");
    }

    [Fact]
    public void A_model_is_used_by_many_threads_at_once()
    {
        var model = new Autoencoder(new() { Epochs = 1 }).Fit(Curve);
        var expected = model.Reconstruct(Curve).ToArray();
        Parallel.For(0, 40, _ => model.Reconstruct(Curve).ToArray().ShouldBe(expected));
    }

    [Fact]
    public void Features_that_never_change_are_told()
    {
        var model = new Autoencoder(new() { LatentSize = 3, Epochs = 1 }).Fit(Tensor.Full([20, 4], 0.5f));
        model.History.Warnings.ShouldContain(warning =>
            warning.Kind == TrainingWarningKind.DeadUnits && warning.Message.StartsWith("3 of 3", StringComparison.Ordinal));
    }

    [Fact]
    public void Validation_samples_are_scored_every_epoch()
    {
        var numbers = new TestNumbers(3).Tensor([10, 5]);
        new Autoencoder(new() { Epochs = 4 }).Fit(Curve, numbers).History["val_loss"].Count.ShouldBe(4);
        Should.Throw<BadArgumentException>(() => new Autoencoder().Fit(Curve, Tensor.Zeros([3, 6]))).Message.ShouldContain("(3, 6)");
    }

    [Fact]
    public void Options_out_of_range_are_refused_at_once()
    {
        Refused(new() { LatentSize = 0 }).ShouldBe("LatentSize: 0 does not fit; it must be a whole number of 1 or more.");
        Refused(new() { Hidden = [4, 0] }).ShouldStartWith("Hidden: 4,0 does not fit");
        Refused(new() { Epochs = 0 }).ShouldStartWith("Epochs: 0 does not fit");
        Refused(new() { BatchSize = -1 }).ShouldStartWith("BatchSize: -1 does not fit");
        Refused(new() { LearningRate = double.NaN }).ShouldBe("LearningRate: NaN does not fit; it must be a number above 0.");

        static string Refused(AutoencoderOptions options) => Should.Throw<BadArgumentException>(() => new Autoencoder(options)).Message;
    }

    [Fact]
    public void The_output_follows_from_the_samples()
    {
        new Autoencoder(new() { Epochs = 1 }).Fit(Curve).Options.Output.ShouldBe(AutoencoderOutput.Sigmoid);
        new Autoencoder(new() { Epochs = 1 }).Fit(Curve * 2).Options.Output.ShouldBe(AutoencoderOutput.Linear);
        new Autoencoder(new() { Epochs = 1 }).Fit(Curve - 0.5f).Options.Output.ShouldBe(AutoencoderOutput.Linear);
        new Autoencoder(new() { Epochs = 1, Output = AutoencoderOutput.Linear }).Fit(Curve).Options.Output
            .ShouldBe(AutoencoderOutput.Linear);
        var sigmoid = new Autoencoder(new() { Epochs = 1, Output = AutoencoderOutput.Sigmoid }).Fit(Curve * 2);
        sigmoid.InverseTransform(new TestNumbers(1).Tensor([9, 8], -500, 500)).ToArray().ShouldAllBe(value => value >= 0 && value <= 1);
    }

    [Theory]
    [InlineData(1, 1000, 32)]
    [InlineData(64, 1000, 32)]
    [InlineData(320, 200, 32)]
    [InlineData(640, 100, 32)]
    [InlineData(1437, 100, 32)]
    [InlineData(12_000, 100, 32)]
    [InlineData(12_001, 99, 64)]
    [InlineData(24_000, 50, 64)]
    [InlineData(30_000, 40, 128)]
    [InlineData(60_000, 20, 256)]
    [InlineData(1_200_000, 20, 256)]
    [InlineData(5_000_000, 4, 256)]
    [InlineData(50_000_000, 1, 256)]
    public void Epochs_and_batches_follow_from_the_number_of_samples(int samples, int epochs, int batch)
    {
        var complete = new AutoencoderOptions().CompleteFor(Tensor.Zeros([samples, 1]));
        (complete.Epochs, complete.BatchSize).ShouldBe((epochs, batch));
        var said = new AutoencoderOptions { Epochs = 7, BatchSize = 9 }.CompleteFor(Tensor.Zeros([samples, 1]));
        (said.Epochs, said.BatchSize).ShouldBe((7, 9));
    }

    [Fact]
    public void Tied_weights_halve_the_network()
    {
        // 5-6-2-6-5: kernels 30 + 12 once, biases 6 + 2 + 6 + 5.
        var model = new Autoencoder(new() { LatentSize = 2, Hidden = [6], Epochs = 2, TiedWeights = true }).Fit(Curve);
        model.ParameterCount.ShouldBe(61);
        model.Weights.Keys.ShouldBe(
            [
                "encoder/dense/kernel", "encoder/dense/bias", "encoder/code/kernel", "encoder/code/bias", "decoder/dense/bias",
                "decoder/output/bias"]);
    }

    [Fact]
    public void A_network_that_is_too_large_is_refused_before_it_is_made() =>
        Should.Throw<BadArgumentException>(() => new Autoencoder(new() { Hidden = [2_000_000_000] }).Fit(Curve))
            .Message.ShouldBe("Hidden: 2000000000 does not fit; the network needs more than 2 GiB of weights.");
}
