using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>What a picture codec learns, apart from how it is written.</summary>
public sealed class PictureCodecTests
{
    private static readonly Tensor Pictures = Smooth(6, 24, 32, 3);

    private static readonly FittedPictureCodec Model = new PictureCodec(new() { Block = 4 }).Fit(Pictures);

    /// <summary>Orthonormal rows: no energy is lost or won, and pictures come back whose sides are no whole blocks.</summary>
    [Fact]
    public void Coefficients_lead_back_to_pictures_of_any_size()
    {
        var picture = Smooth(1, 13, 18, 3);
        var planes = new Planes(13, 18, 3);
        var coefficients = Model.Transformation.Analyze(picture.AsSpan(), planes);
        coefficients.Length.ShouldBe(4 * 5 * 3 * 16);
        var back = Model.Transformation.Synthesize(coefficients, 13, 18);
        for (var i = 0; i < back.Length; i++) ((double)back[i]).ShouldBe(picture.AsSpan()[i], 1e-5);

        var whole = Pictures.Rows(0, 1);
        var mean = Model.Weights["colours/mean"].ToArray();
        var energy = whole.ToArray().Select((value, i) => Math.Pow(value - (double)mean[i % 3], 2)).Sum();
        Model.Transform(whole).ToArray().Sum(value => Math.Pow(value, 2)).ShouldBe(energy, 1e-5 * energy);
    }

    /// <summary>The first component of blocks of smooth pictures holds nearly all: the KLT packs energy.</summary>
    [Fact]
    public void The_first_coefficients_hold_most()
    {
        var energies = new double[Model.Transformation.Coefficients];
        var all = Model.Transform(Pictures).ToArray();
        for (var i = 0; i < all.Length; i++) energies[i % energies.Length] += all[i] * all[i];
        for (var k = 1; k < 16; k++) energies[k].ShouldBeLessThan(energies[0]);
        energies[..16].Take(4).Sum().ShouldBeGreaterThan(0.9 * energies[..16].Sum());
    }

    [Fact]
    public void A_better_quality_takes_more_bits_and_loses_less()
    {
        var (last, error) = (0.0, double.PositiveInfinity);
        foreach (var quality in new[] { 10.0, 40, 70, 100 })
        {
            var own = ReconstructionError.MeanSquared(Pictures, Model.Reconstruct(Pictures, quality, out var bits));
            bits.ShouldBeGreaterThan(last);
            own.ShouldBeLessThan(error);
            (last, error) = (bits, own);
        }
        // Steps of 4/255: errors evenly within half a step where nothing costs bits, a little more where it does.
        error.ShouldBeLessThan(2 * Math.Pow(4.0 / 255, 2) / 12);
    }

    [Fact]
    public void So_many_bits_are_not_exceeded()
    {
        var picture = Smooth(1, 24, 32, 3);
        var planes = new Planes(24, 32, 3);
        var (few, many) = (
            Model.EncodeWithin(picture.AsSpan(), planes, 400, default)!, Model.EncodeWithin(picture.AsSpan(), planes, 4000, default)!);
        Model.Bits(few).ShouldBeLessThanOrEqualTo(400);
        Model.Bits(many).ShouldBeInRange(400, 4000);
        many.Step.ShouldBeLessThan(few.Step);
        var least = Model.Bits(Model.Encode(picture.AsSpan(), planes, FittedPictureCodec.Step(0)));
        Model.Bits(Model.EncodeWithin(picture.AsSpan(), planes, least, default)!).ShouldBeLessThanOrEqualTo(least);
        Model.EncodeWithin(picture.AsSpan(), planes, least - 1, default).ShouldBeNull();
    }

