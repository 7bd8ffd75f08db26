namespace LatentSharp.Tests;

public class InitializerTests
{
    private static readonly Fans Fans = new(300, 100);

    [Fact]
    public void Uniform_kinds_fill_their_range()
    {
        Limits(Initializers.GlorotUniform).ShouldBe(Math.Sqrt(6 / 400.0), 1e-3);
        Limits(Initializers.HeUniform).ShouldBe(Math.Sqrt(6 / 300.0), 1e-3);
        Limits(Initializers.LecunUniform).ShouldBe(Math.Sqrt(3 / 300.0), 1e-3);
        Limits(Initializers.UniformFanIn).ShouldBe(1 / Math.Sqrt(300), 1e-3);

        static double Limits(Initializer initializer) => Draw(initializer).Max(value => Math.Abs((double)value));
    }

    [Fact]
    public void Normal_kinds_have_their_deviation_and_end_at_two_of_the_uncut_ones()
    {
        Check(Initializers.GlorotNormal, Math.Sqrt(2 / 400.0));
        Check(Initializers.HeNormal, Math.Sqrt(2 / 300.0));
        Check(Initializers.LecunNormal, Math.Sqrt(1 / 300.0));

        static void Check(Initializer initializer, double deviation)
        {
            var values = Draw(initializer);
            Math.Sqrt(values.Average(value => (double)value * value)).ShouldBe(deviation, deviation * 0.02);
            values.Max(value => Math.Abs((double)value)).ShouldBeLessThan(2.0001 * deviation / 0.87962566103423978);
        }
    }

    [Theory]
    [InlineData(6, 4)]
    [InlineData(4, 6)]
    [InlineData(5, 5)]
    public void Orthogonal_vectors_have_product_zero_and_length_gain(int rows, int columns)
    {
        var q = Initializers.Orthogonal(2).Create([rows, columns], new Fans(rows, columns), new RandomStream(3));
        var gram = rows < columns ? Ops.MatMul(q, q, transposeB: true) : Ops.MatMul(q, q, transposeA: true);
        for (var i = 0; i < gram.Shape[0]; i++)
        {
            for (var j = 0; j < gram.Shape[0]; j++) gram[i, j].ShouldBe(i == j ? 4 : 0, 1e-5f);
        }
    }

    [Fact]
    public void Variance_scaling_has_its_variance_by_every_distribution_and_fan()
    {
        foreach (var distribution in Enum.GetValues<WeightDistribution>())
        {
            Variance(Initializers.VarianceScaling(3, FanMode.In, distribution)).ShouldBe(3 / 300.0, 3e-4);
            Variance(Initializers.VarianceScaling(3, FanMode.Out, distribution)).ShouldBe(3 / 100.0, 9e-4);
            Variance(Initializers.VarianceScaling(3, FanMode.Average, distribution)).ShouldBe(3 / 200.0, 5e-4);
        }
        Should.Throw<BadArgumentException>(() => Initializers.VarianceScaling(0)).Message.ShouldContain("scale is 0");

        static double Variance(Initializer initializer) => Draw(initializer).Average(value => (double)value * value);
    }

    [Fact]
    public void A_truncated_normal_stays_within_two_deviations_of_its_mean()
    {
        var values = Draw(Initializers.TruncatedNormal(3, 0.5f));
        values.Min().ShouldBeInRange(2, 2.02f);
        values.Max().ShouldBeInRange(3.98f, 4);
        values.Average().ShouldBe(3, 0.01f);
    }

    [Fact]
    public void An_identity_has_its_gain_on_the_diagonal()
    {
        Initializers.Identity(2).Create([2, 3], Fans, new RandomStream(1)).ToArray().ShouldBe([2, 0, 0, 0, 2, 0]);
        Should.Throw<BadArgumentException>(() =>
            Initializers.Identity().Create([3], Fans, new RandomStream(1))).Message.ShouldContain("(3)");
    }

    [Fact]
    public void Constants_are_constant()
    {
        Draw(Initializers.Zeros).ShouldAllBe(value => value == 0);
        Draw(Initializers.Ones).ShouldAllBe(value => value == 1);
        Draw(Initializers.Constant(0.5f)).ShouldAllBe(value => value == 0.5f);
    }

    private static float[] Draw(Initializer initializer) => initializer.Create([300, 100], Fans, new RandomStream(1)).ToArray();
}
