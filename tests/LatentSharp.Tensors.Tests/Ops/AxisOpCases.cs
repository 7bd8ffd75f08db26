using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>
/// Operations along axes beside plain references: reductions over several axes, running sums, sums of products, margins, choices and
/// orders.
/// </summary>
public static class AxisOpCases
{
    public static IEnumerable<OpCase> All => [.. Reductions, .. Running, .. Products, .. Movements, .. Orders];

    private static IEnumerable<OpCase> Reductions
    {
        get
        {
            (string, Func<Tensor, ReadOnlySpan<Index>, bool, Tensor>, Func<double[], double>)[] operations =
            [
                ("sum", (x, axes, keep) => Ops.Sum(x, axes, keep), x => x.Sum()),
                ("mean", (x, axes, keep) => Ops.Mean(x, axes, keep), x => x.Average()),
                ("max", (x, axes, keep) => Ops.Max(x, axes, keep), x => x.Max()),
                ("min", (x, axes, keep) => Ops.Min(x, axes, keep), x => x.Min()),
                ("prod", (x, axes, keep) => Ops.Prod(x, axes, keep), x => x.Aggregate(1.0, (a, b) => a * b)),
                ("variance", (x, axes, keep) => Ops.Variance(x, axes, keep), x => SquaresAround(x) / x.Length),
                (
                    "unbiased variance", (x, axes, keep) => Ops.Variance(x, axes, keep, correction: 1),
                    x => SquaresAround(x) / (x.Length - 1)),
                ("standard deviation", (x, axes, keep) => Ops.StdDev(x, axes, keep), x => Math.Sqrt(SquaresAround(x) / x.Length)),
                ("log sum exp", (x, axes, keep) => Ops.LogSumExp(x, axes, keep), x => Math.Log(x.Sum(Math.Exp))),
                ("norm", (x, axes, keep) => Ops.Norm(x, axes, keep), x => Math.Sqrt(x.Sum(value => value * value))),
                ("norm of order 1", (x, axes, keep) => Ops.Norm(x, axes, keep, 1), x => x.Sum(Math.Abs)),
                (
                    "norm of order 3", (x, axes, keep) => Ops.Norm(x, axes, keep, 3),
                    x => Math.Cbrt(x.Sum(value => Math.Pow(Math.Abs(value), 3)))),
                ("norm of order ∞", (x, axes, keep) => Ops.Norm(x, axes, keep, float.PositiveInfinity), x => x.Max(Math.Abs)),
                ("norm of order -∞", (x, axes, keep) => Ops.Norm(x, axes, keep, float.NegativeInfinity), x => x.Min(Math.Abs)),
            ];
            Index[][] sets = [[0, ^1], [1, 2], []];
            foreach (var (name, operation, reference) in operations)
            {
                foreach (var axes in sets)
                {
                    var numbers = axes.Length == 0 ? [0, 1, 2] : Array.ConvertAll(axes, axis => axis.GetOffset(3));
                    yield return new(
                        $"{name} over axes {string.Join(" ", numbers)}", [[2, 3, 4]], x => operation(x[0], axes, axes.Length == 1),
                        x => Reduce(x[0], [2, 3, 4], numbers, reference)) { Range = (0.2, 2) };
                }
            }
            yield return new("min of last axis", [[4, 5]], x => Ops.Min(x[0], ^1), x => Reduce(x[0], [4, 5], [1], row => row.Min()));
            yield return new(
                "min of middle axis, kept", [[2, 3, 4]], x => Ops.Min(x[0], 1, keepAxis: true),
                x => Reduce(x[0], [2, 3, 4], [1], row => row.Min()));
        }
    }

    private static IEnumerable<OpCase> Running =>
    [
        new("cumsum of the middle axis", [[2, 3, 4]], x => Ops.CumSum(x[0], 1), x => Run(x[0], 3, 4, (i, j) => j <= i, 0, (a, b) => a + b)),
        new(
            "cumsum, exclusive", [[3, 5]], x => Ops.CumSum(x[0], ^1, exclusive: true),
            x => Run(x[0], 5, 1, (i, j) => j < i, 0, (a, b) => a + b)),
        new(
            "cumsum, reverse", [[3, 5]], x => Ops.CumSum(x[0], 1, reverse: true),
            x => Run(x[0], 5, 1, (i, j) => j >= i, 0, (a, b) => a + b)),
        new(
            "cumsum of squares, exclusive and reverse", [[3, 5]], x => Ops.CumSum(Ops.Square(x[0]), 0, true, true),
            x => Run(Array.ConvertAll(x[0], v => v * v), 3, 5, (i, j) => j > i, 0, (a, b) => a + b)),
        new(
            "cumprod", [[2, 7]], x => Ops.CumProd(x[0], 1),
            x => Run(x[0], 7, 1, (i, j) => j <= i, 1, (a, b) => a * b)) { Range = (0.5, 1.5) },
        new(
            "cumprod of the first axis", [[5, 2]], x => Ops.CumProd(x[0], 0),
            x => Run(x[0], 5, 2, (i, j) => j <= i, 1, (a, b) => a * b)) { Range = (0.5, 1.5) },
    ];

