using LatentSharp.Testing;

namespace LatentSharp.Tests;

public class RandomStreamTests
{
    private const int Many = 200_000;

    private static readonly RandomStream Stream = new(20261121);

    private delegate void Draw(RandomStream stream, Span<float> destination);

    private static float[] Numbers(int count, Draw draw, RandomStream? stream = null)
    {
        var numbers = new float[count];
        draw(stream ?? Stream, numbers);
        return numbers;
    }

    [Fact]
    public void The_same_stream_gives_the_same_numbers_twice_and_a_longer_request_begins_with_them()
    {
        var first = Numbers(1000, (s, d) => s.Normal(d));
        Bits.ShouldBeEqual(Numbers(1000, (s, d) => s.Normal(d)), first, "again");
        Bits.ShouldBeEqual(Numbers(5000, (s, d) => s.Normal(d), new RandomStream(20261121)).AsSpan(0, 1000), first, "longer");
    }

    [Fact]
    public void Every_width_draws_the_same_bits()
    {
        foreach (var count in new[] { 0, 1, 15, 16, 17, 63, 64, 65, 130, 100_003 })
        {
            Widths.Agree(() => Numbers(count, (s, d) => s.Uniform(d, -3, 5)));
            Widths.Agree(() => Numbers(count, (s, d) => s.Normal(d, 2, 3)));
        }
    }

    [Fact]
    public void Derived_streams_differ_from_their_origin_and_from_each_other()
    {
        RandomStream[] streams =
        [
            Stream, new(0), new(1), new(-1), Stream.Derive(0), Stream.Derive(1), Stream.Derive(-1), Stream.Derive(""), Stream.Derive("a"),
            Stream.Derive("a\0"), Stream.Derive("b"), Stream.Derive("dense"), Stream.Derive("dense_1"), Stream.Derive("dense").Derive("_1"),
            Stream.Derive(0).Derive(1), Stream.Derive(1).Derive(0), Stream.Derive("0"), new RandomStream(0).Derive(0),
        ];
        var beginnings = streams.Select(s => Numbers(8, (stream, d) => stream.Uniform(d), s)).Select(n => string.Join(' ', n)).ToList();
        beginnings.Distinct(StringComparer.Ordinal).Count().ShouldBe(streams.Length);
        streams.Distinct().Count().ShouldBe(streams.Length);
        Stream.Derive("dense").ShouldBe(new RandomStream(20261121).Derive("dense"));
    }

