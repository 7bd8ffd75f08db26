using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>Masks travel with tensors through layers, and losses and metrics leave padding out. Expected values by hand.</summary>
public class MaskTests
{
    private static readonly Tensor Mask = Tensor.From(new float[,] { { 1, 1, 0 }, { 1, 0, 0 } });

    private static Tensor Masked(Shape sample) => new TestNumbers(4).Tensor(sample.Prepend(2)).WithMask(Mask);

    [Fact]
    public void Layers_that_keep_the_steps_pass_the_mask_on_and_others_end_it()
    {
        var x = Masked([3, 4]);
        var model = new Sequential(new Dense(5), new Activation(Activations.Relu), new Dropout(0.5));
        model.Call(x).Mask.ToArray().ShouldBe(Mask.ToArray());
        new Flatten().Call(x).Mask.IsDefault.ShouldBeTrue();
        var input = Symbol.Input([3, 4]);
        new Model(input, new Dense(2).Call(input)).Call(x).Mask.ToArray().ShouldBe(Mask.ToArray());
    }

    [Fact]
    public void A_merge_has_what_is_real_in_any_input()
    {
        var other = Tensor.From(new float[,] { { 0, 1, 1 }, { 0, 0, 0 } });
        var x = Masked([3, 4]);
        new Add().Call([x, x.WithMask(other)]).Mask.ToArray().ShouldBe([1, 1, 1, 1, 0, 0]);
        new Add().Call([x, x.WithMask(default)]).Mask.IsDefault.ShouldBeTrue();
    }

    [Fact]
    public void A_loss_is_the_mean_over_what_is_real()
    {
        var prediction = Tensor.From([1f, 2, 50, 4, 60, 70], [2, 3, 1]).WithMask(Mask);
        var target = Tensor.Zeros([2, 3, 1]);
        Losses.MeanSquaredError.Compute(target, prediction).Item().ShouldBe((1f + 4 + 16) / 3, 1e-5f);
        (Losses.MeanSquaredError with { Reduction = LossReduction.Sum }).Compute(target, prediction).Item().ShouldBe(21, 1e-5f);
        Losses.MeanSquaredError.Compute(target, prediction, Tensor.From(2f, 1f)).Item().ShouldBe(((2 * (1f + 4)) + 16) / 3, 1e-5f);
        Losses.MeanSquaredError.Compute(target, prediction.WithMask(Tensor.Zeros([2, 3]))).Item().ShouldBe(0);
    }

    [Fact]
    public void Gradients_flow_where_entries_are_real()
    {
        using var tape = new GradientTape();
        var x = tape.Watch(new TestNumbers(4).Tensor([2, 3, 1]));
        var loss = Losses.MeanSquaredError.Compute(Tensor.Zeros([2, 3, 1]), x.WithMask(Mask));
        var gradient = tape.Gradient(loss, [x])[0];
        for (var i = 0; i < 6; i++) gradient.AsSpan()[i].ShouldBe(Mask.AsSpan()[i] * 2 * x.AsSpan()[i] / 3, 1e-6f);
    }

    [Fact]
    public void A_metric_counts_what_is_real()
    {
        var metrics = new MetricSet([new CompiledOutput("", null, 1, [Metrics.MeanAbsoluteError], [Metrics.MeanAbsoluteError])]);
        var prediction = Tensor.From([1f, 2, 50, 4, 60, 70], [2, 3, 1]).WithMask(Mask);
        metrics.Names.ShouldBe(["mean_absolute_error", "weighted_mean_absolute_error"]);
        metrics.Update(new Batch(Tensor.Zeros([2, 3]), Tensor.Zeros([2, 3, 1]), Tensor.From(3f, 1)), [prediction]);
        metrics.Result(0).ShouldBe(7.0 / 3, 1e-6);
        metrics.Result(1).ShouldBe(((3.0 * (1 + 2)) + 4) / (3 + 3 + 1), 1e-6);
    }

    [Fact]
    public void A_mask_of_other_axes_is_refused() =>
        Should.Throw<BadArgumentException>(() => Tensor.Zeros([3, 2]).WithMask(Mask)).Message.ShouldContain("(2, 3) does not fit (3, 2)");
}
