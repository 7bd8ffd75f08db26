using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>Masks travel with tensors through layers, and losses and metrics leave padding out. Expected values by hand.</summary>
public class MaskTests
{
    private static readonly Tensor Mask = Tensor.From(new float[,] { { 1, 1, 0 }, { 1, 0, 0 } }).Keep();

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

    /// <summary>Keras 3's example: a masked step is 1 for a product, and 0 where both are masked.</summary>
    [Fact]
    public void Padding_is_the_neutral_element_of_a_product()
    {
        var a = Tensor.From([0f, 0, 1, 2, 0, 0, 3, 4], [1, 4, 2]).WithMask(Tensor.From(new[,] { { false, true, false, true } }));
        var b = Tensor.From([0f, 0, 0, 0, 1, 2, 3, 4], [1, 4, 2]).WithMask(Tensor.From(new[,] { { false, false, true, true } }));
        var y = new Multiply().Call([a, b]);
        y.ToArray().ShouldBe([0, 0, 1, 2, 1, 2, 9, 16]);
        y.Mask.ToArray().ShouldBe([0, 1, 1, 1]);
        var free = Tensor.From([5f, 5, 5, 5, 5, 5, 5, 5], [1, 4, 2]);
        var mixed = new Multiply().Call([a, free]);
        mixed.ToArray().ShouldBe([5, 5, 5, 10, 5, 5, 15, 20]);
        mixed.Mask.IsDefault.ShouldBeTrue();
    }

    [Fact]
    public void Padding_is_neither_the_largest_nor_the_smallest()
    {
        var a = Tensor.From([9f, 1, 9, 4], [1, 4, 1]).WithMask(Tensor.From(new float[,] { { 0, 1, 0, 1 } }));
        var b = Tensor.From([-8f, -8, 2, 3], [1, 4, 1]).WithMask(Tensor.From(new float[,] { { 0, 0, 1, 1 } }));
        new Maximum().Call([a, b]).ToArray()[1..].ShouldBe([1, 2, 4]);
        new Minimum().Call([a, b]).ToArray()[1..].ShouldBe([1, 2, 3]);
        new Maximum().Call([a, b]).Mask.ToArray().ShouldBe([0, 1, 1, 1]);
        var free = Tensor.From([0f, 0, 0, 0], [1, 4, 1]);
        new Maximum().Call([a, free]).ToArray().ShouldBe([0, 1, 0, 4]);
        new Minimum().Call([free, b]).ToArray().ShouldBe([0, 0, 0, 0]);
        new Add().Call([a, b]).ToArray().ShouldBe([1, -7, 11, 7]);
    }

    [Fact]
    public void Concatenated_features_are_real_where_any_is_and_concatenated_steps_where_they_were()
    {
        var x = Masked([3, 4]);
        var other = x.WithMask(Tensor.From(new float[,] { { 0, 1, 1 }, { 0, 0, 0 } }));
        new Concatenate().Call([x, other]).Mask.ToArray().ShouldBe([1, 1, 1, 1, 0, 0]);
        new Concatenate().Call([x, x.WithMask(default)]).Mask.IsDefault.ShouldBeTrue();
        new Concatenate(1).Call([x, other]).Mask.ToArray().ShouldBe([1, 1, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0]);
        new Concatenate(1).Call([x, x.WithMask(default)]).Mask.ToArray().ShouldBe([1, 1, 0, 1, 1, 1, 1, 0, 0, 1, 1, 1]);
        new Concatenate(1).Call([x.WithMask(default), x.WithMask(default)]).Mask.IsDefault.ShouldBeTrue();
    }

    /// <summary>
    /// By hand: of a = [4 0 0] and b = [4 4 0] the first two steps are real, 8, then 0.5 · 8 + 4 = 8, and the third is skipped.
    /// </summary>
    [Fact]
    public void A_recurrent_layer_and_a_loss_see_the_mask_of_concatenated_features()
    {
        Symbol a = Symbol.Input(new Shape([3, 1])), b = Symbol.Input(new Shape([3, 1]));
        var joined = new Concatenate().Call([new Masking(0).Call(a), new Masking(0).Call(b)]);
        var rnn = new SimpleRNN(1, Activations.Linear)
        {
            UseBias = false, KernelInitializer = Initializers.Ones, RecurrentInitializer = Initializers.Constant(0.5f),
        };
        new Model([a, b], rnn.Call(joined)).Predict([Tensor.From([4f, 0, 0], [1, 3, 1]), Tensor.From([4f, 4, 0], [1, 3, 1])]).Item()
            .ShouldBe(8);
        var summed = new Model([a, b], new Dense(1) { KernelInitializer = Initializers.Ones }.Call(joined));
        summed.Compile(new Sgd(), Losses.MeanSquaredError);
        var four = Tensor.From([4f, 0, 0], [1, 3, 1]);
        summed.Evaluate([four, four], [Tensor.From([8f, 10, 10], [1, 3, 1])]).Loss.ShouldBe(0);
    }

