namespace LatentSharp.Tests;

/// <summary>Each operation of each width, against the language's own on one number.</summary>
public unsafe class LanesTests
{
    private static readonly float[] Special =
    [
        0, -0f, 1, -1, 0.5f, -0.5f, 1.5f, 2.5f, -2.5f, 8388607.5f, 1e-40f, -1e-40f, 1.1754944e-38f, float.MaxValue, float.MinValue,
        float.PositiveInfinity, float.NegativeInfinity, float.NaN, 3.1415927f, -123.456f, 1e-10f, 16777217, 0.49999997f,
    ];

    private static int ToBits(float x) => BitConverter.SingleToInt32Bits(x);

    private static float FromBits(int bits) => BitConverter.Int32BitsToSingle(bits);

    private static float Mask(bool set) => FromBits(set ? -1 : 0);

    [Fact]
    public void Lanes512_compute_as_single_numbers_do() => Check<Lanes512>();

    [Fact]
    public void Lanes256_compute_as_single_numbers_do() => Check<Lanes256>();

    [Fact]
    public void Lanes128_compute_as_single_numbers_do() => Check<Lanes128>();

    [Fact]
    public void LanesScalar_compute_as_single_numbers_do() => Check<LanesScalar>();

    private static void Check<V>() where V : unmanaged, ILanes<V>
    {
        if (!V.IsSupported) return;
        foreach (var (name, vector, single) in Binary<V>())
        {
            foreach (var a in Special)
            {
                foreach (var b in Special)
                    Agrees(FormattableString.Invariant($"{name} of {a} and {b}"), Out(vector(V.Create(a), V.Create(b))), single(a, b));
            }
        }
        foreach (var a in Special)
        {
            foreach (var b in Special)
            {
                foreach (var c in Special)
                {
                    Agrees("fma", Out(V.FusedMultiplyAdd(V.Create(a), V.Create(b), V.Create(c))), MathF.FusedMultiplyAdd(a, b, c));
                }
            }
        }
        foreach (var a in Special.Where(x => Math.Abs(x) < 2e9))
        {
            ToBits(Out(V.ToIntegerBits(V.Create(a)))[0]).ShouldBe((int)a);
            Agrees("from integer", Out(V.FromIntegerBits(V.CreateBits((int)a))), (int)a);
        }
        for (var count = 0; count <= V.Count; count++)
        {
            V.MaskBits(V.FirstSet(count)).ShouldBe((uint)((1 << count) - 1));
        }
    }

    private static (string Name, Func<V, V, V> Vector, Func<float, float, float> Single)[] Binary<V>() where V : unmanaged, ILanes<V> =>
    [
        ("+", (a, b) => a + b, (a, b) => a + b),
        ("-", (a, b) => a - b, (a, b) => a - b),
        ("*", (a, b) => a * b, (a, b) => a * b),
        ("/", (a, b) => a / b, (a, b) => a / b),
        ("negate", (a, _) => -a, (a, _) => -a),
        ("min", V.Min, MathF.Min),
        ("max", V.Max, MathF.Max),
        ("at most", V.AtMost, (x, limit) => x > limit ? limit : x),
        ("at least", V.AtLeast, (x, limit) => x < limit ? limit : x),
        ("rectify", (a, _) => V.Rectify(a), (a, _) => MathF.Max(a, 0)),
        ("max of bits", V.MaxBits, (a, b) => (uint)ToBits(a) > (uint)ToBits(b) ? a : b),
        ("sqrt", (a, _) => V.Sqrt(a), (a, _) => MathF.Sqrt(a)),
        ("abs", (a, _) => V.Abs(a), (a, _) => MathF.Abs(a)),
        ("round", (a, _) => V.Round(a), (a, _) => MathF.Round(a)),
        ("<", V.LessThan, (a, b) => Mask(a < b)),
        (">", V.GreaterThan, (a, b) => Mask(a > b)),
        ("==", V.Equal, (a, b) => Mask(a == b)),
        ("select", (a, b) => V.Select(V.LessThan(a, b), a, b), (a, b) => a < b ? a : b),
        ("and", V.And, (a, b) => FromBits(ToBits(a) & ToBits(b))),
        ("and not", V.AndNot, (a, b) => FromBits(ToBits(a) & ~ToBits(b))),
        ("or", V.Or, (a, b) => FromBits(ToBits(a) | ToBits(b))),
        ("xor", V.Xor, (a, b) => FromBits(ToBits(a) ^ ToBits(b))),
        ("add bits", V.AddBits, (a, b) => FromBits(ToBits(a) + ToBits(b))),
        ("subtract bits", V.SubtractBits, (a, b) => FromBits(ToBits(a) - ToBits(b))),
        ("<<", (a, _) => V.ShiftLeftBits(a, 5), (a, _) => FromBits(ToBits(a) << 5)),
        (">>", (a, _) => V.ShiftRightBitsArithmetic(a, 5), (a, _) => FromBits(ToBits(a) >> 5)),
        (">>>", (a, _) => V.ShiftRightBitsLogical(a, 5), (a, _) => FromBits(ToBits(a) >>> 5)),
    ];

    private static float[] Out<V>(V value) where V : unmanaged, ILanes<V>
    {
        var lanes = new float[V.Count];
        fixed (float* at = lanes) V.Store(value, at);
        return lanes;
    }

    private static void Agrees(string what, float[] lanes, float expected) =>
        Bits.ShouldBeEqual(lanes, Enumerable.Repeat(expected, lanes.Length).ToArray(), what);
}
