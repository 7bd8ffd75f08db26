using LatentSharp.Testing;

namespace LatentSharp.Tests;

public class SamplingTests
{
    private static readonly CallContext Training = new(true, new RandomStream(7));

    [Fact]
    public void Draws_have_the_mean_and_the_variance_asked_for()
    {
        var z = new Sampling().Call([Tensor.Full([200, 500], 1.5f), Tensor.Full([200, 500], MathF.Log(0.25f))], Training).ToArray();
        var mean = z.Average(value => (double)value);
        // 100,000 draws: deviations of 0.0016 and 0.0011.
        mean.ShouldBe(1.5, 0.008);
        z.Average(value => Math.Pow(value - mean, 2)).ShouldBe(0.25, 0.006);
    }

    [Fact]
    public void Gradients_flow_to_mean_and_variance()
    {
        using var tape = new GradientTape();
        var (mean, logVariance) = (tape.Watch(Tensor.From([0.5f, -1], [1, 2])), tape.Watch(Tensor.From([0.2f, -0.6f], [1, 2])));
        var z = new Sampling().Call([mean, logVariance], Training);
        var gradients = tape.Gradient(Ops.Sum(z), [mean, logVariance]);
        gradients[0].ToArray().ShouldBe([1, 1]);
        // dz/dv is half of what was added to the mean.
        for (var i = 0; i < 2; i++) gradients[1].AsSpan()[i].ShouldBe((z.AsSpan()[i] - mean.AsSpan()[i]) / 2, 1e-6f);
    }

    [Fact]
    public void Outside_of_training_the_mean_is_passed_on()
    {
        var mean = new TestNumbers(1).Tensor([3, 4]);
        new Sampling().Call(mean, Tensor.Zeros([3, 4])).ToArray().ShouldBe(mean.ToArray());
    }

    [Fact]
    public void The_stream_of_the_step_decides()
    {
        var (mean, logVariance) = (Tensor.Zeros([3, 4]), Tensor.Zeros([3, 4]));
        var layer = new Sampling();
        layer.Call([mean, logVariance], Training).ToArray().ShouldBe(layer.Call([mean, logVariance], Training).ToArray());
        layer.Call([mean, logVariance], new CallContext(true, new RandomStream(8))).ToArray()
            .ShouldNotBe(layer.Call([mean, logVariance], Training).ToArray());
    }

    [Fact]
    public void Other_inputs_are_refused()
    {
        Should.Throw<BadArgumentException>(() =>
            new Sampling().Call([Tensor.Zeros([3, 4]), Tensor.Zeros([3, 5])], Training)).Message.ShouldContain("(3, 5)");
        Should.Throw<BadArgumentException>(() => new Sampling().Call([Tensor.Zeros([3, 4])], Training)).Message.ShouldContain("1 inputs");
    }
}