    /// <summary>Each equation beside one that names every axis, summed over all labels as it says.</summary>
    private static IEnumerable<OpCase> Products
    {
        get
        {
            (string Equation, string Named, Shape[] Shapes)[] equations =
            [
                ("ij,jk->ik", "ij,jk->ik", [[2, 3], [3, 4]]), ("ij , jk", "ij,jk->ik", [[2, 3], [3, 4]]),
                ("ij,kj->ki", "ij,kj->ki", [[2, 3], [4, 3]]),
                ("bij,bjk->bik", "bij,bjk->bik", [[2, 3, 2], [2, 2, 3]]),
                ("bhid,bhjd->bhij", "bhid,bhjd->bhij", [[2, 2, 3, 2], [2, 2, 3, 2]]), ("i,j->ij", "i,j->ij", [[3], [4]]),
                ("ij->ji", "ij->ji", [[2, 3]]), ("ij->", "ij->", [[2, 3]]), ("ijk->k", "ijk->k", [[2, 3, 2]]), ("ii->i", "ii->i", [[3, 3]]),
                ("ii", "ii->", [[3, 3]]),
                ("iji->ij", "iji->ij", [[3, 2, 3]]), ("ij,ij->", "ij,ij->", [[2, 3], [2, 3]]),
                ("ij,jk,kl->il", "ij,jk,kl->il", [[2, 3], [3, 2], [2, 2]]),
                ("ij,k->i", "ij,k->i", [[2, 3], [4]]), ("i,i,i->i", "i,i,i->i", [[3], [3], [3]]), (",i->i", ",i->i", [Shape.Scalar, [3]]),
                ("ba", "ba->ab", [[2, 3]]),
                ("...ij,...jk->...ik", "abij,bjk->abik", [[2, 2, 2, 3], [2, 3, 2]]), ("...i,i->...", "abi,i->ab", [[2, 2, 3], [3]]),
                ("i...->...", "iab->ab", [[3, 2, 2]]),
                ("...,...", "ab,b->ab", [[2, 3], [3]]), ("bn,anm,bm->ba", "bn,anm,bm->ba", [[2, 3], [2, 3, 2], [2, 2]]),
            ];
            foreach (var (equation, named, shapes) in equations)
                yield return new(
                    $"einsum {equation} {string.Join<Shape>(" ", shapes)}", shapes, x => Ops.Einsum(equation, x),
                    x => Sums(named, x, shapes));
            yield return new(
                "einsum, an axis of size 1 repeats", [[2, 1], [3, 4]], x => Ops.Einsum("ij,jk->ik", x),
                x => Sums("i,jk->ik", x, [[2], [3, 4]]));
            yield return new(
                "einsum, an axis of size 1 of ...", [[1, 2], [3, 2]], x => Ops.Einsum("...i,...i->...", x),
                x => Sums("i,ji->j", x, [[2], [3, 2]]));
            yield return new(
                "matmul, one matrix on the right", [[2, 3, 4], [4, 2]], x => Ops.MatMul(x[0], x[1]),
                x => Sums("nij,jk->nik", x, [[2, 3, 4], [4, 2]]));
            yield return new(
                "matmul, one transposed matrix on the right", [[2, 3, 4], [2, 4]], x => Ops.MatMul(x[0], x[1], transposeB: true),
                x => Sums("nij,kj->nik", x, [[2, 3, 4], [2, 4]]));
            yield return new(
                "matmul, both transposed, one matrix on the right", [[2, 4, 3], [2, 4]], x => Ops.MatMul(x[0], x[1], true, true),
                x => Sums("nji,kj->nik", x, [[2, 4, 3], [2, 4]]));
            yield return new(
                "matmul, one matrix on the left", [[3, 4], [2, 4, 2]], x => Ops.MatMul(x[0], x[1]),
                x => Sums("ij,njk->nik", x, [[3, 4], [2, 4, 2]]));
            yield return new(
                "matmul, leading axes broadcast", [[2, 1, 3, 2], [3, 2, 4]], x => Ops.MatMul(x[0], x[1]),
                x => Sums("aij,bjk->abik", x, [[2, 3, 2], [3, 2, 4]]));
            yield return new(
                "matmul, transposed and broadcast", [[3, 2, 3], [2, 1, 4, 2]], x => Ops.MatMul(x[0], x[1], true, true),
                x => Sums("bji,akj->abik", x, [[3, 2, 3], [2, 4, 2]]));
            yield return new("matmul of vectors", [[4], [4]], x => Ops.MatMul(x[0], x[1]), x => Sums("i,i->", x, [[4], [4]]));
            yield return new(
                "matmul, a vector on the left", [[4], [2, 4, 3]], x => Ops.MatMul(x[0], x[1]), x => Sums("j,njk->nk", x, [[4], [2, 4, 3]]));
            yield return new(
                "matmul, a vector on the right", [[2, 3, 4], [4]], x => Ops.MatMul(x[0], x[1]),
                x => Sums("nij,j->ni", x, [[2, 3, 4], [4]]));
        }
    }

