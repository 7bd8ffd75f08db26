namespace LatentSharp.Tests;

/// <summary>Layers that wait for each other's rows: nobody may notice but by the time it takes.</summary>
[Collection(EngineCollection.Name)]
public sealed class RowQueueTests
{
    private static readonly int[] Widths = [20, 33, 7, 33];

    [Theory]
    [InlineData(32)]
    [InlineData(100)]
    [InlineData(257)]
    public void Values_and_gradients_have_the_bits_that_they_have_without_waiting(int rows)
    {
        var expected = Run(1, rows, waits: false);
        foreach (var threads in new[] { 2, 3, 5, 16 })
        {
            var found = Run(threads, rows, waits: true);
            for (var i = 0; i < found.Length; i++) Bits.ShouldBeEqual(found[i], expected[i], $"{threads} threads, result {i}");
        }
    }

    [Fact]
    public void A_weight_that_changes_meanwhile_does_not_change_what_was_asked_for_before()
    {
        using var _ = new ThreadsInUse(2);
        var weight = new Parameter("w", Tensor.Full([2, 2], 3));
        var x = Tensor.Ones([40, 2]);
        using var tape = new GradientTape();
        var y = Ops.Dense(x, weight);
        Waits.ShouldBeTrue();
        weight.Assign(Tensor.Full([2, 2], 100));
        y.ToArray().ShouldAllBe(value => value == 6);
    }

    [Fact]
    public void Another_thread_may_read_what_waits()
    {
        using var _ = new ThreadsInUse(2);
        using var tape = new GradientTape();
        for (var turn = 0; turn < 50; turn++)
        {
            var y = Ops.Dense(Ops.Dense(Tensor.Full([64, 3], turn), Tensor.Ones([3, 5])), Tensor.Ones([5, 4]));
            Waits.ShouldBeTrue();
            var sums = new float[4];
            var readers = sums.Select((_, i) => new Thread(() => sums[i] = y.AsSpan()[(i * 64) + 3])).ToArray();
            foreach (var reader in readers) reader.Start();
            foreach (var reader in readers) reader.Join();
            sums.ShouldAllBe(value => value == 15 * turn);
        }
    }

    [Fact]
    public void What_another_thread_has_yet_to_compute_is_computed_for_this_one()
    {
        using var _ = new ThreadsInUse(2);
        using var tape = new GradientTape();
        var y = Ops.Dense(Tensor.Ones([64, 3]), Tensor.Ones([3, 5]));
        Waits.ShouldBeTrue();
        float[] found = [];
        var other = new Thread(() =>
        {
            using var own = new GradientTape();
            found = Ops.Dense(y, Tensor.Ones([5, 2])).ToArray();
        });
        other.Start();
        other.Join();
        found.ShouldAllBe(value => value == 15);
    }

    [Fact]
    public void Numbers_of_another_thread_are_read_in_time_while_own_work_waits()
    {
        using var _ = new ThreadsInUse(2);
        Beside(5, y =>
        {
            using var own = new GradientTape();
            var z = Ops.Dense(Tensor.Ones([64, 5]), Tensor.Ones([5, 2]));
            Waits.ShouldBeTrue();
            y.ToArray().ShouldAllBe(value => value == 5);
            z.ToArray().ShouldAllBe(value => value == 5);
        });
    }

    [Fact]
    public void What_another_thread_takes_back_was_read_before()
    {
        using var _ = new ThreadsInUse(2);
        using var tape = new GradientTape();
        var z = Tensor.Zeros(1);
        Beside(7, y => z = Ops.Dense(y, Tensor.Ones([4, 2])));
        z.ToArray().ShouldAllBe(value => value == 28);
    }

    /// <summary>Does something with what another thread has yet to compute, (64, 4), and then lets that thread end its tape.</summary>
    private static void Beside(float number, Action<Tensor> body)
    {
        using var given = new ManualResetEventSlim();
        using var done = new ManualResetEventSlim();
        Tensor y = default;
        var other = new Thread(() =>
        {
            using var tape = new GradientTape();
            y = Ops.Dense(Tensor.Full([64, 1], number), Tensor.Ones([1, 4]));
            given.Set();
            done.Wait();
        });
        other.Start();
        given.Wait();
        try
        {
            body(y);
        }
        finally
        {
            done.Set();
            other.Join();
        }
    }

