using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>Layers that draw: nothing outside of training, the right statistics within, the same bits for the same seed.</summary>
public class StochasticLayerTests
{
    private const int Count = 40_000;

    private static readonly Dictionary<string, (Func<Layer> Create, Shape Sample)> Layers = new()
    {
        ["dropout"] = (() => new Dropout(0.3), 400), ["alpha"] = (() => new AlphaDropout(0.3), 400),
        ["gaussian dropout"] = (() => new GaussianDropout(0.3), 400),
        ["gaussian noise"] = (() => new GaussianNoise(0.3), 400), ["spatial 1d"] = (() => new SpatialDropout1D(0.3), [2, 200]),
        ["spatial 2d"] = (() => new SpatialDropout2D(0.3), [2, 2, 100]),
    };

    public static TheoryData<string> Names => [.. Layers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Outside_of_training_the_input_passes(string name)
    {
        var x = Batch(name);
        Layers[name].Create().Call(x).ToArray().ShouldBe(x.ToArray());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_seed_draws_the_same_and_another_differs(string name)
    {
        var x = Batch(name);
        var first = Trained(Layers[name].Create(), x, 1);
        Trained(Layers[name].Create(), x, 1).ShouldBe(first);
        Trained(Layers[name].Create(), x, 2).ShouldNotBe(first);
    }

    [Fact]
    public void Alpha_dropout_keeps_mean_and_variance_of_standard_inputs()
    {
        var x = Ops.RandomNormal([100, 400], new RandomStream(8));
        var (mean, variance) = Moments(Trained(new AlphaDropout(0.3), x, 1));
        mean.ShouldBe(0, 0.03);
        variance.ShouldBe(1, 0.04);
    }

    [Fact]
    public void Alpha_dropout_gives_two_lines()
    {
        var floor = -1.6732632423543772 * 1.0507009873554805;
        var a = 1 / Math.Sqrt(0.7 * (1 + (0.3 * floor * floor)));
        var y = Trained(new AlphaDropout(0.3), Tensor.Full([100, 400], 2), 1);
        y.Distinct().Order().Select(value => Math.Round(value, 4))
            .ShouldBe([Math.Round((a * floor) - (a * 0.3 * floor), 4), Math.Round((2 * a) - (a * 0.3 * floor), 4)]);
        ((double)y.Count(value => value < 0) / Count).ShouldBe(0.3, 0.01);
    }

    [Fact]
    public void Gaussian_dropout_multiplies_by_noise_of_the_dropouts_variance()
    {
        var (mean, variance) = Moments(Trained(new GaussianDropout(0.3), Tensor.Full([100, 400], 2), 1));
        mean.ShouldBe(2, 0.03);
        variance.ShouldBe(4 * 0.3 / 0.7, 0.05);
    }

    [Fact]
    public void Gaussian_noise_has_its_deviation()
    {
        var (mean, variance) = Moments(Trained(new GaussianNoise(0.5), Tensor.Full([100, 400], 2), 1));
        mean.ShouldBe(2, 0.02);
        variance.ShouldBe(0.25, 0.01);
    }

    [Fact]
    public void Spatial_dropout_drops_whole_channels()
    {
        var y = Trained(new SpatialDropout1D(0.25), Tensor.Ones([100, 5, 40]), 1);
        var dropped = 0;
        for (var channel = 0; channel < 4000; channel++)
        {
            var values = Enumerable.Range(0, 5).Select(step => y[(channel / 40 * 200) + (step * 40) + (channel % 40)]).Distinct().ToArray();
            values.Length.ShouldBe(1);
            values[0].ShouldBeOneOf(0, (float)(1 / 0.75));
            if (values[0] == 0) dropped++;
        }
        (dropped / 4000.0).ShouldBe(0.25, 0.03);
    }

    private static Tensor Batch(string name) => new TestNumbers(4).Tensor(Layers[name].Sample.Prepend(100));

    private static float[] Trained(Layer layer, Tensor x, long seed) =>
        layer.Call(x, new CallContext(true, new RandomStream(seed))).ToArray();

    private static (double Mean, double Variance) Moments(float[] x)
    {
        var mean = x.Average(value => (double)value);
        return (mean, x.Average(value => (value - mean) * (value - mean)));
    }
}
