namespace LatentSharp.Tests;

/// <summary>
/// Moments and sums of columns against plain ones in double precision, with the same bits at every width and for any number of threads.
/// </summary>
public class NormalizationKernelTests
{
    public static TheoryData<int, int, int> Sizes
    {
        get
        {
            var data = new TheoryData<int, int, int>();
            foreach (var rows in new[] { 1, 2, 5, 127, 128, 129, 1024, 1025, 5000 })
            {
                foreach (var cols in new[] { 1, 3, 16, 17, 70 }) data.Add(rows % 2 == 1 && rows < 1000 ? 3 : 1, rows, cols);
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Moments_are_exact_though_the_mean_is_large(int blocks, int rows, int cols)
    {
        var x = Array.ConvertAll(new TestNumbers((uint)(rows + cols)).Floats(blocks * rows * cols), value => value + 1000);
        var found = Everywhere(() =>
        {
            var result = new float[2 * blocks * cols];
            ColumnMoments.Of(x, rows, cols, result.AsSpan(0, blocks * cols), result.AsSpan(blocks * cols));
            return result;
        });
        for (var i = 0; i < blocks * cols; i++)
        {
            var column = Column(x, i / cols, i % cols, rows, cols);
            var mean = column.Average();
            ((double)found[i]).ShouldBe(mean, 1e-3);
            ((double)found[(blocks * cols) + i]).ShouldBe(column.Average(value => (value - mean) * (value - mean)), 1e-4);
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Centered_sums_are_those_of_plain_loops(int blocks, int rows, int cols)
    {
        var numbers = new TestNumbers((uint)(rows * cols));
        var (x, dy, mean) = (numbers.Floats(blocks * rows * cols), numbers.Floats(blocks * rows * cols), numbers.Floats(blocks * cols));
        var found = Everywhere(() =>
        {
            var result = new float[2 * blocks * cols];
            CenteredSums.Of(x, dy, mean, rows, cols, result.AsSpan(0, blocks * cols), result.AsSpan(blocks * cols));
            return result;
        });
        for (var i = 0; i < blocks * cols; i++)
        {
            var (own, slopes) = (Column(x, i / cols, i % cols, rows, cols), Column(dy, i / cols, i % cols, rows, cols));
            ((double)found[i]).ShouldBe(slopes.Sum(), 1e-6 * rows);
            ((double)found[(blocks * cols) + i]).ShouldBe(own.Zip(slopes, (a, b) => (a - mean[i]) * b).Sum(), 2e-6 * rows);
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Elements_are_normalised_by_the_numbers_of_their_column(int blocks, int rows, int cols)
    {
        var numbers = new TestNumbers((uint)(rows * cols));
        var (x, dy) = (numbers.Floats(blocks * rows * cols), numbers.Floats(blocks * rows * cols));
        var (three, four) = (numbers.Floats(3 * blocks * cols), numbers.Floats(4 * blocks * cols));
        var y = Everywhere(() => Filled(to => ColumnAffine.Forward(x, three, rows, cols, to)));
        var dx = Everywhere(() => Filled(to => ColumnAffine.Backward(x, dy, four, rows, cols, to, false)));
        for (var i = 0; i < x.Length; i++)
        {
            var (block, column) = (i / (rows * cols), i % cols);
            ((double)y[i]).ShouldBe(((x[i] - Number(three, 3, 0)) * (double)Number(three, 3, 1)) + Number(three, 3, 2), 1e-6);
            ((double)dx[i]).ShouldBe(
                (dy[i] * (double)Number(four, 4, 1)) - ((x[i] - Number(four, 4, 0)) * (double)Number(four, 4, 2)) - Number(four, 4, 3),
                1e-6);

            float Number(float[] from, int kinds, int kind) => from[(((block * kinds) + kind) * cols) + column];
        }

        float[] Filled(Action<float[]> fill)
        {
            var to = new float[x.Length];
            fill(to);
            return to;
        }
    }

    private static double[] Column(float[] x, int block, int column, int rows, int cols) =>
        [.. Enumerable.Range(0, rows).Select(row => (double)x[(((block * rows) + row) * cols) + column])];

    /// <summary>At every width, on one thread and on several.</summary>
    private static float[] Everywhere(Func<float[]> body)
    {
        var kept = Engine.Threads;
        try
        {
            Engine.Threads = 1;
            var one = Widths.Agree(body);
            Engine.Threads = 5;
            Bits.ShouldBeEqual(Widths.Agree(body), one, "on five threads");
            return one;
        }
        finally
        {
            Engine.Threads = kept;
        }
    }
}
