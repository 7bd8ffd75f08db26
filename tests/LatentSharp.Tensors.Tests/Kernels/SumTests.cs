namespace LatentSharp.Tests;

/// <summary>Sums at every width against the documented order, written out plainly here, and against double precision.</summary>
public class SumTests
{
    private readonly struct Product : IZip
    {
        // Not zero where both are zero: what lies behind the end must not be counted.
        public V Apply<V>(V a, V b) where V : unmanaged, ILanes<V> => V.FusedMultiplyAdd(a, b, V.Create(1));
    }

    private readonly struct Square : IMap
    {
        public V Apply<V>(V x) where V : unmanaged, ILanes<V> => x * x;
    }

    public static TheoryData<int> AllWidths => [.. Widths.All];

    private static int[] Lengths => [.. Enumerable.Range(0, 258), 1000, 2047, 2048, 2049, 4096, 5001, 100_003, 2_200_001];

    [Theory]
    [MemberData(nameof(AllWidths))]
    public void Sums_have_the_bits_of_the_documented_order(int width) => Widths.At(width, () =>
    {
        var a = new TestNumbers(1).Floats(2_200_020);
        var b = new TestNumbers(2).Floats(2_200_020);
        foreach (var n in Lengths)
        {
            var start = n % 17;
            var x = a.AsSpan(start, n);
            var z = b.AsSpan(start, n);
            Same(Sums.Sum(x), Plain(x.ToArray()), n);
            Same(Sums.SumMap(default(Square), x), Plain([.. x.ToArray().Select(v => v * v)]), n);
            Same(
                Sums.SumZip(default(Product), x, z), Plain([.. x.ToArray().Zip(z.ToArray(), (p, q) => MathF.FusedMultiplyAdd(p, q, 1))]),
                n);
        }
    });

    [Fact]
    public void Sums_are_near_double_precision()
    {
        foreach (var n in Lengths[1..])
        {
            var x = new TestNumbers((uint)n + 1).Floats(n, -1, 2);
            ((double)Sums.Sum(x)).ShouldBe(x.Sum(v => (double)v), 1e-6 * x.Sum(v => (double)Math.Abs(v)));
        }
        // All errors to the same side.
        var tenth = Enumerable.Repeat(0.1f, 1_000_000).ToArray();
        ((double)Sums.Sum(tenth)).ShouldBe(1_000_000 * (double)0.1f, 1e-6 * 1e5);
    }

    [Fact]
    public void Sums_of_integers_are_exact_and_of_nothing_zero()
    {
        var x = new TestNumbers(3).Integers(1_000_001, -8, 9);
        Sums.Sum(x).ShouldBe((float)x.Sum(v => (long)v));
        Sums.Sum([]).ShouldBe(0);
        Bits.Equal(Sums.Sum([-0f, -0f]), 0f).ShouldBeTrue();
        float.IsNaN(Sums.Sum([1, float.NaN, 2])).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(AllWidths))]
    public void Row_sums_have_the_bits_of_the_documented_order(int width) => Widths.At(width, () =>
    {
        foreach (var cols in new[] { 0, 1, 3, 15, 16, 17, 63, 64, 65, 127, 128, 300, 2048, 5000 })
        {
            var x = new TestNumbers((uint)cols + 1).Floats(7 * cols);
            var y = new TestNumbers(9).Floats(7);
            var added = y.ToArray();
            Sums.Rows(x, cols, added, accumulate: true);
            var replaced = y.ToArray();
            Sums.RowsZip(default(Product), x, x, cols, replaced);
            for (var r = 0; r < 7; r++)
            {
                var row = x[(r * cols)..((r + 1) * cols)];
                Same(added[r], y[r] + Plain(row), cols);
                Same(replaced[r], Plain([.. row.Select(v => MathF.FusedMultiplyAdd(v, v, 1))]), cols);
            }
        }
    });

    [Theory]
    [MemberData(nameof(AllWidths))]
    public void Column_sums_have_the_bits_of_the_documented_order(int width) => Widths.At(width, () =>
    {
        foreach (
            var (rows, cols) in new[]
            {
                (0, 5),
                (1, 1),
                (3, 0),
                (5, 100),
                (128, 64),
                (129, 65),
                (257, 17),
                (1000, 3),
                (4096, 2),
                (4097, 33),
                (13_000, 70),
                (70_000, 3),
            })
        {
            var x = new TestNumbers((uint)rows + 1).Floats(rows * cols);
            var y = new TestNumbers(9).Floats(cols);
            var added = y.ToArray();
            ColumnSums.Sum(x, rows, added, accumulate: true);
            var replaced = y.ToArray();
            ColumnSums.SumZip(default(Product), x, x, rows, replaced);
            for (var c = 0; c < cols; c++)
            {
                var column = Enumerable.Range(0, rows).Select(r => x[(r * cols) + c]).ToArray();
                Same(added[c], y[c] + Down(column), rows);
                Same(replaced[c], Down([.. column.Select(v => MathF.FusedMultiplyAdd(v, v, 1))]), rows);
            }
        }
    });

    [Fact]
    public void Column_sums_are_near_double_precision()
    {
        var x = new TestNumbers(4).Floats(100_000 * 3, 0, 1);
        var y = new float[3];
        ColumnSums.Sum(x, 100_000, y);
        for (var c = 0; c < 3; c++)
        {
            var exact = Enumerable.Range(0, 100_000).Sum(r => (double)x[(r * 3) + c]);
            ((double)y[c]).ShouldBe(exact, 1e-6 * exact);
        }
    }

    /// <summary>Blocks of 2048; 64 running sums, folded in halves; blocks added in double precision.</summary>
    private static float Plain(float[] x)
    {
        if (x.Length > 2048) return (float)x.Chunk(2048).Aggregate(0.0, (sum, block) => sum + Plain(block));
        var sums = new float[64];
        for (var i = 0; i < x.Length; i++) sums[i % 64] += x[i];
        for (var half = 32; half > 0; half /= 2)
        {
            for (var i = 0; i < half; i++) sums[i] += sums[i + half];
        }
        return sums[0];
    }

    /// <summary>128 one after the other; more are halved at the largest 128·2ᵏ below their number.</summary>
    private static float Down(float[] column)
    {
        if (column.Length <= 128) return column.Aggregate(0f, (sum, v) => sum + v);
        var half = 128;
        while (half * 2 < column.Length) half *= 2;
        return Down(column[..half]) + Down(column[half..]);
    }

    private static void Same(float actual, float expected, int n) =>
        Bits.ShouldBeEqual([actual], [expected], $"of {n.ToString(System.Globalization.CultureInfo.InvariantCulture)}");
}