    /// <summary>Where each place of the result comes from, by hand; -1 is the constant.</summary>
    private static IEnumerable<OpCase> Movements
    {
        get
        {
            (PadMode, int[])[] modes =
            [
                (PadMode.Constant, [-1, -1, 0, 1, 2, 3, -1, -1, -1]), (PadMode.Reflect, [2, 1, 0, 1, 2, 3, 2, 1, 0]),
                (PadMode.Symmetric, [1, 0, 0, 1, 2, 3, 3, 2, 1]),
                (PadMode.Edge, [0, 0, 0, 1, 2, 3, 3, 3, 3]), (PadMode.Wrap, [2, 3, 0, 1, 2, 3, 0, 1, 2]),
            ];
            foreach (var (mode, places) in modes)
            {
                yield return new(
                    $"pad squares, {mode}", [[2, 4]], x => Ops.Pad(Ops.Square(x[0]), [0, (2, 3)], mode, 2),
                    x => [.. from i in Range(2) from j in places select j < 0 ? 2 : Math.Pow(x[0][(i * 4) + j], 2)]);
                yield return new(
                    $"pad the first axis, {mode}", [[4, 3]], x => Ops.Pad(x[0], [(2, 3), 0], mode, 2),
                    x => [.. from i in places from j in Range(3) select i < 0 ? 2 : x[0][(i * 3) + j]]);
            }
            yield return new(
                "pad two axes, Wrap", [[2, 3]], x => Ops.Pad(x[0], [(1, 0), (0, 2)], PadMode.Wrap),
                x => Picked(x[0], 3, [1, 0, 1], [0, 1, 2, 0, 1]));
            yield return new("slice by steps", [[2, 7]], x => Ops.Slice(x[0], 1, 1.., 3), x => Picked(x[0], 7, [0, 1], [1, 4]));
            yield return new(
                "slice squares backwards", [[5, 2]], x => Ops.Slice(Ops.Square(x[0]), 0, ..^1, -2),
                x => Picked(Array.ConvertAll(x[0], v => v * v), 2, [3, 1], [0, 1]));
            yield return new("slice by a range", [[3, 5]], x => Ops.Slice(x[0], ^1, 1..^1), x => Picked(x[0], 5, [0, 1, 2], [1, 2, 3]));
            yield return new(
                "tile squares", [[2, 3]], x => Ops.Tile(Ops.Square(x[0]), 2, 3),
                x => Picked(Array.ConvertAll(x[0], v => v * v), 3, [0, 1, 0, 1], [0, 1, 2, 0, 1, 2, 0, 1, 2]));
            yield return new(
                "repeat squares", [[2, 3]], x => Ops.Repeat(Ops.Square(x[0]), 2, 1),
                x => Picked(Array.ConvertAll(x[0], v => v * v), 3, [0, 1], [0, 0, 1, 1, 2, 2]));
            yield return new("repeat rows", [[2, 3]], x => Ops.Repeat(x[0], 3, 0), x => Picked(x[0], 3, [0, 0, 0, 1, 1, 1], [0, 1, 2]));
            var places2 = Tensor.From(new[,] { { 2, 0, 2 }, { 1, 1, 0 } });
            yield return new(
                "take squares along the last axis", [[2, 4]], x => Ops.TakeAlongAxis(Ops.Square(x[0]), places2, 1),
                x => [.. new[] { 2, 0, 2, 5, 5, 4 }.Select(i => x[0][i] * x[0][i])]);
            yield return new(
                "take along the first axis", [[3, 3]], x => Ops.TakeAlongAxis(x[0], places2, 0),
                x => [.. new[] { 6, 1, 8, 3, 4, 2 }.Select(i => x[0][i])]);
            yield return new(
                "take along the middle axis, indices repeat", [[2, 3, 2]],
                x => Ops.TakeAlongAxis(x[0], Tensor.From(new[] { 2, 0 }, [1, 2, 1]), 1),
                x => [.. new[] { 4, 5, 0, 1, 10, 11, 6, 7 }.Select(i => x[0][i])]);
        }
    }

