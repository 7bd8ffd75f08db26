using LatentSharp.Testing;

namespace LatentSharp.Tests;

public class ScalerTests
{
    private readonly Tensor table = Tensor.From(new float[,] { { 1, 100, 7 }, { 2, 300, 7 }, { 3, 500, 7 }, { 6, 900, 7 } });

    [Fact]
    public void Divides_the_digits_by_16()
    {
        var digits = Digits.Load();
        var scaler = Scaler.Choose(digits.Samples);
        scaler.Kind.ShouldBe(ScalerKind.UnitRange);
        scaler.Scale.Item().ShouldBe(16);
        scaler.Description.ShouldBe("pixel values 0 to 16 are divided by 16");
        var scaled = scaler.Apply(digits.Samples);
        scaled.Shape.ShouldBe(digits.Samples.Shape);
        scaled.ToArray().ShouldBe(digits.Samples.ToArray().Select(p => p / 16));
        scaler.Invert(scaled).ToArray().ShouldBe(digits.Samples.ToArray());
    }

    [Theory]
    [InlineData(new float[] { 0, 17, 255 }, ScalerKind.UnitRange, 255)]
    [InlineData(new float[] { 0, 3, 2 }, ScalerKind.UnitRange, 16)]
    [InlineData(new float[] { 0, 1, 1 }, ScalerKind.None, 1)]
    [InlineData(new float[] { 0, 0.25f, 1 }, ScalerKind.None, 1)]
    public void Knows_pixels_by_their_values(float[] values, ScalerKind kind, float scale)
    {
        var scaler = Scaler.Choose(Tensor.From(values, [3, 1, 1, 1]));
        scaler.Kind.ShouldBe(kind);
        scaler.Scale.Item().ShouldBe(scale);
        scaler.Offset.Item().ShouldBe(0);
    }

    [Fact]
    public void Whole_numbers_of_a_table_are_no_pixels()
    {
        // Means 8 and 100, deviations 8 and 100.
        var scaler = Scaler.Choose(Tensor.From(new float[,] { { 0, 0 }, { 16, 200 } }));
        scaler.Kind.ShouldBe(ScalerKind.Standard);
        scaler.Offset.ToArray().ShouldBe([8, 100]);
        scaler.Scale.ToArray().ShouldBe([8, 100]);
        Scaler.Choose(Tensor.From([0f, 255f], [2, 1, 1])).Kind.ShouldBe(ScalerKind.UnitRange);
    }

    [Theory]
    [InlineData(new float[] { 0, 256, 3 })]
    [InlineData(new float[] { -1, 2, 3 })]
    [InlineData(new float[] { 0, 2.5f, 3 })]
    public void Standardizes_everything_else(float[] values) =>
        Scaler.Choose(Tensor.From(values, [3, 1])).Kind.ShouldBe(ScalerKind.Standard);

    [Fact]
    public void Standard_gives_each_column_mean_0_and_deviation_1()
    {
        var scaler = Scaler.Fit(ScalerKind.Standard, table);
        // By hand: means 3, 450, 7; squared deviations 4+1+0+9 = 14 and 122500+22500+2500+202500 = 350000, each divided by 4.
        scaler.Offset.ToArray().ShouldBe([3, 450, 7]);
        scaler.Scale.ToArray().ShouldBe([(float)Math.Sqrt(3.5), (float)Math.Sqrt(87_500), 1]);
        scaler.Apply(table)[3, 0].ShouldBe((float)(3 / (double)(float)Math.Sqrt(3.5)));
        scaler.Apply(table)[1, 2].ShouldBe(0);
    }

    [Fact]
    public void MinMax_brings_each_column_between_0_and_1()
    {
        var scaler = Scaler.Fit(ScalerKind.MinMax, table);
        scaler.Apply(table).ToArray().ShouldBe([0, 0, 0, 0.2f, 0.25f, 0, 0.4f, 0.5f, 0, 1, 1, 0]);
        scaler.Invert(Tensor.From(new[,] { { 0.5f, 0.5f, 0.5f } })).ToArray().ShouldBe([3.5f, 500, 7.5f]);
    }

    [Fact]
    public void A_constant_column_of_any_value_becomes_zeros()
    {
        var samples = Tensor.Full([1000, 2], 0.1f);
        foreach (var kind in new[] { ScalerKind.Standard, ScalerKind.MinMax })
            Scaler.Fit(kind, samples).Apply(samples).ToArray().ShouldBe(new float[2000]);
    }

    [Fact]
    public void Is_remade_from_its_three_properties()
    {
        foreach (var kind in Enum.GetValues<ScalerKind>())
        {
            var scaler = Scaler.Fit(kind, table);
            var again = new Scaler(scaler.Kind, scaler.Offset, scaler.Scale);
            again.Description.ShouldBe(InCulture.German(() => scaler.Description));
            again.Apply(table).ToArray().ShouldBe(scaler.Apply(table).ToArray());
        }
    }

    [Fact]
    public void Random_samples_come_back()
    {
        for (var trial = 0; trial < 100; trial++)
        {
            var values = new float[60];
            new RandomStream(2).Derive(trial).Uniform(values, 0, MathF.Pow(10, (trial % 12) - 4));
            var samples = Tensor.From(values, [5, 3, 4]);
            foreach (var kind in Enum.GetValues<ScalerKind>())
            {
                var scaler = Scaler.Fit(kind, samples);
                var back = scaler.Invert(scaler.Apply(samples)).ToArray();
                for (var i = 0; i < values.Length; i++) back[i].ShouldBe(values[i], 1e-6 * values.Max());
            }
        }
    }

    [Fact]
    public void Lives_longer_than_the_tape_it_was_made_under()
    {
        Scaler scaler;
        using (new GradientTape()) scaler = Scaler.Fit(ScalerKind.Standard, table);
        scaler.Offset.ToArray().ShouldBe([3, 450, 7]);
    }

    [Fact]
    public void Refuses_what_it_cannot_scale()
    {
        Should.Throw<BadArgumentException>(() =>
            Scaler.Choose(Tensor.From(new[,] { { 1, float.NaN } }))).Message.ShouldContain("not finite");
        Should.Throw<BadArgumentException>(() => Scaler.Choose(Tensor.Zeros([0, 3]))).Message.ShouldContain("at least one number");
        Should.Throw<BadArgumentException>(() =>
            Scaler.Fit(ScalerKind.UnitRange, Tensor.From(new[,] { { -1f, 2 } }))).Message.ShouldContain("negative");
        Should.Throw<BadArgumentException>(
            () => Scaler.Fit(ScalerKind.MinMax, Tensor.From(new[,] { { float.MinValue }, { float.MaxValue } })))
            .Message.ShouldContain("too far apart");
        Should.Throw<BadArgumentException>(
            () => Scaler.Fit(ScalerKind.MinMax, table).Apply(Tensor.Zeros([2, 4])))
            .Message.ShouldBe("Scaler: samples of shape (2, 4) do not fit; (N, 3) is needed.");
        Should.Throw<BadArgumentException>(() =>
            new Scaler(ScalerKind.UnitRange, Tensor.Scalar(0), Tensor.Scalar(0))).Message.ShouldContain("above 0");
        Should.Throw<BadArgumentException>(
            () => new Scaler(ScalerKind.Standard, Tensor.Scalar(0), Tensor.Scalar(1)))
            .Message.ShouldContain("the shape of a sample is needed");
        Should.Throw<BadArgumentException>(() =>
            new Scaler((ScalerKind)9, Tensor.Scalar(0), Tensor.Scalar(1))).Message.ShouldContain("no kind 9");
    }
}
