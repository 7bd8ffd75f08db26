using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>Samples that nobody scaled: models stay finite, or say what is wrong with the samples.</summary>
public class LargeValueTests
{
    [Theory]
    [InlineData(100, 0.002)]
    [InlineData(100, 0.001)]
    [InlineData(100, 0.00001)]
    [InlineData(1000, 0.002)]
    [InlineData(1000, 0.001)]
    [InlineData(1000, 0.00001)]
    public void A_variational_autoencoder_stays_finite(float size, double rate)
    {
        var x = Tensor.From([.. Enumerable.Range(0, 30).Select(i => (float)Math.Sin(i) * size)], [10, 3]);
        for (var seed = 0; seed < 3; seed++)
        {
            var model = new VariationalAutoencoder(new() { LatentSize = 2, Epochs = 30, LearningRate = rate, Seed = seed }).Fit(x);
            model.History["loss"].ShouldAllBe(loss => double.IsFinite(loss));
            model.Reconstruct(x).ToArray().ShouldAllBe(value => float.IsFinite(value));
            double.IsFinite(model.Elbo(x).Elbo).ShouldBeTrue();
        }
    }

    [Fact]
    public void A_convolutional_one_too()
    {
        var images = new TestNumbers(1).Tensor([20, 8, 8, 1], -1000, 1000);
        new ConvolutionalVariationalAutoencoder(new() { LatentSize = 2, Epochs = 5 }).Fit(images).History["loss"]
            .ShouldAllBe(loss => double.IsFinite(loss));
    }

    /// <summary>v below 8, and 8 + 12·s / (12 + s) with s = v - 8 above, whose derivative is 144 / (12 + s)².</summary>
    [Theory]
    [InlineData(-300, -300, 1)]
    [InlineData(0.3f, 0.3f, 1)]
    [InlineData(7.5f, 7.5f, 1)]
    [InlineData(20, 14, 0.25f)]
    [InlineData(308, 19.538462f, 0.0014793f)]
    [InlineData(1e30f, 20, 0)]
    public void Logarithms_of_variances_are_bounded(float value, float bounded, float slope)
    {
        using var tape = new GradientTape();
        var v = tape.Watch(Tensor.From(value));
        var y = VariationalNetwork.Bounded(v);
        y.AsSpan()[0].ShouldBe(bounded, 1e-5f);
        tape.Gradient(y, v).AsSpan()[0].ShouldBe(slope, 1e-6f);
    }

    [Theory]
    [InlineData("gan")]
    [InlineData("wgan-gp")]
    [InlineData("autoencoder")]
    [InlineData("vae")]
    [InlineData("pca")]
    [InlineData("mlp")]
    public void Values_whose_squares_are_infinite_are_called_too_large(string kind)
    {
        IEstimator estimator = kind switch
        {
            "gan" => new Gan(new() { Epochs = 1 }),
            "wgan-gp" => new WassersteinGan(new() { Epochs = 1 }),
            "autoencoder" => new Autoencoder(new() { Epochs = 1 }),
            "vae" => new VariationalAutoencoder(new() { Epochs = 1 }),
            "pca" => new Pca(new() { LatentSize = 1 }),
            _ => new MlpClassifier(new() { Epochs = 1 }),
        };
        var x = Tensor.From([.. Enumerable.Range(0, 30).Select(i => (float)Math.Sin(i) * 3e38f)], [10, 3]);
        var labels = Tensor.From([.. Enumerable.Range(0, 10).Select(i => i % 2)]);
        var message = Should.Throw<BadArgumentException>(() => estimator.Fit(new LearningTask(new LearningSet(x, labels)))).Message;
        message.ShouldContain("3E+38");
        message.ShouldContain("scale them first");
        message.ShouldNotContain("LearningRate");
    }

    [Fact]
    public void Principal_components_of_large_values_are_those_of_small_ones()
    {
        var small = new TestNumbers(4).Tensor([20, 3]);
        var (a, b) = (new Pca(new() { LatentSize = 2 }).Fit(small), new Pca(new() { LatentSize = 2 }).Fit(small * 1e18f));
        b.Components.ToArray().ShouldBe(a.Components.ToArray(), 1e-4);
        b.ExplainedVarianceRatio.ToArray().ShouldBe(a.ExplainedVarianceRatio.ToArray(), 1e-4);
    }
}