    [Fact]
    public void Derived_streams_are_not_correlated()
    {
        var a = Numbers(Many, (s, d) => s.Normal(d), Stream.Derive(1));
        var b = Numbers(Many, (s, d) => s.Normal(d), Stream.Derive(2));
        var correlation = a.Zip(b, (x, y) => (double)x * y).Average();
        Math.Abs(correlation).ShouldBeLessThan(4 / Math.Sqrt(Many));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-3, 5)]
    [InlineData(1e6f, 1000001f)]
    public void Uniform_numbers_are_within_their_limits_and_evenly_spread(float low, float high)
    {
        var numbers = Numbers(Many, (s, d) => s.Uniform(d, low, high));
        numbers.Min().ShouldBeGreaterThanOrEqualTo(low);
        numbers.Max().ShouldBeLessThan(high);
        var width = (double)high - low;
        numbers.Average(x => (double)x).ShouldBe(low + (width / 2), 4 * width / Math.Sqrt(12.0 * Many));
        // Near a million floats are a sixteenth apart: too coarse for this measure.
        if (low < 1e5f) KolmogorovSmirnov(numbers, x => (x - low) / width).ShouldBeLessThan(1.95 / Math.Sqrt(Many));
    }

    [Fact]
    public void Normal_numbers_have_their_mean_deviation_and_distribution()
    {
        var numbers = Numbers(Many, (s, d) => s.Normal(d, 2, 3));
        var mean = numbers.Average(x => (double)x);
        var variance = numbers.Average(x => (x - mean) * (x - mean));
        mean.ShouldBe(2, 4 * 3 / Math.Sqrt(Many));
        variance.ShouldBe(9, 4 * 9 * Math.Sqrt(2.0 / Many));
        KolmogorovSmirnov(
            numbers, x => 0.5 * (1 + ReferenceFunctions.Erf((x - 2) / 3 / Math.Sqrt(2)))).ShouldBeLessThan(1.95 / Math.Sqrt(Many));
        // 1 in 15,787 is beyond four deviations.
        numbers.Count(x => Math.Abs(x - 2) > 12).ShouldBeInRange(2, 30);
    }

    [Fact]
    public void Neighbouring_normal_numbers_are_not_correlated()
    {
        var numbers = Numbers(Many, (s, d) => s.Normal(d));
        foreach (var lag in new[] { 1, 2, 15, 16, 17, 32, 64 })
        {
            var correlation = Enumerable.Range(0, Many - lag).Average(i => (double)numbers[i] * numbers[i + lag]);
            Math.Abs(correlation).ShouldBeLessThan(4 / Math.Sqrt(Many), $"lag {lag}");
        }
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(-7, 6)]
    public void Integers_are_each_as_likely(int low, int high)
    {
        var numbers = new int[Many];
        Stream.Integers(numbers, low, high);
        var counts = new int[high - low];
        foreach (var number in numbers) counts[number - low]++;
        ChiSquare(counts, Many).ShouldBeLessThan(36);
    }

    [Fact]
    public void Integers_cover_the_whole_range_without_bias()
    {
        // Three quarters of all integers: careless scaling would make some twice as likely.
        var numbers = new int[Many];
        Stream.Integers(numbers, int.MinValue, 1 << 30);
        var counts = new int[12];
        foreach (var number in numbers) counts[(int)(((long)number - int.MinValue) / (1 << 28))]++;
        ChiSquare(counts, Many).ShouldBeLessThan(36);
        var one = new int[100];
        Stream.Integers(one, 5, 6);
        one.ShouldAllBe(x => x == 5);
    }

    [Fact]
    public void A_permutation_holds_each_integer_once()
    {
        foreach (var n in new[] { 0, 1, 2, 63, 64, 65, 10_000 })
        {
            var order = Stream.Permutation(n);
            order.Order().ShouldBe(Enumerable.Range(0, n));
        }
        var again = new int[10_000];
        Stream.Permutation(again);
        again.ShouldBe(Stream.Permutation(10_000));
        again.Select((value, i) => value == i ? 1 : 0).Sum().ShouldBeLessThan(10);
    }

    [Fact]
    public void All_orders_of_four_are_as_likely()
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < 24_000; i++)
        {
            var order = string.Concat(Stream.Derive(i).Permutation(4));
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }
        counts.Count.ShouldBe(24);
        ChiSquare([.. counts.Values], 24_000).ShouldBeLessThan(56);
    }

    [Fact]
    public void Bad_arguments_are_refused()
    {
        var numbers = new float[1];
        Should.Throw<BadArgumentException>(() => Stream.Uniform(numbers, 1, 1));
        Should.Throw<BadArgumentException>(() => Stream.Uniform(numbers, float.NaN, 1));
        Should.Throw<BadArgumentException>(() => Stream.Uniform(numbers, float.MinValue, float.MaxValue));
        Should.Throw<BadArgumentException>(() => Stream.Normal(numbers, 0, -1));
        Should.Throw<BadArgumentException>(() => Stream.Normal(numbers, float.PositiveInfinity, 1));
        Should.Throw<BadArgumentException>(() => Stream.Integers(new int[1], 3, 3));
        Should.Throw<BadArgumentException>(() => Stream.Permutation(-1));
    }

    /// <summary>The largest distance between the numbers' distribution and the expected one.</summary>
    private static double KolmogorovSmirnov(float[] numbers, Func<double, double> distribution)
    {
        var sorted = numbers.Order().ToArray();
        return sorted.Select((x, i) =>
            Math.Max(
                Math.Abs(distribution(x) - ((double)i / sorted.Length)), Math.Abs(distribution(x) - ((i + 1.0) / sorted.Length)))).Max();
    }

    private static double ChiSquare(int[] counts, int total)
    {
        var expected = (double)total / counts.Length;
        return counts.Sum(c => (c - expected) * (c - expected) / expected);
    }
}
