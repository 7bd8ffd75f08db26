namespace LatentSharp.Tests;

public class ExtremesTests
{
    public static TheoryData<int> AllWidths => [.. Widths.All];

    [Theory]
    [MemberData(nameof(AllWidths))]
    public void Extremes_equal_plain_loops_at_every_length(int width) => Widths.At(width, () =>
    {
        var all = new TestNumbers(1).Floats(300);
        for (var n = 1; n <= 257; n++)
        {
            var x = all.AsSpan(n % 17, n);
            Extremes.Max(x).ShouldBe(x.ToArray().Max());
            Extremes.Min(x).ShouldBe(x.ToArray().Min());
            Extremes.ArgMax(x).ShouldBe(x.IndexOf(x.ToArray().Max()));
        }
    });

    [Theory]
    [MemberData(nameof(AllWidths))]
    public void All_negative_numbers_ties_signed_zeros_infinities_and_nan(int width) => Widths.At(width, () =>
    {
        for (var n = 2; n <= 70; n++)
        {
            var x = Enumerable.Repeat(-5f, n).ToArray();
            Extremes.Max(x).ShouldBe(-5);
            Extremes.ArgMax(x).ShouldBe(0);
            x[n - 1] = -0f;
            x[n / 2] = 0f;
            Bits.Equal(Extremes.Max(x), 0f).ShouldBeTrue();
            Extremes.ArgMax(x).ShouldBe(n / 2);
            var y = x.Select(v => -v).ToArray();
            Bits.Equal(Extremes.Min(y), -0f).ShouldBeTrue();
            x[n - 1] = float.NaN;
            float.IsNaN(Extremes.Max(x)).ShouldBeTrue();
            float.IsNaN(Extremes.Min(x)).ShouldBeTrue();
            Extremes.ArgMax(x).ShouldBe(n - 1);
            Extremes.ArgMax(Enumerable.Repeat(float.NegativeInfinity, n).ToArray()).ShouldBe(0);
        }
    });

    [Fact]
    public void Rows_are_taken_one_by_one_and_nothing_has_no_extreme()
    {
        var x = new TestNumbers(2).Floats(2000 * 70);
        var (max, min, first) = (new float[2000], new float[2000], new int[2000]);
        Extremes.MaxRows(x, 70, max);
        Extremes.MinRows(x, 70, min);
        Extremes.ArgMaxRows(x, 70, first);
        for (var r = 0; r < 2000; r++)
        {
            var row = x[(r * 70)..((r + 1) * 70)];
            max[r].ShouldBe(row.Max());
            min[r].ShouldBe(row.Min());
            first[r].ShouldBe(Array.IndexOf(row, row.Max()));
        }
        Should.Throw<BadArgumentException>(() => Extremes.Max([]));
        Should.Throw<BadArgumentException>(() => Extremes.ArgMaxRows([], 0, first));
        Extremes.MaxRows([], 5, []);
    }
}
