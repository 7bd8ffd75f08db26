using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>The product of matrices at every width of vectors that this machine has.</summary>
public sealed class GemmTests : IDisposable
{
    public static TheoryData<int> EveryWidth => [.. Widths.All];

    public static TheoryData<int, bool, bool> WidthsAndTranspositions
    {
        get
        {
            var data = new TheoryData<int, bool, bool>();
            foreach (var width in Widths.All)
            {
                foreach (var (transposeA, transposeB) in new[] { (false, false), (true, false), (false, true), (true, true) })
                    data.Add(width, transposeA, transposeB);
            }

            return data;
        }
    }

    public void Dispose() => Dispatch.Force(0);

    [Theory]
    [MemberData(nameof(WidthsAndTranspositions))]
    public void Is_exact_on_small_integers_for_every_size_around_the_tiles_borders(int width, bool transposeA, bool transposeB)
    {
        Dispatch.Force(width);
        var numbers = new TestNumbers(1);
        var (rows, columns) = (width == 16 ? 12 : 6, 2 * width);
        for (var m = 1; m <= 2 * rows + 1; m++)
        {
            for (var n = 1; n <= 2 * columns + 1; n++)
            {
                var k = Below(numbers, 20);
                var product = new GemmCase(GemmCase.Dense(transposeA, transposeB, m, n, k), GemmCase.SmallIntegers(numbers));
                product.Run().ShouldBe(product.Expected(), $"{m}, {n}, {k}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(EveryWidth))]
    public void Is_the_fixed_order_to_the_bit_with_gaps_accumulation_bias_and_activations(int width)
    {
        Dispatch.Force(width);
        var numbers = new TestNumbers(2);
        for (var i = 0; i < 400; i++)
        {
            var one = i % 8 == 7;
            var (m, n) = (one ? 1 : 1 + Below(numbers, 70), 1 + Below(numbers, one ? 400 : 100));
            var k = Below(numbers, i % 20 == 0 ? 1300 : 60);
            var (transposeA, transposeB) = (Coin(numbers), Coin(numbers));
            var shape = new ReferenceGemm(transposeA, transposeB, m, n, k, (transposeA ? m : k) + Below(numbers, 4) + 1,
                (transposeB ? k : n) + Below(numbers, 4) + 1, n + Below(numbers, 4));
            var product = new GemmCase(shape, GemmCase.Fractions(numbers), Coin(numbers), Coin(numbers));
            Bits.ShouldBeEqual(product.Run(), product.Expected(), $"{i}: {shape}");
            Bits.ShouldBeEqual(product.Run(default(Rectifier)), product.Expected(x => MathF.Max(x, 0)), $"{i}: relu {shape}");
            Bits.ShouldBeEqual(product.Run(new Polynomial(0.5f)), product.Expected(Polynomial.Plain), $"{i}: polynomial {shape}");
        }
    }

    /// <summary>Sizes that use every way of packing, several blocks of rows, columns and k.</summary>
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(1, 300, 2000)]
    [InlineData(1600, 33, 801)]
    [InlineData(24, 500, 900)]
    [InlineData(33, 200, 64)]
    [InlineData(60, 600, 400)]
    [InlineData(500, 500, 600)]
    [InlineData(390, 1000, 130)]
    [InlineData(1000, 130, 100)]
    public void Has_the_same_bits_at_every_width_whatever_is_packed(int m, int n, int k)
    {
        var numbers = new TestNumbers(3);
        foreach (var (transposeA, transposeB) in new[] { (false, false), (true, false), (false, true), (true, true) })
        {
            var product = new GemmCase(GemmCase.Dense(transposeA, transposeB, m, n, k), GemmCase.Fractions(numbers), withBias: true);
            var expected = product.Expected();
            foreach (var width in Widths.All)
            {
                Dispatch.Force(width);
                Bits.ShouldBeEqual(product.Run(), expected, $"width {width}, transposed {transposeA} {transposeB}");
            }
        }
    }

    [Theory]
    [InlineData(5, 7, 3)]
    [InlineData(64, 64, 64)]
    [InlineData(30, 40, 800)]
    [InlineData(30, 40, 801)]
    [InlineData(13, 33, 5000)]
    public void Is_close_to_double_precision(int m, int n, int k)
    {
        var product = new GemmCase(GemmCase.Dense(false, false, m, n, k), GemmCase.Fractions(new TestNumbers(4)));
        product.WorstError(product.Run()).ShouldBeLessThan(1);
    }

    [Theory]
    [MemberData(nameof(EveryWidth))]
    public void Without_ks_the_product_is_zero(int width)
    {
        Dispatch.Force(width);
        var c = new float[] { 1, 2, 3, 4, 5, 6 };
        Gemm.Multiply(false, false, 2, 3, 0, [], 0, [], 3, c, 3, accumulate: true, [10, 20, 30], default(Identity));
        c.ShouldBe([11, 22, 33, 14, 25, 36]);
        Gemm.Multiply(false, false, 2, 3, 0, [], 0, [], 3, c, 3, accumulate: false, [-1, 0, 1], default(Rectifier));
        c.ShouldBe([0, 0, 1, 0, 0, 1]);
        Gemm.Multiply(false, false, 2, 3, 0, [], 0, [], 3, c, 3);
        c.ShouldAllBe(x => x == 0);
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(2, 0)]
    public void Without_rows_or_columns_nothing_happens(int m, int n) =>
        Should.NotThrow(() => Gemm.Multiply(false, false, m, n, 4, new float[m * 4], 4, new float[4 * n], n, [], n));

    [Theory]
    [MemberData(nameof(EveryWidth))]
    public void Not_a_number_and_infinity_stay_in_their_rows_and_columns(int width)
    {
        Dispatch.Force(width);
        const int m = 15, n = 37, k = 20;
        var numbers = new TestNumbers(5);
        var (a, b, c) = (new float[m * k], new float[k * n], new float[m * n]);
        for (var i = 0; i < a.Length; i++) a[i] = 1 + Below(numbers, 8);
        for (var i = 0; i < b.Length; i++) b[i] = 1 + Below(numbers, 8);
        a[4 * k + 7] = float.NaN;
        b[3 * n + 36] = float.PositiveInfinity;
        Gemm.Multiply(false, false, m, n, k, a, k, b, n, c, n, false, [], default(Rectifier));
        for (var i = 0; i < m; i++)
        {
            for (var j = 0; j < n; j++)
            {
                var value = c[i * n + j];
                if (i == 4) value.ShouldBe(float.NaN);
                else if (j == 36) value.ShouldBe(float.PositiveInfinity);
                else float.IsFinite(value).ShouldBeTrue($"({i}, {j})");
            }
        }
    }

    [Fact]
    public void Refuses_what_does_not_fit()
    {
        var floats = new float[12];
        Refused(() => Gemm.Multiply(false, false, 2, 3, -1, floats, 1, floats, 3, new float[6], 3))
            .ShouldBe("matrix product: sizes 2, 3 and -1; none can be negative.");
        Refused(() => Gemm.Multiply(false, false, 2, 3, 7, floats, 7, new float[21], 3, new float[6], 3))
            .ShouldBe("matrix product: A (2, 7) with rows 7 apart does not fit 12 floats.");
        Refused(() => Gemm.Multiply(false, true, 2, 3, 4, floats, 4, floats, 3, new float[6], 3))
            .ShouldBe("matrix product: B has 4 columns, but its rows begin 3 apart.");
        Refused(() => Gemm.Multiply(false, false, 2, 3, 4, floats, 4, floats, 3, new float[5], 3))
            .ShouldBe("matrix product: C (2, 3) with rows 3 apart does not fit 5 floats.");
        Refused(() => Gemm.Multiply(false, false, 2, 3, 4, floats, 4, floats, 3, new float[6], 3, false, [1, 2], default(Identity)))
            .ShouldBe("matrix product: 2 biases for 3 columns.");
    }

    private static int Below(TestNumbers numbers, int end) => (int)(numbers.Next() % (uint)end);

    private static bool Coin(TestNumbers numbers) => Below(numbers, 2) == 1;

    private static string Refused(Action action) => Should.Throw<BadArgumentException>(action).Message;

    /// <summary>A function that is too much for the micro-kernels: x·x·scale + x.</summary>
    private readonly struct Polynomial(float scale) : IMap
    {
        public V Apply<V>(V x) where V : unmanaged, ILanes<V> => V.FusedMultiplyAdd(x * x, V.Create(scale), x);

        internal static float Plain(float x) => MathF.FusedMultiplyAdd(x * x, 0.5f, x);
    }
}
