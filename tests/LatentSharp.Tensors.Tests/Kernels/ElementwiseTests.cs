namespace LatentSharp.Tests;

/// <summary>Every driver at every width, lengths 0 to 257 and unaligned starts, against plain loops; to the bit.</summary>
public class ElementwiseTests
{
    private static readonly TestNumbers Numbers = new(1);
    private static readonly float[] A = Numbers.Floats(4000), B = Numbers.Floats(4000), C = Numbers.Floats(4000), Y = Numbers.Floats(4000);

    private readonly struct Scaled(float factor) : IMap
    {
        public V Apply<V>(V x) where V : unmanaged, ILanes<V> => (x * V.Create(factor)) + V.Create(1);
    }

    private readonly struct Ratio : IZip
    {
        public V Apply<V>(V a, V b) where V : unmanaged, ILanes<V> => a / (b + V.Create(0.1f));
    }

    private readonly struct Fma : IZip3
    {
        public V Apply<V>(V a, V b, V c) where V : unmanaged, ILanes<V> => V.FusedMultiplyAdd(a, b, c);
    }

    private static float RatioOf(float a, float b) => a / (b + 0.1f);

    public static TheoryData<int> AllWidths => [.. Widths.All];

    [Theory]
    [MemberData(nameof(AllWidths))]
    public void Drivers_equal_plain_loops_at_every_length_and_start(int width) => Widths.At(width, () =>
    {
        for (var n = 0; n <= 257; n++)
        {
            var start = n % 19;
            foreach (var add in new[] { false, true })
            {
                Check(n, start, add, i => (A[i] * 3) + 1, y => Elementwise.Map(new Scaled(3), A.AsSpan(start, n), y, add));
                Check(
                    n, start, add, i => RatioOf(A[i], B[i]),
                    y => Elementwise.Zip(default(Ratio), A.AsSpan(start, n), B.AsSpan(start, n), y, add));
                Check(n, start, add, i => RatioOf(0.7f, B[i]), y => Elementwise.Zip(default(Ratio), 0.7f, B.AsSpan(start, n), y, add));
                Check(n, start, add, i => RatioOf(A[i], 0.7f), y => Elementwise.Zip(default(Ratio), A.AsSpan(start, n), 0.7f, y, add));
                Check(n, start, add, i => MathF.FusedMultiplyAdd(A[i], B[i], C[i]),
                    y => Elementwise.Zip3(default(Fma), A.AsSpan(start, n), B.AsSpan(start, n), C.AsSpan(start, n), y, add));
            }
        }
    });

    [Theory]
    [MemberData(nameof(AllWidths))]
    public void Broadcasting_equals_plain_loops(int width) => Widths.At(width, () =>
    {
        foreach (var cols in new[] { 1, 2, 3, 7, 15, 16, 17, 31, 63, 64, 65, 100 })
        {
            foreach (var rows in new[] { 0, 1, 2, 5, 33 })
            {
                foreach (var add in new[] { false, true })
                {
                    var n = rows * cols;
                    Check(n, 1, add, i => RatioOf(A[i], B[(i - 1) % cols]),
                        y => Broadcasting.ZipRows(default(Ratio), A.AsSpan(1, n), B.AsSpan(0, cols), y, rows, add));
                    Check(n, 1, add, i => RatioOf(A[i], B[(i - 1) / cols]),
                        y => Broadcasting.ZipColumns(default(Ratio), A.AsSpan(1, n), B.AsSpan(0, rows), y, cols, add));
                    Check(n, 1, add, i => MathF.FusedMultiplyAdd(A[i], B[(i - 1) % cols], C[i]),
                        y => Broadcasting.Zip3Rows(default(Fma), A.AsSpan(1, n), B.AsSpan(0, cols), C.AsSpan(1, n), y, rows, add));
                }
            }
        }
    });

    [Fact]
    public void Large_work_that_threads_divide_equals_plain_loops_and_may_overwrite_its_input()
    {
        const int Large = 300_001;
        var a = new TestNumbers(5).Floats(Large);
        var b = new TestNumbers(6).Floats(Large);
        var expected = a.Zip(b, RatioOf).ToArray();
        Elementwise.Zip(default(Ratio), a, b, a);
        Bits.ShouldBeEqual(a, expected, "in place");

        var rows = new TestNumbers(7).Floats(3001 * 100);
        var result = new float[rows.Length];
        Broadcasting.ZipRows(default(Ratio), rows, b.AsSpan(0, 100), result, 3001);
        Bits.ShouldBeEqual(result, rows.Select((x, i) => RatioOf(x, b[i % 100])).ToArray(), "rows");
        Broadcasting.ZipColumns(default(Ratio), rows, b.AsSpan(0, 3001), result, 100);
        Bits.ShouldBeEqual(result, rows.Select((x, i) => RatioOf(x, b[i / 100])).ToArray(), "columns");
    }

    [Fact]
    public void Lengths_that_differ_are_refused()
    {
        var five = new float[5];
        Should.Throw<BadArgumentException>(() => Elementwise.Map(new Scaled(1), five, new float[4]));
        Should.Throw<BadArgumentException>(() => Elementwise.Zip(default(Ratio), five, new float[4], five));
        Should.Throw<BadArgumentException>(() => Broadcasting.ZipRows(default(Ratio), five, new float[2], five, 2));
    }

    /// <summary>Runs with an output that begins unaligned, and sees that nothing around it is touched.</summary>
    private static void Check(int n, int start, bool add, Func<int, float> expected, Action<Output> run)
    {
        var y = Y.AsSpan(0, n + start + 20).ToArray();
        run(new Output(y, start, n));
        for (var i = 0; i < y.Length; i++)
        {
            var inside = i >= start && i < start + n;
            var wanted = !inside ? Y[i] : add ? Y[i] + expected(i) : expected(i);
            if (!Bits.Equal(y[i], wanted))
                throw new ShouldAssertException(
                    FormattableString.Invariant($"n {n}, start {start}, add {add}: element {i} is {y[i]:R}, expected {wanted:R}"));
        }
    }

    private sealed record Output(float[] Array, int Start, int Count)
    {
        public static implicit operator Span<float>(Output output) => output.Array.AsSpan(output.Start, output.Count);
    }
}
