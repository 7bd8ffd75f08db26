using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>Every operation beside a plain reference. A new operation adds its lines here.</summary>
public static class OpCases
{
    public static IEnumerable<OpCase> All =>
    [
        .. Arithmetic, .. Functions, .. ActivationFunctions, .. ShapesAndSums, .. Choices, .. Rows, .. Products, .. LossCases,
        .. ConvolutionOpCases.All, .. RecurrentCases.All, .. LayerOpCases.All, .. AxisOpCases.All,
        .. AttentionCases.All,
    ];

    private static IEnumerable<OpCase> Arithmetic
    {
        get
        {
            (string, Func<Tensor, Tensor, Tensor>, Func<double, double, double>)[] operations =
            [
                ("add", Ops.Add, (a, b) => a + b), ("subtract", Ops.Subtract, (a, b) => a - b),
                ("multiply", Ops.Multiply, (a, b) => a * b), ("divide", Ops.Divide, (a, b) => a / b),
                ("maximum", Ops.Maximum, Math.Max), ("minimum", Ops.Minimum, Math.Min), ("pow", Ops.Pow, Math.Pow),
                ("gaussian kl", Ops.GaussianKl, (m, v) => ((m * m) + Math.Exp(v) - v - 1) / 2),
            ];
            (Shape, Shape)[] shapes =
                [
                    ([3, 5], [3, 5]), ([3, 5], [5]), ([5], [3, 5]), ([3, 5], [3, 1]), ([3, 1], [1, 5]), ([3, 5], Shape.Scalar),
                    (Shape.Scalar, [2, 3, 4]), ([2, 1, 4], [3, 1])];
            foreach (var (name, operation, reference) in operations)
            {
                foreach (var (a, b) in shapes)
                {
                    yield return new OpCase(
                        $"{name} {a} {b}", [a, b], x => operation(x[0], x[1]),
                        x => Broadcast(x[0], a, x[1], b, reference)) { Range = (0.5, 2) };
                }
            }
        }
    }

    private static IEnumerable<OpCase> Functions
    {
        get
        {
            (string, Func<Tensor, Tensor>, Func<double, double>, double, double)[] functions =
            [
                ("negate", Ops.Negate, x => -x, -2, 2), ("relu above", Ops.Relu, x => Math.Max(x, 0), 0.1, 2),
                ("relu below", Ops.Relu, x => Math.Max(x, 0), -2, -0.1),
                ("sigmoid", Ops.Sigmoid, x => 1 / (1 + Math.Exp(-x)), -4, 4), ("tanh", Ops.Tanh, Math.Tanh, -3, 3),
                ("exp", Ops.Exp, Math.Exp, -2, 2),
                ("log", Ops.Log, Math.Log, 0.3, 3), ("square", Ops.Square, x => x * x, -2, 2), ("sqrt", Ops.Sqrt, Math.Sqrt, 0.3, 3),
                ("abs", Ops.Abs, Math.Abs, -2, -0.1), ("sign", Ops.Sign, x => Math.Sign(x), 0.1, 1),
                ("erf", Ops.Erf, ReferenceFunctions.Erf, -3, 3), ("expm1", Ops.Expm1, ReferenceFunctions.Expm1, -2, 2),
                ("log1p", Ops.Log1p, ReferenceFunctions.Log1p, -0.5, 3),
                ("sin", Ops.Sin, Math.Sin, -7, 7), ("cos", Ops.Cos, Math.Cos, -7, 7),
                ("softplus", Ops.Softplus, ReferenceFunctions.Softplus, -5, 5),
                ("clip within", x => Ops.Clip(x, -2, 2), x => x, -1.9, 1.9), ("clip above", x => Ops.Clip(x, -2, 2), _ => 2, 2.1, 4),
                ("clip below", x => Ops.Clip(x, -2, 2), _ => -2, -4, -2.1),
            ];
            foreach (var (name, operation, reference, low, high) in functions) yield return Function(name, operation, reference, low, high);
        }
    }

