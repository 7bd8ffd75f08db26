namespace LatentSharp.Tests;

/// <summary>Poolings have the same bits at every width and for any number of threads; their values are tested by the operations.</summary>
public class PoolingKernelTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 1)]
    [InlineData(16, 2)]
    [InlineData(35, 3)]
    public void The_same_bits_for_every_width_and_number_of_threads(int channels, int stride)
    {
        var geometry = new PoolGeometry(5, Axis(40), Axis(37), channels);
        var (x, dy) = (new TestNumbers(1).Floats(geometry.Inputs), new TestNumbers(2).Floats(geometry.Outputs));
        var y = Everywhere(geometry.Outputs, to => MaxPooling.Forward(geometry, x, to));
        Everywhere(geometry.Inputs, to => MaxPooling.Scatter(geometry, x, y, dy, to, accumulate: false)).Sum().ShouldBe(dy.Sum(), 0.1f);
        Bits.ShouldBeEqual(
            Everywhere(geometry.Outputs, to => MaxPooling.Gather(geometry, x, y, x, to)), y,
            "what stands at the largest places is the largest");
        Everywhere(geometry.Outputs, to => SumPooling.Forward(geometry, true, x, to)).Zip(y).ShouldAllBe(pair => pair.First <= pair.Second);
        Everywhere(geometry.Inputs, to => SumPooling.Spread(geometry, true, dy, to)).Sum().ShouldBe(dy.Sum(), 0.1f);

        PoolAxis Axis(int size) => new(size, 3, stride, 1, (size + stride - 1) / stride);
    }

    [Theory]
    [InlineData(1, 40, 37)]
    [InlineData(4, 40, 36)]
    [InlineData(19, 40, 36)]
    [InlineData(33, 41, 36)]
    public void Windows_side_by_side_replace_what_stood_there_by_the_first_largest(int channels, int height, int width)
    {
        var geometry = new PoolGeometry(
            3, new PoolAxis(height, 2, 2, 0, height / 2), new PoolAxis(width, 2, 2, 0, (width + 1) / 2), channels);
        var (x, dy) = (new TestNumbers(1).Integers(geometry.Inputs, 0, 4), new TestNumbers(2).Integers(geometry.Outputs, 1, 9));
        var y = Everywhere(geometry.Outputs, to => MaxPooling.Forward(geometry, x, to));
        var expected = new float[geometry.Inputs];
        for (var i = 0; i < dy.Length; i++)
        {
            var (c, column, row, n) = (
                i % channels, i / channels % geometry.Across.Out, i / channels / geometry.Across.Out % (height / 2),
                i / channels / geometry.Across.Out / (height / 2));
            var largest = Enumerable.Range(0, 4).Where(k => (2 * column) + (k % 2) < width)
                .Select(k =>
                    (((((n * height) + (2 * row) + (k / 2)) * width) + (2 * column) + (k % 2)) * channels) + c).MaxBy(place => x[place]);
            expected[largest] = dy[i];
            y[i].ShouldBe(x[largest]);
        }

        var found = Everywhere(geometry.Inputs, to =>
        {
            to.AsSpan().Fill(float.NaN);
            MaxPooling.Scatter(geometry, x, y, dy, to, accumulate: false);
        });
        Bits.ShouldBeEqual(found, expected, "gradient");
    }

    [Fact]
    public void Interpolation_too()
    {
        var (x, dy) = (new TestNumbers(1).Floats(30 * 20 * 7), new TestNumbers(2).Floats(30 * 60 * 7));
        Everywhere(dy.Length, to => LinearAxis.Forward(x, 20, 60, 7, to)).Max().ShouldBeLessThanOrEqualTo(x.Max());
        Everywhere(x.Length, to => LinearAxis.Back(dy, 20, 60, 7, to)).Sum().ShouldBe(dy.Sum(), 0.1f);
    }

    [Theory]
    [InlineData(1, 1, 2, 2, 1)]
    [InlineData(3, 5, 6, 10, 7)]
    [InlineData(7, 4, 3, 9, 16)]
    [InlineData(6, 9, 2, 4, 3)]
    [InlineData(14, 14, 28, 28, 64)]
    [InlineData(5, 6, 15, 18, 70)]
    public void Interpolation_of_planes_is_that_of_one_axis_after_the_other(int height, int width, int tall, int wide, int channels)
    {
        const int images = 3;
        var x = new TestNumbers(1).Floats(images * height * width * channels);
        var dy = new TestNumbers(2).Floats(images * tall * wide * channels);
        var y = Everywhere(dy.Length, to => LinearPlane.Forward(x, (height, width), (tall, wide), channels, to));
        var dx = Everywhere(x.Length, to =>
        {
            to.AsSpan().Fill(float.NaN);
            LinearPlane.Back(dy, (height, width), (tall, wide), channels, to);
        });
        var (between, back) = (new float[images * tall * width * channels], new float[images * tall * width * channels]);
        var (expected, expectedBack) = (new float[dy.Length], new float[x.Length]);
        LinearAxis.Forward(x, height, tall, width * channels, between);
        LinearAxis.Forward(between, width, wide, channels, expected);
        LinearAxis.Back(dy, width, wide, channels, back);
        LinearAxis.Back(back, height, tall, width * channels, expectedBack);
        Bits.ShouldBeEqual(y, expected, "values");
        Bits.ShouldBeEqual(dx, expectedBack, "gradient");
        for (var place = 0; place < dy.Length / channels; place++)
        {
            var (row, column, image) = (place / wide % tall, place % wide, place / (wide * tall));
            var (atRow, atColumn) = (Clamped(row, height, tall), Clamped(column, width, wide));
            for (var c = 0; c < channels; c++)
            {
                double Place(int r, int w) => x[(((((image * height) + r) * width) + w) * channels) + c];
                double Across(int r) =>
                    (Place(r, atColumn.Low) * (1 - atColumn.Share)) + (Place(r, atColumn.High) * atColumn.Share);
                ((double)y[(place * channels) + c]).ShouldBe(
                    (Across(atRow.Low) * (1 - atRow.Share)) + (Across(atRow.High) * atRow.Share), 1e-6);
            }
        }
        y.Zip(dy, (a, b) => (double)a * b).Sum().ShouldBe(x.Zip(dx, (a, b) => (double)a * b).Sum(), 1e-4 * x.Length / 100);

        static (int Low, int High, double Share) Clamped(int result, int size, int results)
        {
            var at = ((result + 0.5) * size / results) - 0.5;
            var low = Math.Floor(at);
            return ((int)Math.Max(low, 0), (int)Math.Min(low + 1, size - 1), at - low);
        }
    }

    private static float[] Everywhere(int length, Action<float[]> fill)
    {
        var kept = Engine.Threads;
        try
        {
            float[]? first = null;
            foreach (var threads in new[] { 1, 2, 5 })
            {
                Engine.Threads = threads;
                var found = Widths.Agree(() =>
                {
                    var to = new float[length];
                    fill(to);
                    return to;
                });
                first ??= found;
                Bits.ShouldBeEqual(found, first, $"on {threads} threads");
            }
            return first!;
        }
        finally
        {
            Engine.Threads = kept;
        }
    }
}
