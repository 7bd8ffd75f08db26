using System.Runtime.CompilerServices;

namespace LatentSharp.Tests;

/// <summary>Three inputs and an output of the same length.</summary>
internal readonly ref struct Operands(Span<float> a, Span<float> b, Span<float> c, Span<float> y)
{
    internal readonly Span<float> A = a, B = b, C = c, Y = y;
}

/// <summary>Every kernel as something that fills an output from inputs.</summary>
internal static class KernelCases
{
    internal delegate void Kernel(Operands o);

    /// <summary>Each with the least number of elements that it works on.</summary>
    internal static (string Name, int Least, Kernel Run)[] All { get; } =
    [
        ("map", 0, o => Elementwise.Map(default(Square), o.A, o.Y)),
        ("map, accumulate", 0, o => Elementwise.Map(default(Square), o.A, o.Y, true)),
        ("zip", 0, o => Elementwise.Zip(default(Plus), o.A, o.B, o.Y)),
        ("zip, accumulate", 0, o => Elementwise.Zip(default(Plus), o.A, o.B, o.Y, true)),
        ("zip with a number", 0, o => Elementwise.Zip(default(Plus), o.A, 3, o.Y)),
        ("zip of three", 0, o => Elementwise.Zip3(default(Fused), o.A, o.B, o.C, o.Y)),
        ("zip of three, accumulate", 0, o => Elementwise.Zip3(default(Fused), o.A, o.B, o.C, o.Y, true)),
        ("one row", 0, o => Broadcasting.ZipRows(default(Plus), o.A, o.B, o.Y, 1)),
        ("rows of one", 1, o => Broadcasting.ZipRows(default(Plus), o.A, o.B[..Math.Min(1, o.B.Length)], o.Y, o.A.Length)),
        ("rows of three", 3, o => Broadcasting.ZipRows(default(Plus), Thirds(o.A), o.B[..3], Thirds(o.Y), o.A.Length / 3)),
        ("columns of three", 3, o => Broadcasting.ZipColumns(default(Plus), Thirds(o.A), o.B[^(o.B.Length / 3)..], Thirds(o.Y), 3)),
        ("one column", 1, o => Broadcasting.ZipColumns(default(Plus), o.A, o.B[..1], o.Y, o.A.Length)),
        ("sum", 1, o => o.Y[0] = Sums.Sum(o.A)),
        ("sum of a function", 1, o => o.Y[0] = Sums.SumMap(default(Square), o.A)),
        ("sum of products", 1, o => o.Y[0] = Sums.SumZip(default(Plus), o.A, o.B)),
        ("row sums", 3, o => Sums.Rows(Thirds(o.A), 3, o.Y[^(o.A.Length / 3)..])),
        ("column sums of one row", 1, o => ColumnSums.Sum(o.A, 1, o.Y)),
        ("column sums", 3, o => ColumnSums.SumZip(default(Plus), Thirds(o.A), Thirds(o.B), o.A.Length / 3, o.Y[^3..])),
        ("column sums of three rows", 3, o => ColumnSums.Sum(Thirds(o.A), 3, o.Y[^(o.A.Length / 3)..], true)),
        ("max", 1, o => o.Y[0] = Extremes.Max(o.A)),
        ("min", 1, o => o.Y[0] = Extremes.Min(o.A)),
        ("argmax", 1, o => o.Y[0] = Extremes.ArgMax(o.A)),
        ("exp", 0, o => Elementwise.Map(default(ExpFunction), o.A, o.Y)),
        ("expm1", 0, o => Elementwise.Map(default(Expm1Function), o.A, o.Y)),
        ("log", 0, o => Elementwise.Map(default(LogFunction), o.A, o.Y)),
        ("log1p", 0, o => Elementwise.Map(default(Log1pFunction), o.A, o.Y)),
        ("tanh", 0, o => Elementwise.Map(default(TanhFunction), o.A, o.Y)),
        ("sigmoid", 0, o => Elementwise.Map(default(SigmoidFunction), o.A, o.Y)),
        ("gate sigmoid", 0, o => Elementwise.Map(default(GateSigmoid), o.A, o.Y)),
        ("softplus", 0, o => Elementwise.Map(default(SoftplusFunction), o.A, o.Y)),
        ("erf", 0, o => Elementwise.Map(default(ErfFunction), o.A, o.Y)),
        ("sin", 0, o => Elementwise.Map(default(SinFunction), o.A, o.Y)),
        ("cos", 0, o => Elementwise.Map(default(CosFunction), o.A, o.Y)),
        ("softmax", 1, o => SoftmaxRows.Forward(o.A, o.A.Length, o.Y)),
        ("softmax of rows of three", 3, o => SoftmaxRows.Forward(Thirds(o.A), 3, Thirds(o.Y))),
        ("log softmax", 1, o => SoftmaxRows.LogForward(o.A, o.A.Length, o.Y)),
        ("softmax, backward", 1, o => SoftmaxRows.Backward(o.A, o.B, o.A.Length, o.Y, true)),
        ("log softmax, backward", 1, o => SoftmaxRows.LogBackward(o.A, o.B, o.A.Length, o.Y, false)),
        ("softmax cross-entropy", 3, o => SoftmaxRows.Crossentropy(Thirds(o.A), Thirds(o.B), 3, o.Y[^(o.A.Length / 3)..])),
        (
            "softmax cross-entropy, backward", 3,
            o => SoftmaxRows.CrossentropyBackward(Thirds(o.A), Thirds(o.B), o.C[^(o.A.Length / 3)..], 3, Thirds(o.Y), true)),
        ("column moments", 3, o => ColumnMoments.Of(Thirds(o.A), o.A.Length / 3, 3, o.Y[..3], o.C[..3])),
        ("column moments of one row", 1, o => ColumnMoments.Of(o.A, 1, o.A.Length, o.Y, o.C)),
        ("centered sums", 3, o => CenteredSums.Of(Thirds(o.A), Thirds(o.B), o.C[..3], o.A.Length / 3, 3, o.Y[..3], o.Y[^3..])),
        ("column affine", 3, o => ColumnAffine.Forward(o.A, o.B[^3..], o.A.Length, 1, o.Y)),
        (
            "column affine of one row", 3,
            o => ColumnAffine.Forward(o.A[^(o.A.Length / 3)..], Thirds(o.B), 1, o.A.Length / 3, o.Y[^(o.A.Length / 3)..])),
        (
            "column affine, backward", 3,
            o =>
                ColumnAffine.Backward(
                    o.A[^(o.A.Length / 4)..], o.B[^(o.A.Length / 4)..], o.C[..(o.C.Length / 4 * 4)], 1, o.A.Length / 4,
                    o.Y[^(o.A.Length / 4)..], true)),
        (
            "row normalization", 3,
            o =>
                RowNormalization.Forward(
                    Thirds(o.A), o.B[..3], o.C[..3], 1e-3f, true, Thirds(o.Y), new float[o.A.Length / 3], new float[o.A.Length / 3])),
        (
            "row normalization, back", 3,
            o =>
            {
                var rows = o.A.Length / 3;
                RowNormalizationBack.Run(
                    Thirds(o.A), Thirds(o.B), o.C[..3], o.C[^rows..], o.B[^rows..], true, new float[rows], new float[rows], Thirds(o.Y),
                    new float[RowNormalizationBack.Runs(rows) * 3], new float[RowNormalizationBack.Runs(rows) * 3], true);
            }),
        ("max pool", 3, o => MaxPooling.Forward(Pool(o.A.Length / 3), Thirds(o.A), o.Y[..Pool(o.A.Length / 3).Outputs])),
        (
            "max pool, scatter", 3,
            o =>
                MaxPooling.Scatter(
                    Pool(o.A.Length / 3), Thirds(o.A), o.B[^Pool(o.A.Length / 3).Outputs..], o.C[^Pool(o.A.Length / 3).Outputs..],
                    Thirds(o.Y), accumulate: true)),
        ("average pool", 3, o => SumPooling.Forward(Pool(o.A.Length / 3), true, Thirds(o.A), o.Y[..Pool(o.A.Length / 3).Outputs])),
        ("average pool, spread", 3, o => SumPooling.Spread(Pool(o.A.Length / 3), true, o.A[^Pool(o.A.Length / 3).Outputs..], Thirds(o.Y))),
        ("interpolate", 3, o => LinearAxis.Forward(o.A[^(o.A.Length / 3)..], o.A.Length / 3, o.A.Length / 3 * 3, 1, Thirds(o.Y))),
        ("interpolate, back", 3, o => LinearAxis.Back(Thirds(o.A), o.A.Length / 3, o.A.Length / 3 * 3, 1, o.Y[^(o.A.Length / 3)..])),
        (
            "interpolate a plane", 3,
            o => LinearPlane.Forward(o.A[^(o.A.Length / 3)..], (1, o.A.Length / 3), (3, o.A.Length / 3), 1, Thirds(o.Y))),
        (
            "interpolate a plane, back", 3,
            o => LinearPlane.Back(Thirds(o.A), (1, o.A.Length / 3), (3, o.A.Length / 3), 1, o.Y[^(o.A.Length / 3)..])),
        ("permute", 3, o => Permutation.Run(Thirds(o.A), [3, o.A.Length / 3], [1, 3], Thirds(o.Y))),
        ("uniform", 0, o => new RandomStream(1).Uniform(o.Y)),
        ("normal", 0, o => new RandomStream(1).Normal(o.Y)),
        ("adam", 0, o => Optimize(o, new AdamStep(0.01, 3))),
        ("momentum", 0, o => Optimize(o, new MomentumStep(0.01f, 0.9f, true))),
    ];

    /// <summary>As many as three divides, from the start or up to the end alike: the length must be a multiple.</summary>
    private static Span<float> Thirds(Span<float> x) => x.Length % 3 == 0 ? x : x[(x.Length % 3)..];

    /// <summary>Windows of three with strides of two over places of three channels.</summary>
    private static PoolGeometry Pool(int places) => new(1, new PoolAxis(1, 1, 1, 0, 1), new PoolAxis(places, 3, 2, 1, (places + 1) / 2), 3);

    private static void Optimize<TStep>(Operands o, TStep step) where TStep : struct, IOptimizerStep
    {
        var pass = new OptimizerPass();
        pass.Add(o.Y, o.A, o.B, o.C);
        pass.Run(step);
    }

    private readonly struct Square : IMap
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x) where V : unmanaged, ILanes<V> => x * x;
    }

    private readonly struct Plus : IZip
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V a, V b) where V : unmanaged, ILanes<V> => a + b;
    }

    private readonly struct Fused : IZip3
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V a, V b, V c) where V : unmanaged, ILanes<V> => V.FusedMultiplyAdd(a, b, c);
    }
}