    private static IEnumerable<OpCase> Orders =>
    [
        new(
            "sort squares", [[3, 5]], x => Ops.Sort(Ops.Square(x[0]), 1),
            x => [.. x[0].Select(v => v * v).Chunk(5).SelectMany(row => row.Order())]),
        new(
            "sort the first axis, descending", [[4, 2]], x => Ops.Sort(x[0], 0, descending: true),
            x => [.. from i in Range(4) from j in Range(2) select x[0].Where((_, at) => at % 2 == j).OrderDescending().ElementAt(i)]),
        new(
            "the two largest", [[3, 5]], x => Ops.TopK(x[0], 2, ^1).Values,
            x => [.. x[0].Chunk(5).SelectMany(row => row.OrderDescending().Take(2))]),
        new(
            "the two smallest", [[3, 5]], x => Ops.TopK(x[0], 2, ^1, largest: false).Values,
            x => [.. x[0].Chunk(5).SelectMany(row => row.Order().Take(2))]),
    ];

    private static IEnumerable<int> Range(int count) => Enumerable.Range(0, count);

    private static double SquaresAround(double[] x) => x.Sum(value => Math.Pow(value - x.Average(), 2));

    private static double[] Picked(double[] x, int columns, int[] rows, int[] places) =>
        [.. from i in rows from j in places select x[(i * columns) + j]];

    /// <summary>Groups what has the same indices on the axes that stay.</summary>
    private static double[] Reduce(double[] x, int[] sizes, int[] axes, Func<double[], double> function) =>
        [
            .. x.Index().GroupBy(entry => string.Join(",", Indices(entry.Index, sizes).Where((_, axis) => !axes.Contains(axis))))
            .Select(group => function([.. group.Select(entry => entry.Item)]))];

    private static double[] Run(
        double[] x, int length, int inner, Func<int, int, bool> takes, double start, Func<double, double, double> join) =>
        [
            .. x.Select((_, at) =>
                Range(length).Where(j => takes(at / inner % length, j))
                    .Aggregate(start, (sum, j) => join(sum, x[at + ((j - (at / inner % length)) * inner)])))];

    /// <summary>Walks through all values of all labels.</summary>
    private static double[] Sums(string equation, double[][] x, Shape[] shapes)
    {
        var (terms, output) = (equation.Split("->")[0].Split(','), equation.Split("->")[1]);
        var labels = string.Concat(string.Concat(terms).Distinct());
        var sizes = labels.Select(label =>
            shapes[Array.FindIndex(terms, term => term.Contains(label))][
                terms.First(term => term.Contains(label)).IndexOf(label)]).ToArray();
        int Place(string term, int[] index) =>
            term.Aggregate(0, (place, label) => (place * sizes[labels.IndexOf(label)]) + index[labels.IndexOf(label)]);
        var result = new double[output.Aggregate(1, (count, label) => count * sizes[labels.IndexOf(label)])];
        for (var flat = 0; flat < sizes.Aggregate(1, (a, b) => a * b); flat++)
        {
            var index = Indices(flat, sizes);
            result[Place(output, index)] += terms.Select((term, i) => x[i][Place(term, index)]).Aggregate(1.0, (a, b) => a * b);
        }
        return result;
    }

    private static int[] Indices(int flat, int[] sizes)
    {
        var index = new int[sizes.Length];
        for (var axis = sizes.Length - 1; axis >= 0; axis--) (index[axis], flat) = (flat % sizes[axis], flat / sizes[axis]);
        return index;
    }
}
