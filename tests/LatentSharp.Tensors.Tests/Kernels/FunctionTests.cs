using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>
/// The functions against double precision on every 4099th float, and on NumPy's accuracy vectors; all widths to the same bits. The sweep
/// over all floats is the benchmark program's.
/// </summary>
public class FunctionTests
{
    private const int Stride = 4099;

    private static readonly float[] Strided = [.. Every()];

    public delegate void Mapping(ReadOnlySpan<float> x, Span<float> y);

    public static TheoryData<string> Names => [.. All.Keys];

    private static Dictionary<string, (double Limit, Func<double, double> Exact, Mapping Map)> All { get; } = new(StringComparer.Ordinal)
    {
        ["exp"] = (1, Math.Exp, (x, y) => Elementwise.Map(default(ExpFunction), x, y)),
        ["expm1"] = (2, ReferenceFunctions.Expm1, (x, y) => Elementwise.Map(default(Expm1Function), x, y)),
        ["log"] = (1, Math.Log, (x, y) => Elementwise.Map(default(LogFunction), x, y)),
        ["log1p"] = (2, ReferenceFunctions.Log1p, (x, y) => Elementwise.Map(default(Log1pFunction), x, y)),
        ["tanh"] = (2, Math.Tanh, (x, y) => Elementwise.Map(default(TanhFunction), x, y)),
        ["sigmoid"] = (1, ReferenceFunctions.Sigmoid, (x, y) => Elementwise.Map(default(SigmoidFunction), x, y)),
        ["gate sigmoid"] = (2, x => ReferenceFunctions.Sigmoid(Math.Max(x, -87)), (x, y) => Elementwise.Map(default(GateSigmoid), x, y)),
        ["softplus"] = (2, ReferenceFunctions.Softplus, (x, y) => Elementwise.Map(default(SoftplusFunction), x, y)),
        ["erf"] = (2, ReferenceFunctions.Erf, (x, y) => Elementwise.Map(default(ErfFunction), x, y)),
        ["sin"] = (2, Math.Sin, (x, y) => Elementwise.Map(default(SinFunction), x, y)),
        ["cos"] = (2, Math.Cos, (x, y) => Elementwise.Map(default(CosFunction), x, y)),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Strided_floats_are_within_the_limit_and_the_same_at_every_width(string name)
    {
        var (limit, exact, map) = All[name];
        var result = Widths.Agree(() => Run(map, Strided));
        for (var i = 0; i < result.Length; i++) Check(name, Strided[i], result[i], exact(Strided[i]), limit);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Special_numbers_are_exact_to_their_sign(string name)
    {
        float[] special =
        [
            0, -0f, float.PositiveInfinity, float.NegativeInfinity, float.NaN, float.Epsilon, -float.Epsilon, 1.1754944e-38f,
        ];
        var (_, exact, map) = All[name];
        var result = Widths.Agree(() => Run(map, special));
        for (var i = 0; i < special.Length; i++) Check(name, special[i], result[i], exact(special[i]), 1);
    }

    /// <summary>A function may go another way for a vector with a number that is far away: the others in it must not notice.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Neighbours_do_not_change_a_result(string name)
    {
        float[] far = [-100, float.NaN, 64, -64, float.PositiveInfinity, -88, 1e6f, float.NegativeInfinity, -63.99999f, 87];
        var mixed = Strided.Where(x => Math.Abs(x) < 70).Where((_, i) => i % 64 == 0)
            .SelectMany((x, i) => new[] { x, far[i % far.Length], -x }).ToArray();
        var map = All[name].Map;
        var together = Widths.Agree(() => Run(map, mixed));
        for (var i = 0; i < mixed.Length; i += 3)
        {
            var alone = new float[1];
            map(mixed.AsSpan(i, 1), alone);
            Bits.Equal(alone[0], together[i]).ShouldBeTrue($"{name} of {mixed[i]:g9}");
        }
    }

    /// <summary>NumPy's vectors, where Debian's python3-numpy puts them or in the folder that LATENT_NUMPY_VECTORS names.</summary>
    [Theory]
    [InlineData("exp")]
    [InlineData("expm1")]
    [InlineData("log")]
    [InlineData("log1p")]
    [InlineData("tanh")]
    [InlineData("sin")]
    [InlineData("cos")]
    public void Numpys_vectors_are_within_their_limits(string name)
    {
        var folder = Environment.GetEnvironmentVariable("LATENT_NUMPY_VECTORS") ?? "/usr/lib/python3/dist-packages/numpy/core/tests/data";
        var file = Path.Combine(folder, $"umath-validation-set-{name}.csv");
        Assert.SkipUnless(
            File.Exists(file), "NumPy's umath-validation-set files are not there; LATENT_NUMPY_VECTORS may name their folder");
        var vectors = File.ReadLines(file).Where(l => l.StartsWith("np.float32,", StringComparison.Ordinal)).Select(l => l.Split(','))
            .ToList();
        vectors.Count.ShouldBeGreaterThan(100);
        var x = vectors.Select(v => FromHex(v[1])).ToArray();
        var y = Widths.Agree(() => Run(All[name].Map, x));
        for (var i = 0; i < x.Length; i++)
        {
            // Expected values are rounded floats; the steps between floats are counted, as NumPy does.
            var expected = FromHex(vectors[i][2]);
            var steps = float.IsNaN(expected) || float.IsNaN(y[i])
                ? (float.IsNaN(expected) == float.IsNaN(y[i]) ? 0 : long.MaxValue)
                : Math.Abs(Ordered(y[i]) - Ordered(expected));
            steps.ShouldBeLessThanOrEqualTo(int.Parse(vectors[i][3], System.Globalization.CultureInfo.InvariantCulture),
                FormattableString.Invariant($"{name}({x[i]:R}) is {y[i]:R}, expected {expected:R}"));
        }
    }

    private static IEnumerable<float> Every()
    {
        for (long bits = 0; bits <= uint.MaxValue; bits += Stride) yield return BitConverter.UInt32BitsToSingle((uint)bits);
    }

    private static float[] Run(Mapping map, float[] x)
    {
        var y = new float[x.Length];
        map(x, y);
        return y;
    }

    private static void Check(string name, float x, float actual, double exact, double limit)
    {
        var ulps = ReferenceFunctions.Ulps(actual, exact);
        if (!(ulps <= limit))
            throw new ShouldAssertException(FormattableString.Invariant($"{name}({x:R}) is {actual:R}, exact {exact:R}: {ulps} ULP"));
    }

    private static float FromHex(string text) =>
        BitConverter.UInt32BitsToSingle(Convert.ToUInt32(text.Trim(), 16));

    private static long Ordered(float x)
    {
        var bits = BitConverter.SingleToInt32Bits(x);
        return bits < 0 ? int.MinValue - (long)bits : bits;
    }
}
