using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>Every operation beside a plain reference. A new operation adds its lines here.</summary>
public static class OpCases
{
    public static IEnumerable<OpCase> All =>
    [
        .. Arithmetic, .. Functions, .. ShapesAndSums, .. Products, .. LossCases,
    ];

    private static IEnumerable<OpCase> Arithmetic
    {
        get
        {
            (string, Func<Tensor, Tensor, Tensor>, Func<double, double, double>)[] operations =
            [
                ("add", Ops.Add, (a, b) => a + b), ("subtract", Ops.Subtract, (a, b) => a - b),
                ("multiply", Ops.Multiply, (a, b) => a * b), ("divide", Ops.Divide, (a, b) => a / b),
            ];
            (Shape, Shape)[] shapes = [([3, 5], [3, 5]), ([3, 5], [5]), ([5], [3, 5]), ([3, 5], [3, 1]), ([3, 1], [1, 5]), ([3, 5], Shape.Scalar), (Shape.Scalar, [2, 3, 4]), ([2, 1, 4], [3, 1])];
            foreach (var (name, operation, reference) in operations)
            {
                foreach (var (a, b) in shapes)
                {
                    yield return new OpCase($"{name} {a} {b}", [a, b], x => operation(x[0], x[1]), x => Broadcast(x[0], a, x[1], b, reference)) { Range = (0.5, 2) };
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
                ("negate", Ops.Negate, x => -x, -2, 2), ("relu above", Ops.Relu, x => Math.Max(x, 0), 0.1, 2), ("relu below", Ops.Relu, x => Math.Max(x, 0), -2, -0.1),
                ("sigmoid", Ops.Sigmoid, x => 1 / (1 + Math.Exp(-x)), -4, 4), ("tanh", Ops.Tanh, Math.Tanh, -3, 3), ("exp", Ops.Exp, Math.Exp, -2, 2),
                ("log", Ops.Log, Math.Log, 0.3, 3), ("square", Ops.Square, x => x * x, -2, 2), ("sqrt", Ops.Sqrt, Math.Sqrt, 0.3, 3),
                ("abs", Ops.Abs, Math.Abs, -2, -0.1), ("sign", Ops.Sign, x => Math.Sign(x), 0.1, 1),
            ];
            foreach (var (name, operation, reference, low, high) in functions)
                yield return new OpCase(name, [[4, 7]], x => operation(x[0]), x => Array.ConvertAll(x[0], value => reference(value))) { Range = (low, high) };
        }
    }

    private static IEnumerable<OpCase> ShapesAndSums =>
    [
        new("reshape", [[4, 6]], x => x[0].Reshape([2, Shape.Any, 3]), x => x[0]),
        new("transpose", [[3, 5]], x => Ops.Transpose(x[0]), x => Table(5, 3, (i, j) => x[0][(j * 5) + i])),
        new("broadcast", [[3, 1]], x => Ops.BroadcastTo(x[0], [2, 3, 4]), x => [.. Enumerable.Range(0, 24).Select(i => x[0][i / 4 % 3])]),
        new("sum", [[3, 5]], x => Ops.Sum(x[0]), x => [x[0].Sum()]),
        new("sum of first axis", [[3, 5]], x => Ops.Sum(x[0], 0), x => [.. Enumerable.Range(0, 5).Select(j => x[0][j] + x[0][5 + j] + x[0][10 + j])]),
        new("sum of middle axis", [[2, 3, 4]], x => Ops.Sum(x[0], 1), x => Table(2, 4, (i, j) => x[0][(i * 12) + j] + x[0][(i * 12) + 4 + j] + x[0][(i * 12) + 8 + j])),
        new("mean of last axis, kept", [[3, 5]], x => Ops.Mean(x[0], ^1, keepAxis: true), x => [.. Enumerable.Range(0, 3).Select(i => x[0][(i * 5)..((i * 5) + 5)].Average())]),
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
                    x => Table(3, 5, (i, j) => Enumerable.Range(0, 4).Sum(k => x[0][ta ? (k * 3) + i : (i * 4) + k] * x[1][tb ? (j * 4) + k : (k * 5) + j])));
            }
            yield return Dense<IdentityOp>("linear", z => z);
            yield return Dense<SigmoidOp>("sigmoid", z => 1 / (1 + Math.Exp(-z)));
            yield return Dense<TanhOp>("tanh", Math.Tanh);
            yield return Dense<ReluOp>("relu", z => Math.Max(z, 0)) with { Range = (0.1, 1) };
            yield return new OpCase("dense without bias, three axes", [[2, 3, 4], [4, 5]], x => Ops.Dense(x[0], x[1]), x => DenseReference(x[0], x[1], new double[5], z => z));
        }
    }

    private static IEnumerable<OpCase> LossCases =>
    [
        Loss("mean squared error", Ops.MeanSquaredError, (t, p) => (p - t) * (p - t), 0.1, 0.9),
        Loss("binary cross-entropy", Ops.BinaryCrossentropy, (t, p) => -(t * Math.Log(p)) - ((1 - t) * Math.Log(1 - p)), 0.1, 0.9),
        Loss("binary cross-entropy of logits", Ops.BinaryCrossentropyFromLogits, (t, z) => Math.Log(1 + Math.Exp(z)) - (z * t), -3, 3),
    ];

    private static OpCase Loss(string name, Func<Tensor, Tensor, Tensor> operation, Func<double, double, double> reference, double low, double high) =>
        new(name, [[4, 6], [4, 6]], x => operation(x[0], x[1]), x => [x[0].Zip(x[1], reference).Average()]) { Range = (low, high), Differentiable = [1] };

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
        var sizes = Enumerable.Range(1, rank).Reverse().Select(i => Math.Max(i <= shapeA.Rank ? shapeA[^i] : 1, i <= shapeB.Rank ? shapeB[^i] : 1)).ToArray();
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
