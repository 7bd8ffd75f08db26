namespace LatentSharp.Tests;

/// <summary>Operations of chance, by what their distributions say of many numbers.</summary>
public class RandomOpTests
{
    private const int Side = 200;

    [Fact]
    public void Uniform_numbers_fill_their_range()
    {
        var values = Ops.RandomUniform([Side, Side], new RandomStream(1)).ToArray();
        values.ShouldAllBe(value => value >= 0 && value < 1);
        // Of n numbers the mean deviates by √(1/12n), 0.0014.
        values.Average().ShouldBe(0.5f, 0.006f);
        values.Select(value => (value - 0.5) * (value - 0.5)).Average().ShouldBe(1 / 12.0, 0.002);
        Ops.RandomUniform([Side, Side], new RandomStream(1)).ToArray().ShouldBe(values);
    }

    [Fact]
    public void Normal_numbers_have_mean_0_and_variance_1()
    {
        var values = Ops.RandomNormal([Side, Side], new RandomStream(2)).ToArray();
        values.Average().ShouldBe(0, 0.02f);
        values.Select(value => (double)value * value).Average().ShouldBe(1, 0.03);
        values.Select(value => Math.Pow(value, 4)).Average().ShouldBe(3, 0.25);
    }

    [Fact]
    public void Dropout_keeps_the_mean_and_hands_back_the_gradient_of_what_it_kept()
    {
        using var tape = new GradientTape();
        var x = tape.Watch(Tensor.Ones([Side, Side]));
        var dropped = Ops.Dropout(x, 0.25f, new RandomStream(3));
        var gradient = tape.Gradient(Ops.Sum(dropped), x).ToArray();
        var values = dropped.ToArray();
        values.ShouldAllBe(value => value == 0 || Math.Abs(value - (1 / 0.75f)) < 1e-6);
        values.Count(value => value == 0).ShouldBeInRange((int)(0.24 * values.Length), (int)(0.26 * values.Length));
        gradient.ShouldBe(values);
    }

    /// <summary>Two steps and the label 1 of two: the paths 1 1, 1 blank and blank 1 spell it.</summary>
    [Fact]
    public void The_loss_of_an_alignment_sums_over_its_paths()
    {
        float[] logits = [0.1f, 0.7f, 0.4f, -0.3f];
        var (p, q) = (1 / (1 + Math.Exp(logits[0] - logits[1])), 1 / (1 + Math.Exp(logits[2] - logits[3])));
        var expected = -Math.Log((p * q) + (p * (1 - q)) + ((1 - p) * q));
        Ops.CtcLoss(Tensor.From([1], [1, 1]), Tensor.From(logits, [1, 2, 2])).ToArray()[0].ShouldBe((float)expected, 1e-6f);
    }
}
