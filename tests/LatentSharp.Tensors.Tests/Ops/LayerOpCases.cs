using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>The operations behind normalisations and other layers, beside plain references.</summary>
public static class LayerOpCases
{
    private const double Epsilon = 1e-3;

    public static IEnumerable<OpCase> All => [.. Normalizations, .. Orders, .. Products, .. Windows];

    private static IEnumerable<OpCase> Normalizations
    {
        get
        {
            yield return new(
                "batch normalize", [[6, 3], [3], [3]], x => Ops.BatchNormalize(x[0], x[1], x[2], 1e-3f, out _, out _),
                x => Affine(Columns(x[0], 3), x[1], x[2]));
            yield return new(
                "batch normalize images", [[2, 2, 3, 2]], x => Ops.BatchNormalize(x[0], default, default, 1e-3f, out _, out _),
                x => Columns(x[0], 2));
            yield return new("batch normalize by given statistics", [[4, 3], [3], [3]],
                x => Ops.BatchNormalize(x[0], Tensor.From(0.1f, -0.2f, 0.3f), Tensor.From(1f, 0.5f, 2), x[1], x[2], 1e-3f),
                x =>
                    Affine(
                        [
                            .. x[0].Select((value, i) =>
                                (value - new[] { 0.1f, -0.2f, 0.3f }[i % 3]) / Math.Sqrt(new[] { 1, 0.5, 2 }[i % 3] + Epsilon))],
                        x[1], x[2]));
            yield return new(
                "layer normalize", [[3, 5], [5], [5]], x => Ops.LayerNormalize(x[0], x[1], x[2]), x => Affine(Rows(x[0], 5), x[1], x[2]));
            yield return new("layer normalize two axes", [[2, 2, 3]], x => Ops.LayerNormalize(x[0], axes: 2), x => Rows(x[0], 6));
            yield return new(
                "rms normalize", [[3, 5], [5]], x => Ops.RmsNormalize(x[0], x[1], epsilon: 1e-3f),
                x => Affine(Rows(x[0], 5, centered: false), x[1], new double[5]));
            yield return new(
                "group normalize", [[2, 3, 4], [4], [4]], x => Ops.GroupNormalize(x[0], 2, x[1], x[2]),
                x => Affine(Groups(x[0], 3, 2, 2), x[1], x[2]));
        }
    }

    private static IEnumerable<OpCase> Orders =>
    [
        new(
            "permute", [[2, 3, 4]], x => Ops.Permute(x[0], 2, 0, 1),
            x => [.. from k in Range(4) from i in Range(2) from j in Range(3) select x[0][(i * 12) + (j * 4) + k]]),
        new(
            "permute, last axis stays", [[2, 3, 4]], x => Ops.Permute(x[0], 1, 0, 2),
            x => [.. from j in Range(3) from i in Range(2) from k in Range(4) select x[0][(i * 12) + (j * 4) + k]]),
        new("permute back", [[3, 2, 4, 2]], x => Ops.Permute(Ops.Permute(x[0], 3, 1, 0, 2), 2, 1, 3, 0), x => x[0]),
        new(
            "softmax of the first axis", [[4, 3]], x => Ops.Softmax(x[0], 0),
            x => [.. x[0].Select((value, i) => Math.Exp(value) / Range(4).Sum(row => Math.Exp(x[0][(row * 3) + (i % 3)])))]),
        new("prelu above", [[3, 5], [5]], x => Ops.Prelu(x[0], x[1]), x => x[0]) { Range = (0.1, 1) },
        new(
            "prelu below", [[3, 5], [5]], x => Ops.Prelu(x[0], x[1]),
            x => [.. x[0].Select((value, i) => value * x[1][i % 5])]) { Range = (-1, -0.1) },
        new(
            "prelu with slopes for channels", [[2, 3, 5], [1, 1, 5]], x => Ops.Prelu(x[0], x[1]),
            x => [.. x[0].Select((value, i) => value * x[1][i % 5])]) { Range = (-1, -0.1) },
    ];

    private static IEnumerable<OpCase> Products
    {
        get
        {
            foreach (var (ta, tb) in new[] { (false, false), (false, true), (true, false), (true, true) })
            {
                yield return new OpCase(
                    $"batch matmul {ta} {tb}", [ta ? [2, 4, 3] : [2, 3, 4], tb ? [2, 5, 4] : [2, 4, 5]],
                    x => Ops.MatMul(x[0], x[1], ta, tb),
                    x => [.. from n in Range(2) from i in Range(3) from j in Range(5)
                             select Range(4).Sum(k =>
                                 x[0][(n * 12) + (ta ? (k * 3) + i : (i * 4) + k)] * x[1][(n * 20) + (tb ? (j * 4) + k : (k * 5) + j)])]);
            }
        }
    }

