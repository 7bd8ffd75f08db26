namespace LatentSharp.Tests;

public class CorruptionTests
{
    private static readonly Tensor Samples = Tensor.From(
        [.. Enumerable.Range(0, 20_000).Select(i => 0.25f + (i % 100 / 200f))], [200, 100]).Keep();

    [Fact]
    public void Gaussian_noise_has_its_deviation()
    {
        var noise = new GaussianCorruption(0.2f).Apply(Samples, new RandomStream(1)).ToArray()
            .Zip(Samples.ToArray(), (a, b) => (double)a - b).ToArray();
        noise.Average().ShouldBe(0, 0.006);
        Math.Sqrt(noise.Average(x => x * x)).ShouldBe(0.2, 0.005);
    }

    [Fact]
    public void Masking_sets_a_share_to_zero()
    {
        var values = new ValueCorruption(0.3f, 0, 0).Apply(Samples, new RandomStream(1)).ToArray();
        values.Count(value => value == 0).ShouldBeInRange(5_700, 6_300);
        values.Zip(Samples.ToArray()).ShouldAllBe(pair => pair.First == 0 || pair.First == pair.Second);
    }

    [Fact]
    public void Salt_and_pepper_sets_a_share_to_the_smallest_and_the_largest()
    {
        // 0.25 to 0.745; one value in a hundred is each of them before.
        var values = ValueCorruption.Extremes(0.4f, Samples).Apply(Samples, new RandomStream(2)).ToArray();
        values.Count(value => value == 0.25f).ShouldBeInRange(3_800 + 60, 4_200 + 180);
        values.Count(value => value == Samples.ToArray().Max()).ShouldBeInRange(3_800 + 60, 4_200 + 180);
        values.Zip(Samples.ToArray()).Count(pair => pair.First != pair.Second).ShouldBeInRange(7_600, 8_200);
    }

    [Fact]
    public void Corruption_is_drawn_anew_in_each_epoch_and_never_after_training()
    {
        // A network without a bottleneck meets the same samples in three epochs: with one corruption for all of them the losses of a rate
        // of 0 would be equal.
        var network = new AutoencoderOptions { LatentSize = 4, Hidden = [], Output = AutoencoderOutput.Linear }.CreateNetwork(100);
        network.Build(100);
        network.Corruption = new GaussianCorruption(0.5f);
        network.Compile(new Sgd(1e-30), Losses.MeanSquaredError);
        var losses = network.Fit(Samples, Samples, epochs: 3, batchSize: 200)["loss"];
        losses.Distinct().Count().ShouldBe(3);
        network.Predict(Samples).ToArray().ShouldBe(network.Predict(Samples).ToArray());
        network.Evaluate(Samples, Samples).Loss.ShouldBe(ReconstructionError.MeanSquared(Samples, network.Predict(Samples)), 1e-6);
    }

    [Fact]
    public void A_share_above_one_is_refused_when_it_is_a_share()
    {
        var options = new DenoisingAutoencoderOptions { CorruptionAmount = 1.5, Epochs = 1 };
        new DenoisingAutoencoder(options).Fit(Samples).LatentSize.ShouldBe(8);
        Should.Throw<BadArgumentException>(() =>
            new DenoisingAutoencoder(options with { Corruption = CorruptionKind.Masking }).Fit(Samples))
            .Message.ShouldBe("CorruptionAmount: 1.5 does not fit; a share of values is a number from 0 to 1.");
    }
}
