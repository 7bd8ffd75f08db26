namespace LatentSharp.Tests;

/// <summary>
/// What waits is read in other ways than row by row, or written to twice: the numbers are those of one operation after the other.
/// </summary>
[Collection(EngineCollection.Name)]
public sealed class RowQueueOrderTests
{
    /// <summary>As large that threads divide it, and no larger than what waits may be.</summary>
    private const int Rows = 256;

    /// <summary>Each takes the numbers it needs and gives what it reads in the end.</summary>
    private static readonly Dictionary<string, Func<GradientTape, TestNumbers, Tensor[]>> Cases = new()
    {
        ["the second half of what waits, of as many rows"] = (_, numbers) =>
        {
            var (x, w, v) = Three(numbers, [Rows, 160], [160, 400], [200, 300]);
            return [Ops.Dense(Ops.Reshape(Ops.Dense(x, w), [2 * Rows, 200]).Rows(Rows, Rows), v)];
        },
        ["the first half of what waits, of as many rows"] = (_, numbers) =>
        {
            var (x, w, v) = Three(numbers, [Rows, 160], [160, 400], [200, 300]);
            return [Ops.Dense(Ops.Reshape(Ops.Dense(x, w), [2 * Rows, 200]).Rows(0, Rows), v)];
        },
        ["a kernel that waits"] = (_, numbers) =>
        {
            var (a, w, x) = Three(numbers, [Rows, 160], [160, 200], [Rows, Rows]);
            return [Ops.Dense(x, Ops.Dense(a, w))];
        },
        ["a bias that waits"] = (_, numbers) =>
        {
            var (a, w, x) = Three(numbers, [Rows, 2000], [2000, 1], [Rows, 100]);
            var v = Random(numbers, [100, Rows]);
            return [Ops.Dense(x, v, Ops.Reshape(Ops.Dense(a, w), [Rows]))];
        },
        ["the gradient of a kernel that is a layer's result"] = (tape, numbers) =>
        {
            var (a, w, x) = Three(numbers, [Rows, 160], [160, 200], [Rows, Rows]);
            (a, w, x) = (tape.Watch(a), tape.Watch(w), tape.Watch(x));
            var kernel = Ops.Dense<SigmoidOp>(a, w, default);
            return tape.Gradient(Ops.Dense<TanhOp>(x, kernel, default), [a, w, x, kernel]);
        },
        ["the gradient of a bias that is a layer's result"] = (tape, numbers) =>
        {
            var (a, w, x) = Three(numbers, [Rows, 2000], [2000, 1], [Rows, 50]);
            var v = tape.Watch(Random(numbers, [50, Rows]));
            (a, w) = (tape.Watch(a), tape.Watch(w));
            var bias = Ops.Reshape(Ops.Dense<SigmoidOp>(a, w, default), [Rows]);
            return tape.Gradient(Ops.Dense<TanhOp>(x, v, bias), [a, w, v]);
        },
        ["a batch that is the next layer's kernel, too"] = (tape, numbers) =>
        {
            var (a, w, v) = Three(numbers, [Rows, 100], [100, Rows], [Rows, Rows]);
            (a, w, v) = (tape.Watch(a), tape.Watch(w), tape.Watch(v));
            var h = Ops.Dense<TanhOp>(a, w, default);
            return tape.Gradient(Ops.Dense<SigmoidOp>(Ops.Dense(h, v), h, default), [a, w, v, h]);
        },
        ["a batch that is its own kernel"] = (tape, numbers) =>
        {
            var a = tape.Watch(Random(numbers, [Rows, Rows]));
            var h = Ops.Dense<TanhOp>(a, a, default);
            return tape.Gradient(Ops.Dense(h, h), [a, h]);
        },
        ["two branches of one batch"] = (tape, numbers) =>
        {
            var (a, w, v) = Three(numbers, [Rows, 200], [200, 200], [200, 200]);
            (a, w, v) = (tape.Watch(a), tape.Watch(w), tape.Watch(v));
            var h = Ops.Dense<SigmoidOp>(a, w, default);
            var y = Ops.Dense<TanhOp>(h, w, default) + Ops.Dense(h, v, default) + h;
            return [.. tape.Gradient(y, [a, w, v, h]), y];
        },
        ["second derivatives"] = (tape, numbers) =>
        {
            var (a, w, v) = Three(numbers, [Rows, 200], [200, 200], [200, 200]);
            (a, w, v) = (tape.Watch(a), tape.Watch(w), tape.Watch(v));
            var y = Ops.Dense<TanhOp>(Ops.Dense<SigmoidOp>(a, w, default), v, default);
            Tensor[] first = [default, default];
            tape.Gradient(Ops.Sum(y), [a, w], first, differentiable: true);
            return tape.Gradient(Ops.Sum(first[0] * first[0]), [a, w, v]);
        },
    };

    public static TheoryData<string> All => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(All))]
    public void Has_the_bits_of_one_operation_after_the_other(string name)
    {
        var expected = Run(name, 1);
        for (var turn = 0; turn < 5; turn++)
        {
            foreach (var threads in new[] { 2, 3, 7 })
            {
                var found = Run(name, threads);
                for (var i = 0; i < found.Length; i++) Bits.ShouldBeEqual(found[i], expected[i], $"{name}, {threads} threads, result {i}");
            }
        }
    }

    /// <summary>Drawn before anything waits: writing numbers finishes what does.</summary>
    private static (Tensor First, Tensor Second, Tensor Third) Three(TestNumbers numbers, Shape first, Shape second, Shape third) =>
        (Random(numbers, first), Random(numbers, second), Random(numbers, third));

    private static Tensor Random(TestNumbers numbers, Shape shape) => Tensor.From(numbers.Floats(shape.Count), shape);

    private static float[][] Run(string name, int threads)
    {
        using var _ = new ThreadsInUse(threads);
        // What is read too early is not to be what an earlier run left there.
        var poisons = MemoryDebugging.PoisonRecycled;
        MemoryDebugging.PoisonRecycled = true;
        try
        {
            using var tape = new GradientTape();
            return [.. Cases[name](tape, new TestNumbers(3)).Select(result => result.ToArray())];
        }
        finally
        {
            MemoryDebugging.PoisonRecycled = poisons;
        }
    }
}
