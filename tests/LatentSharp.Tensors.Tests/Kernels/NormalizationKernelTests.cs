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

    public static TheoryData<int, int, bool> Rows
    {
        get
        {
            var data = new TheoryData<int, int, bool>();
            foreach (var (rows, cols) in new[]
            {
                (1, 1), (5, 3), (127, 16), (128, 17), (129, 31), (300, 64), (70, 63), (66, 65), (3, 100), (130, 257), (2, 513), (2, 2049),
                (3, 4100),
            })
            {
                data.Add(rows, cols, true);
                data.Add(rows, cols, false);
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Rows_are_normalised_and_their_gradients_those_of_plain_loops(int rows, int cols, bool centered)
    {
        const float epsilon = 1e-3f;
        var numbers = new TestNumbers((uint)((rows * 7) + cols));
        var (x, dy, gamma, beta) = (numbers.Floats(rows * cols), numbers.Floats(rows * cols), numbers.Floats(cols), numbers.Floats(cols));
        var runs = RowNormalizationBack.Runs(rows);
        var found = Everywhere(() =>
        {
            var result = new float[(2 * rows * cols) + (2 * rows) + (2 * cols)];
            Span<float> y = result.AsSpan(0, rows * cols), dx = result.AsSpan(rows * cols, rows * cols);
            Span<float> mean = result.AsSpan(2 * rows * cols, rows), inverse = result.AsSpan((2 * rows * cols) + rows, rows);
            var (slants, shifts) = (new float[runs * cols], new float[runs * cols]);
            RowNormalization.Forward(x, gamma, beta, epsilon, centered, y, mean, inverse);
            dx.Fill(1);
            RowNormalizationBack.Run(
                x, dy, gamma, mean, inverse, centered, new float[rows], new float[rows], dx, slants, shifts, accumulate: true);
            ColumnSums.Top(slants, result.AsSpan(^(2 * cols)..^cols), accumulate: false);
            ColumnSums.Top(shifts, result.AsSpan(^cols..), accumulate: false);
            return result;
        });
        var (dgamma, dbeta) = (new double[cols], new double[cols]);
        for (var row = 0; row < rows; row++)
        {
            var own = Enumerable.Range(0, cols).Select(i => (double)x[(row * cols) + i]).ToArray();
            var middle = centered ? own.Average() : 0;
            var scale = 1 / Math.Sqrt(own.Average(value => (value - middle) * (value - middle)) + epsilon);
            var n = Array.ConvertAll(own, value => (value - middle) * scale);
            var g = Enumerable.Range(0, cols).Select(i => (double)dy[(row * cols) + i] * gamma[i]).ToArray();
            var (level, along) = (centered ? g.Average() : 0, g.Zip(n, (a, b) => a * b).Average());
            for (var i = 0; i < cols; i++)
            {
                dgamma[i] += dy[(row * cols) + i] * n[i];
                dbeta[i] += dy[(row * cols) + i];
                ((double)found[(row * cols) + i]).ShouldBe((n[i] * gamma[i]) + beta[i], 1e-5 * (1 + Math.Abs(n[i])));
                ((double)found[((rows + row) * cols) + i]).ShouldBe(1 + (scale * (g[i] - level - (n[i] * along))), 1e-5 * (1 + scale));
            }
        }
        for (var i = 0; i < cols; i++)
        {
            ((double)found[^((2 * cols) - i)]).ShouldBe(dgamma[i], 1e-5 * rows);
            ((double)found[^(cols - i)]).ShouldBe(dbeta[i], 1e-5 * rows);
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