    /// <summary>Over windows of two places with strides of one or two, written place by place.</summary>
    private static IEnumerable<OpCase> Windows =>
    [
        new(
            "max pool", [[2, 5, 3]], x => Ops.MaxPool(x[0], 2, 2),
            x =>
                [
                    .. from n in Range(2) from t in Range(2) from c in Range(3) select Math.Max(
                        At(x, n, 2 * t, c), At(x, n, (2 * t) + 1, c))]),
        new(
            "max pool, overlapping", [[2, 5, 3]], x => Ops.MaxPool(x[0], 2, 1),
            x => [.. from n in Range(2) from t in Range(4) from c in Range(3) select Math.Max(At(x, n, t, c), At(x, n, t + 1, c))]),
        new(
            "max pool of squares", [[2, 5, 3]], x => Ops.MaxPool(Ops.Square(x[0]), 2, 1),
            x =>
                [
                    .. from n in Range(2) from t in Range(4) from c in Range(3) select Math.Max(
                        Math.Pow(At(x, n, t, c), 2), Math.Pow(At(x, n, t + 1, c), 2))]),
        new(
            "average pool, padded", [[2, 5, 3]], x => Ops.AveragePool(x[0], 2, 2, Padding.Same),
            x =>
                [
                    .. from n in Range(2) from t in Range(3) from c in Range(3) select t == 2
                        ? At(x, n, 4, c)
                        : (At(x, n, 2 * t, c) + At(x, n, (2 * t) + 1, c)) / 2]),
        new(
            "average pool of squares", [[2, 5, 3]], x => Ops.AveragePool(Ops.Square(x[0]), 2, 1),
            x =>
                [
                    .. from n in Range(2) from t in Range(4) from c in Range(3) select (
                        Math.Pow(At(x, n, t, c), 2) + Math.Pow(At(x, n, t + 1, c), 2)) / 2]),
        new(
            "upsample squares", [[2, 5, 3]], x => Ops.UpSample(Ops.Square(x[0]), 2),
            x => [.. from n in Range(2) from t in Range(10) from c in Range(3) select Math.Pow(At(x, n, t / 2, c), 2)]),
        new("upsample squares between", [[2, 5, 3]], x => Ops.UpSampleBilinear(Ops.Square(x[0]), 2), x =>
            [.. from n in Range(2) from t in Range(10) from c in Range(3)
                select (0.75 * Math.Pow(At(x, n, t / 2, c), 2)) + (
                    0.25 * Math.Pow(At(x, n, Math.Clamp((t / 2) + (t % 2 == 0 ? -1 : 1), 0, 4), c), 2))]),
        new(
            "upsample squares of images between", [[2, 3, 2, 2]], x => Ops.UpSampleBilinear(Ops.Square(x[0]), (2, 3)), x =>
                [
                    .. from n in Range(2) from row in Range(6) from column in Range(6) from c in Range(2) select Between(
                        row, 3, 2, y => Between(column, 2, 3, t => Math.Pow(x[0][(((((n * 3) + y) * 2) + t) * 2) + c], 2)))]),
        new(
            "zero pad squares", [[2, 5, 3]], x => Ops.ZeroPad(Ops.Square(x[0]), new Margins(0, (1, 2))),
            x => [.. from n in Range(2) from t in Range(8) from c in Range(3) select t is 0 or > 5 ? 0 : Math.Pow(At(x, n, t - 1, c), 2)]),
        new(
            "crop squares", [[2, 5, 3]], x => Ops.Crop(Ops.Square(x[0]), new Margins(0, (1, 2))),
            x => [.. from n in Range(2) from t in Range(2) from c in Range(3) select Math.Pow(At(x, n, t + 1, c), 2)]),
    ];

    private static double At(double[][] x, int sample, int step, int channel) => x[0][(((sample * 5) + step) * 3) + channel];

    /// <summary>A result between the places of an axis, with half-pixel centres and the edges repeated.</summary>
    private static double Between(int result, int size, int factor, Func<int, double> place)
    {
        var at = ((result + 0.5) / factor) - 0.5;
        var low = (int)Math.Floor(at);
        return ((1 - at + low) * place(Math.Max(low, 0))) + ((at - low) * place(Math.Min(low + 1, size - 1)));
    }

    private static IEnumerable<int> Range(int count) => Enumerable.Range(0, count);

    private static double[] Normal(double[] x, bool centered = true)
    {
        var mean = centered ? x.Average() : 0;
        var variance = x.Average(value => (value - mean) * (value - mean));
        return Array.ConvertAll(x, value => (value - mean) / Math.Sqrt(variance + Epsilon));
    }

    private static double[] Rows(double[] x, int columns, bool centered = true) =>
        [.. x.Chunk(columns).SelectMany(row => Normal(row, centered))];

    private static double[] Columns(double[] x, int columns) => Together(x, i => i % columns);

    private static double[] Groups(double[] x, int places, int groups, int size) =>
        Together(x, i => (i / (places * groups * size) * groups) + (i / size % groups));

    /// <summary>Normalises what has the same key together.</summary>
    private static double[] Together(double[] x, Func<int, int> key)
    {
        var y = new double[x.Length];
        foreach (var group in Range(x.Length).GroupBy(key))
        {
            var normal = Normal([.. group.Select(i => x[i])]);
            foreach (var (place, i) in group.Index()) y[i] = normal[place];
        }
        return y;
    }

    private static double[] Affine(double[] x, double[] gamma, double[] beta) =>
        [.. x.Select((value, i) => (value * gamma[i % gamma.Length]) + beta[i % gamma.Length])];
}