    [Fact]
    public void A_softmax_of_nothing_but_padding_is_0()
    {
        var x = Tensor.From(new float[,] { { 1, 1, 7 }, { 3, 4, 5 } }).WithMask(Tensor.From(new float[,] { { 1, 1, 0 }, { 0, 0, 0 } }));
        new Softmax().Call(x).ToArray().ShouldBe([0.5f, 0.5f, 0, 0, 0, 0]);
        var steps = Tensor.From([1f, 9, 1, 9, 5, 5], [1, 3, 2]).WithMask(Tensor.From(new[,] { { true, true, false } }));
        var attention = new Softmax(1).Call(steps);
        attention.ToArray().ShouldBe([0.5f, 0.5f, 0.5f, 0.5f, 0, 0]);
        attention.Mask.ToArray().ShouldBe([1, 1, 0]);
        using var tape = new GradientTape();
        var watched = tape.Watch(Tensor.From(new float[,] { { 1, 2, 3 } }));
        tape.Gradient(Ops.Sum(new Softmax().Call(watched.WithMask(Tensor.Zeros([1, 3]))) * 2), watched).ToArray().ShouldBe([0, 0, 0]);
    }

    [Fact]
    public void A_mean_over_nothing_but_padding_is_0()
    {
        var x = Tensor.From([1f, 2, 3, 4, 5, 6], [2, 3, 1])
            .WithMask(Tensor.From(new[,] { { true, false, true }, { false, false, false } }));
        var layer = new GlobalAveragePooling1D();
        layer.Call(x).ToArray().ShouldBe([2, 0]);
        layer.Warnings.ShouldBeEmpty();
    }

    public static TheoryData<string, Func<Layer>, Shape> Ending => new()
    {
        { "conv1d", () => new Conv1D(2, 2), [3, 4] },
        { "reshape", () => new Reshape([4, 3]), [3, 4] },
        { "flatten", () => new Flatten(), [3, 4] },
        { "lambda", () => new Lambda(x => x * 2), [3, 4] },
        { "zero_padding1d", () => new ZeroPadding1D(), [3, 4] },
        { "cropping1d", () => new Cropping1D(), [3, 4] },
        { "up_sampling1d", () => new UpSampling1D(), [3, 4] },
        { "max_pooling1d", () => new MaxPooling1D(), [3, 4] },
        { "global_max_pooling1d", () => new GlobalMaxPooling1D(), [3, 4] },
        { "permute", () => new Permute(2, 1), [3, 4] },
        { "global_average_pooling2d", () => new GlobalAveragePooling2D(), [3, 2, 4] },
    };

    [Theory]
    [MemberData(nameof(Ending))]
    public void A_layer_where_a_mask_ends_says_so_once(string name, Func<Layer> create, Shape sample)
    {
        var model = new Sequential(new Masking(), create(), new Flatten { Name = "last" });
        var x = new TestNumbers(4).Tensor(sample.Prepend(2));
        model.Predict(x);
        model.Predict(x);
        var warning = model.Warnings.ShouldHaveSingleItem();
        warning.Kind.ShouldBe(TrainingWarningKind.MaskEnded);
        warning.Message.ShouldStartWith($"{name}: its input had a mask");
        var trained = new Sequential(new Masking(), create(), new Flatten { Name = "last" }, new Dense(1));
        trained.Compile(new Sgd(), Losses.MeanSquaredError);
        trained.Fit(x, Tensor.Ones([2, 1]), epochs: 2).Warnings.Count(entry => entry.Kind == TrainingWarningKind.MaskEnded).ShouldBe(1);
    }

    [Fact]
    public void Layers_that_know_masks_say_nothing()
    {
        var model = new Sequential(
            new Masking(), new Dense(3), new LSTM(3) { ReturnSequences = true }, new GlobalAveragePooling1D(), new Dense(1));
        model.Predict(new TestNumbers(4).Tensor([2, 3, 4]));
        model.Warnings.ShouldBeEmpty();
        var dot = new Dot(2) { Name = "scores" };
        dot.Call([Masked([3, 4]), Masked([3, 4])]).Mask.IsDefault.ShouldBeTrue();
        dot.Warnings.Single().Message.ShouldStartWith("scores:");
    }

    [Fact]
    public void A_mask_may_be_one_of_truth_values()
    {
        var (x, flags) = (Masked([3, 4]), Tensor.From(new[,] { { true, true, false }, { true, false, false } }));
        var truth = x.WithMask(default).WithMask(flags);
        truth.Mask.ToArray().ShouldBe(Mask.ToArray());
        var lstm = new LSTM(2);
        lstm.Call(truth).ToArray().ShouldBe(lstm.Call(x).ToArray());
        var (kernel, recurrent) = (Tensor.Ones([4, 2]), Tensor.Ones([2, 2]));
        SequenceOptions Options(Tensor mask) => new() { Mask = mask };
        Ops.SimpleRnn(x, kernel, recurrent, default, default, Options(flags)).Output.ToArray()
            .ShouldBe(Ops.SimpleRnn(x, kernel, recurrent, default, default, Options(Mask)).Output.ToArray());
        Losses.MeanSquaredError.Compute(Tensor.Zeros([2, 3, 4]), truth).Item()
            .ShouldBe(Losses.MeanSquaredError.Compute(Tensor.Zeros([2, 3, 4]), x).Item());
    }

    /// <summary>A skipped step changes nothing: the last result and state are those of the sequence without it.</summary>
    [Fact]
    public void A_recurrent_convolution_skips_padding()
    {
        var layer = new ConvLSTM2D(2, 2) { Padding = Padding.Same, ReturnState = true };
        var x = new TestNumbers(6).Tensor([1, 3, 3, 2, 2]);
        var shorter = layer.CallAll([Ops.Slice(x, 1, 0, 2)]);
        var masked = layer.CallAll([x.WithMask(Tensor.From(new[,] { { true, true, false } }))]);
        for (var i = 0; i < 3; i++) masked[i].ToArray().ShouldBe(shorter[i].ToArray());
        masked[0].ToArray().ShouldBe(masked[1].ToArray());
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