    /// <summary>Those with corners are tested on each side of them.</summary>
    private static IEnumerable<OpCase> ActivationFunctions
    {
        get
        {
            (string, Func<Tensor, Tensor>, Func<double, double>, double, double)[] functions =
            [
                ("leaky relu below", x => Ops.LeakyRelu(x, 0.3f), x => 0.3 * x, -2, -0.1),
                ("leaky relu above", x => Ops.LeakyRelu(x, 0.3f), x => x, 0.1, 2),
                ("relu with a threshold, below", x => Ops.ReluWith(x, 0.1f, 3, 1), x => 0.1 * (x - 1), -2, 0.9),
                ("relu with a threshold", x => Ops.ReluWith(x, 0.1f, 3, 1), x => x, 1.1, 2.9),
                ("relu with a limit", x => Ops.ReluWith(x, 0.1f, 3, 1), _ => 3, 3.1, 5),
                ("elu below", x => Ops.Elu(x, 0.7f), x => 0.7 * ReferenceFunctions.Expm1(x), -3, -0.1),
                ("elu above", x => Ops.Elu(x, 0.7f), x => x, 0.1, 3),
                ("selu below", Ops.Selu, x => 1.7580993408473766 * ReferenceFunctions.Expm1(x), -3, -0.1),
                ("selu above", Ops.Selu, x => 1.0507009873554805 * x, 0.1, 3),
                ("celu below", x => Ops.Celu(x, 2), x => 2 * ReferenceFunctions.Expm1(x / 2), -3, -0.1),
                ("gelu", x => Ops.Gelu(x), x => 0.5 * x * (1 + ReferenceFunctions.Erf(x / Math.Sqrt(2))), -4, 4),
                (
                    "gelu by tanh", x => Ops.Gelu(x, true),
                    x => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x)))), -4, 4),
                ("silu", Ops.Silu, x => x / (1 + Math.Exp(-x)), -5, 5),
                ("mish", Ops.Mish, x => x * Math.Tanh(ReferenceFunctions.Softplus(x)), -5, 5),
                ("softsign", Ops.Softsign, x => x / (1 + Math.Abs(x)), -4, -0.1),
                ("softsign above", Ops.Softsign, x => x / (1 + Math.Abs(x)), 0.1, 4),
                ("hard sigmoid", Ops.HardSigmoid, x => (x + 3) / 6, -2.9, 2.9), ("hard sigmoid above", Ops.HardSigmoid, _ => 1, 3.1, 5),
                ("hard silu", Ops.HardSilu, x => x * (x + 3) / 6, -2.9, 2.9), ("hard silu above", Ops.HardSilu, x => x, 3.1, 5),
                ("hard silu below", Ops.HardSilu, _ => 0, -5, -3.1),
                ("tanh shrink", Ops.TanhShrink, x => x - Math.Tanh(x), -3, 3),
                ("log sigmoid", Ops.LogSigmoid, x => -ReferenceFunctions.Softplus(-x), -5, 5),
                ("hard shrink within", x => Ops.HardShrink(x), _ => 0, -0.4, 0.4),
                ("hard shrink beyond", x => Ops.HardShrink(x), x => x, 0.6, 2),
                ("soft shrink within", x => Ops.SoftShrink(x), _ => 0, -0.4, 0.4),
                ("soft shrink below", x => Ops.SoftShrink(x), x => x + 0.5, -2, -0.6),
                ("squareplus", x => Ops.Squareplus(x), x => (x + Math.Sqrt((x * x) + 4)) / 2, -6, 6),
                ("sparse plus", Ops.SparsePlus, x => (x + 1) * (x + 1) / 4, -0.9, 0.9),
                ("sparse plus above", Ops.SparsePlus, x => x, 1.1, 2), ("sparse plus below", Ops.SparsePlus, _ => 0, -3, -1.1),
                ("sparse sigmoid", Ops.SparseSigmoid, x => (x + 1) / 2, -0.9, 0.9),
                ("threshold above", x => Ops.Threshold(x, 1, -7), x => x, 1.1, 2),
                ("threshold below", x => Ops.Threshold(x, 1, -7), _ => -7, -2, 0.9),
            ];
            foreach (var (name, operation, reference, low, high) in functions) yield return Function(name, operation, reference, low, high);
        }
    }

    private static OpCase Function(string name, Func<Tensor, Tensor> operation, Func<double, double> reference, double low, double high) =>
        new(name, [[4, 7]], x => operation(x[0]), x => Array.ConvertAll(x[0], value => reference(value))) { Range = (low, high) };

    private static IEnumerable<OpCase> Choices
    {
        get
        {
            var mask = Tensor.From(new float[,] { { 1, 0, 1, 0, 2 } });
            yield return new(
                "where", [[3, 5], [3, 1]], x => Ops.Where(mask, x[0], x[1]),
                x => Table(3, 5, (i, j) => j % 2 == 0 ? x[0][(i * 5) + j] : x[1][i]));
            yield return new(
                "greater", [[3, 5], [5]], x => Ops.Greater(x[0], x[1]),
                x => Table(3, 5, (i, j) => x[0][(i * 5) + j] > x[1][j] ? 1 : 0)) { Differentiable = [] };
            yield return new(
                "less", [[3, 5], [5]], x => Ops.Less(x[0], x[1]),
                x => Table(3, 5, (i, j) => x[0][(i * 5) + j] < x[1][j] ? 1 : 0)) { Differentiable = [] };
            yield return new(
                "equal", [[3, 5]], x => Ops.Equal(x[0], x[0].Rows(1, 1)),
                x => Table(3, 5, (i, _) => i == 1 ? 1 : 0)) { Differentiable = [] };
            yield return new(
                "max of last axis", [[4, 5]], x => Ops.Max(x[0], ^1),
                x => [.. Enumerable.Range(0, 4).Select(i => x[0][(i * 5)..((i * 5) + 5)].Max())]);
            yield return new(
                "max of middle axis, kept", [[2, 3, 4]], x => Ops.Max(x[0], 1, keepAxis: true),
                x => Table(2, 4, (i, j) => Enumerable.Range(0, 3).Max(k => x[0][(i * 12) + (k * 4) + j])));
            yield return new("slice", [[3, 5]], x => Ops.Slice(x[0], 1, 1, 3), x => Table(3, 3, (i, j) => x[0][(i * 5) + j + 1]));
            yield return new("slice of first axis", [[3, 2, 2]], x => Ops.Slice(x[0], 0, 2, 1), x => x[0][8..]);
            yield return new(
                "split", [[3, 5]], x => Ops.Split(x[0], ^1, 2, 3)[1] * 2, x => Table(3, 3, (i, j) => 2 * x[0][(i * 5) + j + 2]));
            yield return new(
                "concatenate", [[2, 3], [2, 2]], x => Ops.Concatenate([x[0], x[1], x[0]], 1),
                x => Table(2, 8, (i, j) => j is 3 or 4 ? x[1][(i * 2) + j - 3] : x[0][(i * 3) + (j < 3 ? j : j - 5)]));
            yield return new("concatenate rows", [[2, 3], [1, 3]], x => Ops.Concatenate([x[0], x[1]], 0), x => [.. x[0], .. x[1]]);
            var rows = Tensor.From(new[] { 2, 0, 2, 1 }, [2, 2]);
            yield return new(
                "gather", [[3, 4]], x => Ops.Gather(x[0], rows),
                x => [.. new[] { 2, 0, 2, 1 }.SelectMany(row => x[0][(row * 4)..((row * 4) + 4)])]);
            yield return new(
                "gather of squares", [[3, 4]], x => Ops.Square(Ops.Gather(x[0], Tensor.From(1L, 1L))),
                x => [.. Enumerable.Repeat(x[0][4..8], 2).SelectMany(row => row.Select(value => value * value))]);
        }
    }

    private static IEnumerable<OpCase> Rows =>
    [
        new("softmax", [[4, 5]], x => Ops.Softmax(x[0]), x => ByRow(x[0], 5, Softmax)) { Range = (-3, 3) },
        new("softmax of a long row", [[2, 150]], x => Ops.Softmax(x[0]), x => ByRow(x[0], 150, Softmax)) { Range = (-3, 3) },
        new(
            "log softmax", [[4, 5]], x => Ops.LogSoftmax(x[0]),
            x => ByRow(x[0], 5, row => Array.ConvertAll(Softmax(row), Math.Log))) { Range = (-3, 3) },
        new("sparsemax", [[4, 5]], x => Ops.Sparsemax(x[0]), x => ByRow(x[0], 5, Sparsemax)),
        new(
            "glu", [[4, 6]], x => Ops.Glu(x[0]),
            x => Table(4, 3, (i, j) => x[0][(i * 6) + j] * ReferenceFunctions.Sigmoid(x[0][(i * 6) + j + 3]))),
    ];

    private static double[] ByRow(double[] x, int columns, Func<double[], double[]> function) => [.. x.Chunk(columns).SelectMany(function)];

    private static double[] Softmax(double[] x)
    {
        var sum = x.Sum(Math.Exp);
        return Array.ConvertAll(x, value => Math.Exp(value) / sum);
    }

    /// <summary>By bisection of the threshold.</summary>
    private static double[] Sparsemax(double[] x)
    {
        var (low, high) = (x.Max() - 1, x.Max());
        for (var i = 0; i < 80; i++)
        {
            var middle = (low + high) / 2;
            if (x.Sum(value => Math.Max(value - middle, 0)) > 1) low = middle;
            else high = middle;
        }
        return Array.ConvertAll(x, value => Math.Max(value - low, 0));
    }

    private static IEnumerable<OpCase> ShapesAndSums =>
    [
        new("reshape", [[4, 6]], x => Ops.Reshape(x[0], [2, Shape.Any, 3]), x => x[0]),
        new("flip", [[2, 3, 2]], x => Ops.Flip(x[0], 1), x => Table(6, 2, (i, j) => x[0][(((i / 3 * 3) + 2 - (i % 3)) * 2) + j])),
        new("stack", [[2, 3], [2, 3]], x => Ops.Stack(x, 1), x => Table(4, 3, (i, j) => x[i % 2][(i / 2 * 3) + j])),
        new("unstack", [[2, 3]], x => Ops.Unstack(x[0], 1)[2], x => [x[0][2], x[0][5]]),
        new("transpose", [[3, 5]], x => Ops.Transpose(x[0]), x => Table(5, 3, (i, j) => x[0][(j * 5) + i])),
        new("broadcast", [[3, 1]], x => Ops.BroadcastTo(x[0], [2, 3, 4]), x => [.. Enumerable.Range(0, 24).Select(i => x[0][i / 4 % 3])]),
        new("sum", [[3, 5]], x => Ops.Sum(x[0]), x => [x[0].Sum()]),
        new(
            "sum of first axis", [[3, 5]], x => Ops.Sum(x[0], 0),
            x => [.. Enumerable.Range(0, 5).Select(j => x[0][j] + x[0][5 + j] + x[0][10 + j])]),
        new(
            "sum of middle axis", [[2, 3, 4]], x => Ops.Sum(x[0], 1),
            x => Table(2, 4, (i, j) => x[0][(i * 12) + j] + x[0][(i * 12) + 4 + j] + x[0][(i * 12) + 8 + j])),
        new(
            "mean of last axis, kept", [[3, 5]], x => Ops.Mean(x[0], ^1, keepAxis: true),
            x => [.. Enumerable.Range(0, 3).Select(i => x[0][(i * 5)..((i * 5) + 5)].Average())]),
        new("mean", [[3, 5]], x => Ops.Mean(x[0]), x => [x[0].Average()]),
    ];

    private static IEnumerable<OpCase> Products
    {
        get
        {
            foreach (var (ta, tb) in new[] { (false, false), (false, true), (true, false), (true, true) })
            {
                yield return new OpCase(
                    $"matmul {ta} {tb}", [ta ? [4, 3] : [3, 4], tb ? [5, 4] : [4, 5]], x => Ops.MatMul(x[0], x[1], ta, tb),
                    x =>
                        Table(
                            3, 5,
                            (i, j) =>
                                Enumerable.Range(0, 4).Sum(k =>
                                    x[0][ta ? (k * 3) + i : (i * 4) + k] * x[1][tb ? (j * 4) + k : (k * 5) + j])));
            }
            yield return Dense<IdentityOp>("linear", z => z);
            yield return Dense<SigmoidOp>("sigmoid", z => 1 / (1 + Math.Exp(-z)));
            yield return Dense<TanhOp>("tanh", Math.Tanh);
            yield return Dense<ReluOp>("relu", z => Math.Max(z, 0)) with { Range = (0.1, 1) };
            yield return new OpCase(
                "dense without bias, three axes", [[2, 3, 4], [4, 5]], x => Ops.Dense(x[0], x[1]),
                x => DenseReference(x[0], x[1], new double[5], z => z));
        }
    }

    private static IEnumerable<OpCase> LossCases =>
    [
        .. Loss<SquaredErrorOp>("mean squared error", (t, p) => (p - t) * (p - t), 0.1, 0.9),
        .. Loss<BinaryCrossentropyOp>("binary cross-entropy", (t, p) => -(t * Math.Log(p)) - ((1 - t) * Math.Log(1 - p)), 0.1, 0.9),
        .. Loss<LogitsBinaryCrossentropyOp>("binary cross-entropy of logits", (t, z) => Math.Log(1 + Math.Exp(z)) - (z * t), -3, 3),
        new("mean squared error as a mean", [[3, 4], [3, 4]], x => Ops.MeanSquaredError(x[0], x[1]),
            x => [x[0].Zip(x[1], (t, p) => (p - t) * (p - t)).Average()]) { Differentiable = [1] },
        new("binary cross-entropy as a mean", [[3, 4], [3, 4]], x => Ops.BinaryCrossentropy(x[0], x[1]),
            x => [x[0].Zip(x[1], (t, p) => -(t * Math.Log(p)) - ((1 - t) * Math.Log(1 - p))).Average()]) { Differentiable = [1],
            Range = (0.1, 0.9) },
        new("binary cross-entropy of logits as a mean", [[3, 4], [3, 4]], x => Ops.BinaryCrossentropyFromLogits(x[0], x[1]),
            x => [x[0].Zip(x[1], (t, z) => Math.Log(1 + Math.Exp(z)) - (z * t)).Average()]) { Differentiable = [1] },
        new(
            "bernoulli likelihood", [[4, 2, 3], [4, 2, 3]], x => Ops.BernoulliNegativeLogLikelihood(x[0], x[1]),
            x => [x[0].Zip(x[1], (t, z) => Math.Log(1 + Math.Exp(z)) - (z * t)).Sum() / 4]) { Range = (-3, 3), Differentiable = [1] },
        .. Loss<AbsoluteErrorOp>("absolute error", (t, p) => Math.Abs(p - t), -2, 2),
        .. Loss<PercentageErrorOp>("percentage error", (t, p) => 100 * Math.Abs(t - p) / Math.Abs(t), 0.5, 2),
        .. Loss<SquaredLogErrorOp>("squared logarithmic error", (t, p) => Math.Pow(Math.Log(p + 1) - Math.Log(t + 1), 2), 0.1, 3),
        .. Loss("huber within", new HuberOp(5), (t, p) => (p - t) * (p - t) / 2, -2, 2),
        .. Loss("huber beyond", new HuberOp(0.01f), (t, p) => (0.01 * Math.Abs(p - t)) - 0.00005, -2, 2),
        .. Loss<LogCoshOp>("log cosh", (t, p) => Math.Log(Math.Cosh(p - t)), -2, 2),
        .. Loss<PoissonOp>("poisson", (t, p) => p - (t * Math.Log(p + 1e-7)), 0.3, 2),
        .. Loss<HingeOp>("hinge", (t, p) => Math.Max(1 - (t * p), 0), -0.9, 0.9),
        .. Loss<SquaredHingeOp>("squared hinge", (t, p) => Math.Pow(Math.Max(1 - (t * p), 0), 2), -0.9, 0.9),
        new("softmax cross-entropy", [[4, 5], [4, 5]], x => Ops.SoftmaxCrossentropy(x[0], x[1]), x =>
            [
                .. x[1].Chunk(5).Select((row, i) =>
                    -Softmax(row).Select((value, j) => x[0][(i * 5) + j] * Math.Log(value)).Sum())]) { Differentiable = [1] },
        new("softmax cross-entropy of three axes", [[2, 2, 40], [2, 2, 40]], x => Ops.SoftmaxCrossentropy(x[0], x[1]), x =>
            [
                .. x[1].Chunk(40).Select((row, i) =>
                    -Softmax(row).Select((value, j) => x[0][(i * 40) + j] * Math.Log(value)).Sum())]) { Differentiable = [1],
            Range = (0, 2), SecondOrder = true },
    ];

    /// <summary>As one mean, and as a mean of each row.</summary>
    private static OpCase[] Loss<TOp>(string name, TOp op, Func<double, double, double> reference, double low, double high)
        where TOp : struct, IElementLoss =>
    [
        new(
            name, [[4, 6], [4, 6]], x => ElementLoss.Apply(name, x[0], x[1], op),
            x => [x[0].Zip(x[1], reference).Average()]) { Range = (low, high), Differentiable = [1] },
        new(
            $"{name} by row", [[4, 6], [4, 6]], x => ElementLoss.PerSample(name, x[0], x[1], op),
            x => [.. x[0].Zip(x[1], reference).Chunk(6).Select(row => row.Average())]) { Range = (low, high), Differentiable = [1] },
    ];

    private static OpCase[] Loss<TOp>(string name, Func<double, double, double> reference, double low, double high)
        where TOp : struct, IElementLoss =>
        Loss<TOp>(name, default, reference, low, high);

    private static OpCase Dense<TOp>(string name, Func<double, double> activation) where TOp : struct =>
        new($"dense {name}", [[6, 4], [4, 5], [5]], x => DenseBy(name, x), x => DenseReference(x[0], x[1], x[2], activation));

    private static Tensor DenseBy(string name, Tensor[] x) => name switch
    {
        "sigmoid" => Ops.Dense<SigmoidOp>(x[0], x[1], x[2]),
        "tanh" => Ops.Dense<TanhOp>(x[0], x[1], x[2]),
        "relu" => Ops.Dense<ReluOp>(x[0], x[1], x[2]),
        _ => Ops.Dense(x[0], x[1], x[2]),
    };

    private static double[] DenseReference(double[] x, double[] kernel, double[] bias, Func<double, double> activation) =>
        Table(x.Length / 4, 5, (i, j) => activation(bias[j] + Enumerable.Range(0, 4).Sum(k => x[(i * 4) + k] * kernel[(k * 5) + j])));

    private static double[] Table(int rows, int columns, Func<int, int, double> element) =>
        [.. Enumerable.Range(0, rows * columns).Select(i => element(i / columns, i % columns))];

    /// <summary>Broadcasting written from its definition: every index of the result is mapped back to each operand.</summary>
    private static double[] Broadcast(double[] a, Shape shapeA, double[] b, Shape shapeB, Func<double, double, double> f)
    {
        var rank = Math.Max(shapeA.Rank, shapeB.Rank);
        var sizes = Enumerable.Range(1, rank).Reverse()
            .Select(i => Math.Max(i <= shapeA.Rank ? shapeA[^i] : 1, i <= shapeB.Rank ? shapeB[^i] : 1)).ToArray();
        var result = new double[sizes.Aggregate(1, (x, y) => x * y)];
        for (var flat = 0; flat < result.Length; flat++) result[flat] = f(a[Index(flat, sizes, shapeA)], b[Index(flat, sizes, shapeB)]);
        return result;
    }

    private static int Index(int flat, int[] sizes, Shape shape)
    {
        var (index, step) = (0, 1);
        for (var i = 1; i <= sizes.Length; i++)
        {
            var position = flat % sizes[^i];
            flat /= sizes[^i];
            if (i > shape.Rank) continue;
            if (shape[^i] != 1) index += position * step;
            step *= shape[^i];
        }
        return index;
    }
}
