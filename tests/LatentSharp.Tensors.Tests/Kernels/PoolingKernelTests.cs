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
        Everywhere(geometry.Inputs, to => MaxPooling.Scatter(geometry, x, y, dy, to)).Sum().ShouldBe(dy.Sum(), 0.1f);
        Bits.ShouldBeEqual(Everywhere(geometry.Outputs, to => MaxPooling.Gather(geometry, x, y, x, to)), y, "what stands at the largest places is the largest");
        Everywhere(geometry.Outputs, to => SumPooling.Forward(geometry, true, x, to)).Zip(y).ShouldAllBe(pair => pair.First <= pair.Second);
        Everywhere(geometry.Inputs, to => SumPooling.Spread(geometry, true, dy, to)).Sum().ShouldBe(dy.Sum(), 0.1f);

        PoolAxis Axis(int size) => new(size, 3, stride, 1, (size + stride - 1) / stride);
    }

    [Fact]
    public void Interpolation_too()
    {
        var (x, dy) = (new TestNumbers(1).Floats(30 * 20 * 7), new TestNumbers(2).Floats(30 * 60 * 7));
        Everywhere(dy.Length, to => LinearAxis.Forward(x, 20, 3, 7, to)).Max().ShouldBeLessThanOrEqualTo(x.Max());
        Everywhere(x.Length, to => LinearAxis.Back(dy, 20, 3, 7, to)).Sum().ShouldBe(dy.Sum(), 0.1f);
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
