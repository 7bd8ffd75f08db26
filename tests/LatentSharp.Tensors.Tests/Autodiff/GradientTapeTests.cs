namespace LatentSharp.Tests;

public class GradientTapeTests
{
    [Fact]
    public void Gradient_of_a_square_is_twice_its_root()
    {
        using var tape = new GradientTape();
        var x = tape.Watch(3f);
        tape.Gradient(x * x, x).Item().ShouldBe(6);
    }

    [Fact]
    public void A_tensor_used_several_times_collects_all_its_gradients()
    {
        using var tape = new GradientTape();
        var x = tape.Watch(Tensor.From(1f, 2f));
        var y = Ops.Sum((x * x) + x + (x * 3) + Ops.Reshape(x, [2, 1]).Reshape(2));
        tape.Gradient(y, x).ToArray().ShouldBe([7, 9]);
    }

    [Fact]
    public void Gradients_of_gradients_need_no_second_tape()
    {
        using var tape = new GradientTape();
        var x = tape.Watch(2f);
        var first = tape.Gradient(x * x * x, x, differentiable: true);
        var second = tape.Gradient(first, x, differentiable: true);
        var third = tape.Gradient(second, x);
        first.Item().ShouldBe(12);
        second.Item().ShouldBe(12);
        third.Item().ShouldBe(6);
    }

    [Fact]
    public void Gradient_of_something_in_between_survives_the_way_further_back()
    {
        using var tape = new GradientTape();
        var x = tape.Watch(Tensor.From(new float[] { 1, 2 }, [1, 2]));
        var h = Ops.Dense<SigmoidOp>(x, Tensor.From(new float[,] { { 1, 0 }, { 0, 1 } }), default);
        var gradients = tape.Gradient(Ops.Sum(h * h), [x, h]);
        var expected = Array.ConvertAll(h.ToArray(), value => 2 * value);
        gradients[1].ToArray().ShouldBe(expected);
        gradients[0].AsSpan()[0].ShouldBe(expected[0] * h.AsSpan()[0] * (1 - h.AsSpan()[0]), 1e-6f);
    }

    [Fact]
    public void Side_by_side_tapes_share_what_is_recorded()
    {
        using var first = new GradientTape();
        using var second = new GradientTape();
        var x = first.Watch(3f);
        var z = second.Watch(5f);
        var y = x * z;
        first.Gradient(y, x).Item().ShouldBe(5);
        second.Gradient(y, z).Item().ShouldBe(3);
    }

    [Fact]
    public void What_does_not_depend_on_the_source_has_gradient_zero()
    {
        using var tape = new GradientTape();
        var x = tape.Watch(Tensor.From(1f, 2f));
        tape.Gradient(Tensor.Scalar(4), x).ToArray().ShouldBe([0, 0]);
        tape.Gradient(Ops.Sum(Ops.StopGradient(x) * 2), x).ToArray().ShouldBe([0, 0]);
    }

    [Fact]
    public void A_source_that_is_not_watched_is_refused()
    {
        using var tape = new GradientTape();
        var x = Tensor.Scalar(1);
        Should.Throw<BadArgumentException>(() => tape.Gradient(x * x, x)).Message.ShouldContain("Watch");
    }

    [Fact]
    public void Reading_a_tensor_after_its_tape_throws_and_a_kept_one_stays()
    {
        Tensor gone, kept;
        using (var tape = new GradientTape())
        {
            var x = tape.Watch(2f);
            gone = x * x;
            kept = gone.Keep();
        }
        using (var other = new GradientTape()) _ = other.Watch(1f) * 7f;
        Should.Throw<InvalidOperationException>(() => gone.Item()).Message.ShouldContain("Keep()");
        kept.Item().ShouldBe(4);
    }

    [Fact]
    public void Only_trainable_parameters_are_recorded_and_each_has_one_leaf()
    {
        var weight = new Parameter("w", Tensor.Scalar(3));
        var frozen = new Parameter("f", Tensor.Scalar(5), trainable: false);
        using var tape = new GradientTape();
        Tensor y = (weight.Value * frozen.Value) + weight.Value;
        tape.Gradient(y, [weight])[0].Item().ShouldBe(6);
        frozen.Value.IsTracked.ShouldBeFalse();
    }

    [Fact]
    public void Tapes_of_two_threads_do_not_meet()
    {
        using var tape = new GradientTape();
        var x = tape.Watch(2f);
        var tracked = true;
        var thread = new Thread(() => tracked = (Tensor.Scalar(1) * 2f).IsTracked);
        thread.Start();
        thread.Join();
        tracked.ShouldBeFalse();
        (x * 2f).IsTracked.ShouldBeTrue();
    }

    [Fact]
    public void The_steady_step_allocates_nothing()
    {
        var weight = new Parameter("w", Tensor.Ones([64, 64]));
        var x = Tensor.Ones([32, 64]);
        using var tape = new GradientTape();
        var gradients = new Tensor[1];
        for (var i = 0; i < 50; i++) Step();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 50; i++) Step();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);

        void Step()
        {
            tape.Restart();
            var y = Ops.MeanSquaredError(x, Ops.Relu(Ops.MatMul(x, weight.Value)));
            tape.Gradient(y, [weight.Value], gradients, differentiable: false);
        }
    }
}