    [Fact]
    public void Views_and_other_batches_of_what_waits_are_finished_first()
    {
        using var _ = new ThreadsInUse(3);
        using var tape = new GradientTape();
        var y = Ops.Dense(Tensor.Ones([64, 3]), Tensor.Ones([3, 6]));
        var longer = Ops.Dense(Ops.Reshape(y, [128, 3]), Tensor.Ones([3, 2]));
        var shorter = Ops.Dense(y.Rows(3, 33), Tensor.Ones([6, 2]));
        Ops.Reshape(y, [6, 64]).ToArray().ShouldAllBe(value => value == 3);
        longer.ToArray().ShouldAllBe(value => value == 9);
        shorter.ToArray().ShouldAllBe(value => value == 18);
    }

    [Fact]
    public void A_layer_that_is_used_twice_gets_both_gradients()
    {
        using var _ = new ThreadsInUse(4);
        var weight = new Parameter("w", Tensor.Full([4, 4], 0.5f));
        var bias = new Parameter("b", Tensor.Zeros([4]));
        using var tape = new GradientTape();
        // y = 4·(4·0.5)·0.5 = 4 in each of 50 rows: dy/dW = 50·(2 + 1·2) of each of the uses' inputs and weights.
        var y = Ops.Dense(Ops.Dense(Tensor.Ones([50, 4]), weight, bias), weight, bias);
        var gradients = tape.Gradient(y, [weight, bias]);
        gradients[0].ToArray().ShouldAllBe(value => value == 50 * (2 + 2));
        gradients[1].ToArray().ShouldAllBe(value => value == 50 * (1 + 2));
        y.ToArray().ShouldAllBe(value => value == 4);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(40)]
    public void A_layer_without_outputs_has_a_gradient_of_zeros(int rows)
    {
        using var _ = new ThreadsInUse(2);
        using var tape = new GradientTape();
        var x = tape.Watch(Tensor.Ones([rows, 3]));
        var y = Ops.Dense(x, tape.Watch(Tensor.Zeros([3, 0])));
        y.Shape.ShouldBe(new Shape(rows, 0));
        tape.Gradient(y, x).ToArray().ShouldBe(new float[3 * rows]);
    }

    [Fact]
    public void What_nobody_looked_at_is_forgotten_with_its_memory()
    {
        using var _ = new ThreadsInUse(2);
        using var tape = new GradientTape();
        Ops.Dense(Tensor.Ones([64, 3]), Tensor.Ones([3, 5]));
        Waits.ShouldBeTrue();
        tape.Restart();
        Waits.ShouldBeFalse();
        Ops.Dense(Tensor.Ones([64, 3]), Tensor.Ones([3, 5])).ToArray().ShouldAllBe(value => value == 3);
    }

    private static bool Waits => Arena.Current is { Rows.IsEmpty: false };

    private static Tensor Random(TestNumbers numbers, Shape shape) => Tensor.From(numbers.Floats(shape.Count), shape);

    /// <summary>Three layers: the result and the gradients of everything.</summary>
    private static float[][] Run(int threads, int rows, bool waits)
    {
        using var _ = new ThreadsInUse(threads);
        var numbers = new TestNumbers(5);
        var parameters = new List<Parameter>();
        for (var i = 0; i < 3; i++)
        {
            parameters.Add(new Parameter("w", Random(numbers, [Widths[i], Widths[i + 1]])));
            parameters.Add(new Parameter("b", Random(numbers, [Widths[i + 1]])));
        }
        var samples = Random(numbers, [rows, Widths[0]]);
        var target = Random(numbers, [rows, Widths[^1]]);
        using var tape = new GradientTape();
        var x = tape.Watch(samples);
        var first = Ops.Dense<SigmoidOp>(x, parameters[0], parameters[1]);
        var second = Ops.Dense<ReluOp>(first, parameters[2], parameters[3]);
        var third = Ops.Dense<TanhOp>(second, parameters[4], parameters[5]);
        Waits.ShouldBe(waits);
        Tensor[] sources = [x, first, .. parameters.Select(parameter => parameter.Value)];
        var gradients = tape.Gradient(third * target, sources);
        return [third.ToArray(), .. gradients.Select(gradient => gradient.ToArray())];
    }
}