    /// <summary>Where the second coefficient is always as large as the first, its expected magnitude is that of the first.</summary>
    [Fact]
    public void Weights_are_those_of_least_squares()
    {
        var told = new LatentContext(null, 4, 4, 120, 120);
        var random = new int[120 * 120];
        new RandomStream(2).Integers(random, 0, 7);
        for (var block = 0; block < told.Blocks; block++)
        {
            told.Begin(block);
            foreach (var coefficient in new[] { 0, 1, 2, 3 })
                told.Tell(coefficient, coefficient == 1 ? random[block] : coefficient == 2 ? -random[block] : 0);
        }
        var tables = new LatentStatistics(4, 4).Learn([told], default);
        const int own = 3 * 4;
        ((double)tables.Added(own + 1)[2]).ShouldBe(LatentTables.One, 0.05 * LatentTables.One);
        Math.Abs((double)tables.Added(own)[2]).ShouldBeLessThan(0.05 * LatentTables.One);
        // With the weight 1 the sum says the magnitude, so that each takes next to nothing beside its sign.
        var bits = Enumerable.Range(0, 7).Sum(magnitude => tables.Bits(LatentTables.Table(magnitude * LatentTables.One), magnitude));
        bits.ShouldBeLessThan(7 * 2.0);
    }

    [Fact]
    public void Frequencies_are_whole_and_lie_side_by_side()
    {
        var tables = Model.Tables;
        for (var table = 0; table < LatentTables.Count; table++)
        {
            var end = 0u;
            for (var magnitude = 0; magnitude <= LatentTables.Escape; magnitude++)
            {
                tables.Start(table, magnitude).ShouldBe(end);
                end += tables.Frequency(table, magnitude);
                tables.Magnitude(table, tables.Start(table, magnitude)).ShouldBe(magnitude);
                tables.Magnitude(table, end - 1).ShouldBe(magnitude);
                // Minus the logarithm of the share, one bit for the sign, five for the length of what is beyond.
                tables.Bits(table, magnitude).ShouldBe(
                    -Math.Log2(tables.Frequency(table, magnitude) / 32768.0) + (magnitude == 0 ? 0 : magnitude < 15 ? 1 : 6), 1e-9);
            }
            end.ShouldBe(1u << LatentTables.Precision);
        }
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Message(() => new PictureCodec(new() { Block = 3 })).ShouldContain("Block: 3");
        Message(() => new PictureCodec().Fit(Tensor.Zeros([2, 1, 1, 3]))).ShouldContain("2 pixels in all, fewer than a block of 8 x 8");
        Message(() => new PictureCodec().Fit(Tensor.Zeros([4, 9]))).ShouldContain("(9)");
        Message(() => Model.Reconstruct(Smooth(1, 8, 8, 1), 50, out _)).ShouldContain("1 channel");
        Message(() => Model.Reconstruct(Pictures, 101, out _)).ShouldContain("101");
        Message(() => Changed("contexts/frequencies", values => values[3] += 1)).ShouldContain("do not sum to 32768");
        Message(() => Changed("contexts/weights", values => values[3] += 0.5f)).ShouldContain("whole numbers");
        Message(() => FittedModel.FromWeights(new PictureCodecOptions(), Model.InputShape, Model.Weights))
            .ShouldContain("blocks/components");

        static void Changed(string name, Action<float[]> change)
        {
            var values = Model.Weights[name].ToArray();
            change(values);
            FittedModel.FromWeights(Model.Options, Model.InputShape, new Dictionary<string, Tensor>(Model.Weights)
            {
                [name] = Tensor.From(values, Model.Weights[name].Shape),
            });
        }
    }

    private static Tensor Smooth(int count, int height, int width, int channels) => Tensor.From<float>(
        [.. Enumerable.Range(0, count * height * width * channels).Select(i =>
        {
            var (c, x, y, n) = (i % channels, i / channels % width, i / channels / width % height, i / channels / width / height);
            return 0.5f + (0.2f * MathF.Sin((x * (0.1f + (0.05f * n))) + c)) + (0.15f * MathF.Cos((y * 0.2f) + (x * 0.05f * n)))
                + (0.02f * MathF.Sin(i * 12.9898f));
        })], [count, height, width, channels]).Keep();

    private static string Message(Action action) => Should.Throw<BadArgumentException>(action).Message;
}
