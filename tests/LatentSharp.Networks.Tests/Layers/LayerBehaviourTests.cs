using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>What layers do beside computing a result. Expected values by hand.</summary>
public class LayerBehaviourTests
{
    [Fact]
    public void Batch_normalisation_uses_moving_averages_outside_of_training_and_when_frozen()
    {
        var x = new TestNumbers(3).Tensor([8, 4]);
        var layer = new BatchNormalization { Momentum = 0.5 };
        layer.Call(x).ShouldBeNear([.. x.ToArray().Select(value => value / Math.Sqrt(1.001))], 1e-6);
        layer.OwnParameters.Single(parameter => parameter.Name == "moving_mean").Snapshot().ToArray().ShouldAllBe(value => value == 0);
        foreach (var frozen in new Layer[] { new Sequential(layer) { Trainable = false }, new Sequential(new Sequential(layer)) { Trainable = false } })
            frozen.Call(x, training: true).ShouldBeNear([.. x.ToArray().Select(value => value / Math.Sqrt(1.001))], 1e-6);
        layer.Trainable = true;
        layer.Call(x, training: true);
        layer.OwnParameters.Single(parameter => parameter.Name == "moving_mean").Snapshot()
            .ShouldBeNear([.. Enumerable.Range(0, 4).Select(c => Enumerable.Range(0, 8).Average(r => (double)x.AsSpan()[(r * 4) + c]) / 2)], 1e-6);
    }

    [Fact]
    public void Padding_does_not_count_in_batch_normalisation()
    {
        // The first channel has 1, 3 and 5 where it is real: mean 3, variance 8/3.
        var x = Tensor.From([1f, 0, 3, 0, 99, 0, 5, 0], [2, 2, 2]).WithMask(Tensor.From(new float[,] { { 1, 1 }, { 0, 1 } }));
        var layer = new BatchNormalization { Momentum = 0 };
        var y = layer.Call(x, training: true);
        y.Mask.ToArray().ShouldBe([1, 1, 0, 1]);
        ((double)y[0, 0, 0]).ShouldBe(-2 / Math.Sqrt((8.0 / 3) + 1e-3), 1e-5);
        ((double)y[1, 1, 0]).ShouldBe(2 / Math.Sqrt((8.0 / 3) + 1e-3), 1e-5);
        layer.OwnParameters[2].Snapshot().ShouldBeNear([3, 0], 1e-5);
        layer.OwnParameters[3].Snapshot().ShouldBeNear([8.0 / 3, 0], 1e-5);
    }

    [Fact]
    public void Softmax_leaves_padding_out()
    {
        var x = Tensor.From(new float[,] { { 1, 1, 7 } });
        new Softmax().Call(x.WithMask(Tensor.From(new float[,] { { 1, 1, 0 } }))).ToArray().ShouldBe([0.5f, 0.5f, 0]);
    }

    [Fact]
    public void An_activity_regularization_adds_to_the_loss()
    {
        var x = Tensor.From(new float[,] { { 1, -2 }, { 3, 0 } });
        var model = new Sequential(new ActivityRegularization(0.1, 0.01));
        model.Call(x).ToArray().ShouldBe(x.ToArray());
        model.Compile(new Adam(), Losses.MeanSquaredError);
        model.TestOnBatch(x, x).Loss.ShouldBe((0.1 * 6) + (0.01 * 14), 1e-6);
    }

    [Fact]
    public void An_embedding_takes_integers_of_any_kind_masks_zero_and_names_what_is_out_of_range()
    {
        var layer = new Embedding(4, 3) { MaskZero = true };
        var y = layer.Call(Tensor.From(new[] { 1, 0, 3, 3 }, [2, 2]));
        y.Shape.ShouldBe([2, 2, 3]);
        y.Mask.ToArray().ShouldBe([1, 0, 1, 1]);
        layer.Call(Tensor.From(new[] { 1L, 0, 3, 3 }, [2, 2])).ToArray().ShouldBe(y.ToArray());
        layer.Call(Tensor.From(new[] { 1f, 0, 3, 3 }, [2, 2])).ToArray().ShouldBe(y.ToArray());
        y.AsSpan()[..3].ToArray().ShouldBe(layer.OwnParameters[0].Snapshot().ToArray()[3..6]);
        Should.Throw<BadArgumentException>(() => layer.Call(Tensor.From(new[] { 1, 4 }, [1, 2]))).Message.ShouldContain("Embedding: an input is 4 at place 1");
        Should.Throw<BadArgumentException>(() => layer.Call(Tensor.From(new[] { 1f, 0.5f }, [1, 2]))).Message.ShouldContain("0.5");
        new Embedding(4, 3).Call(Tensor.From(new[] { 1, 0 }, [1, 2])).Mask.IsDefault.ShouldBeTrue();
    }

    [Fact]
    public void A_normalization_adapts_to_data_and_saves_what_it_found()
    {
        var data = Tensor.From(new float[,] { { 1, 10 }, { 3, 10 }, { 5, 40 } });
        var layer = new Normalization();
        layer.Adapt(data);
        var y = layer.Call(data).ToArray();
        ((double)y[0]).ShouldBe(-2 / Math.Sqrt(8.0 / 3), 1e-6);
        ((double)y[5]).ShouldBe(20 / Math.Sqrt(200), 1e-6);
        var copy = new Normalization();
        copy.Call(data).ToArray().ShouldBe(data.ToArray());
        copy.SetWeights(layer.GetWeights());
        copy.Call(data).ToArray().ShouldBe(y);
        layer.Adapt(data * 2);
        layer.Call(data * 2).ToArray().ShouldBe(y);
        var whole = new Normalization { Axis = [] };
        whole.Adapt(Tensor.From(new float[,] { { 1, 3 }, { 1, 3 } }));
        whole.Call(Tensor.From(new float[,] { { 2, 4 } })).ToArray().ShouldBe([0, 2]);
        var constant = new Normalization();
        constant.Adapt(Tensor.From(new float[,] { { 5 }, { 5 } }));
        constant.Call(Tensor.From(new float[,] { { 5 } })).ToArray().ShouldBe([0]);
    }

    [Fact]
    public void Categories_are_written_three_ways()
    {
        var labels = Tensor.From(new[] { 1, 1, 0, 2 }, [2, 2]);
        new CategoryEncoding(3).Call(labels).ToArray().ShouldBe([0, 1, 0, 1, 0, 1]);
        new CategoryEncoding(3, CategoryOutput.Count).Call(labels).ToArray().ShouldBe([0, 2, 0, 1, 0, 1]);
        new CategoryEncoding(3, CategoryOutput.OneHot).Call(Tensor.From(2, 0)).ToArray().ShouldBe([0, 0, 1, 1, 0, 0]);
        new CategoryEncoding(3, CategoryOutput.OneHot).Call(Tensor.From(new[] { 2, 0 }, [2, 1])).Shape.ShouldBe([2, 3]);
        Should.Throw<BadArgumentException>(() => new CategoryEncoding(3).Call(Tensor.From(new[] { 3 }, [1, 1]))).Message.ShouldContain("a label is 3");
    }

    [Fact]
    public void Exact_accuracy_counts_equal_labels()
    {
        var state = Metrics.ExactAccuracy.Create();
        state.Update(Tensor.From(new float[,] { { 1 }, { 2 }, { 3 }, { 4 } }), Tensor.From(new float[,] { { 0 }, { 2 }, { 3 }, { 4 } }));
        state.Result.ShouldBe(0.75);
    }

    [Fact]
    public void A_global_mean_leaves_padding_out()
    {
        var x = Tensor.From([1f, 2, 3, 4, 100, 100], [1, 3, 2]).WithMask(Tensor.From(new float[,] { { 1, 1, 0 } }));
        new GlobalAveragePooling1D().Call(x).ToArray().ShouldBe([2, 3]);
    }

    [Fact]
    public void Of_several_largest_numbers_the_first_receives_the_gradient_and_NaN_passes()
    {
        using var tape = new GradientTape();
        var x = tape.Watch(Tensor.From([3f, 3, 1, 3], [1, 4, 1]));
        tape.Gradient(Ops.Sum(new MaxPooling1D().Call(x) * Tensor.From([5f, 7], [1, 2, 1])), x).ToArray().ShouldBe([5, 0, 0, 7]);
        new MaxPooling1D().Call(Tensor.From([1f, float.NaN], [1, 2, 1])).Item().ShouldBe(float.NaN);
    }

    public static TheoryData<string, Func<object>, string> Refused => new()
    {
        { "groups", () => new GroupNormalization(3).OutputShape([Shape.Any, 4, 8]), "3 groups do not divide the 8 channels of (?, 4, 8)" },
        { "axis", () => new BatchNormalization { Axis = 0 }.OutputShape([Shape.Any, 4]), "axis 0 is the batch or does not exist in (?, 4)" },
        { "unknown", () => new BatchNormalization().OutputShape([Shape.Any, Shape.Any]), "must be known" },
        { "momentum", () => new BatchNormalization { Momentum = 1.5 }, "Momentum is 1.5" },
        { "epsilon", () => new LayerNormalization { Epsilon = -1 }, "Epsilon is -1" },
        { "twice", () => new LayerNormalization { Axis = [1, ^1] }.OutputShape([Shape.Any, 4]), "one twice" },
        { "slope", () => new LeakyReLU(-1), "negativeSlope is -1" },
        { "threshold", () => new ReLU(1, 0, 2), "above the threshold" },
        { "permute", () => new Permute(1, 1), "name each axis" },
        { "permute rank", () => new Permute(2, 1).OutputShape([Shape.Any, 3]), "(?, 3)" },
        { "repeat", () => new RepeatVector(0), "n is 0" },
        { "repeat rank", () => new RepeatVector(2).OutputShape([Shape.Any, 3, 4]), "(?, 3, 4) is not (N, features)" },
        { "dot", () => new Dot(1).OutputShape([[5, 3], [5, 4]]), "differ in size" },
        { "dot inputs", () => new Dot(1).OutputShape([[5, 3]]), "on 1 inputs" },
        { "lambda", () => new Lambda(x => Ops.Sum(x)).OutputShape([Shape.Any, 3]), "batch as its first axis" },
        { "spatial", () => new SpatialDropout2D(0.5).OutputShape([Shape.Any, 3]), "(?, 3) is not (N, H, W, C)" },
        { "pool", () => new MaxPooling2D((0, 2)), "a window of 0 × 2" },
        { "strides", () => new MaxPooling1D { Strides = 0 }, "strides of 1 × 0" },
        { "causal", () => new AveragePooling1D { Padding = Padding.Causal }, "padding is causal" },
        { "pool rank", () => new MaxPooling2D().OutputShape([Shape.Any, 3, 2]), "(?, 3, 2) is not (N, H, W, C)" },
        { "pool size", () => new MaxPooling1D(4).OutputShape([Shape.Any, 3, 2]), "a window of 4 does not fit into size 3 of (?, 3, 2)" },
        { "global rank", () => new GlobalMaxPooling1D().OutputShape([Shape.Any, 3]), "(?, 3) is not (N, T, C)" },
        { "upsampling", () => new UpSampling2D((0, 1)), "size is 0 × 1" },
        { "margins", () => new ZeroPadding2D(-1), "a margin is -1 + -1" },
        { "cropping", () => new Cropping1D(2).OutputShape([Shape.Any, 3, 2]), "margins of 2 + 2 are more than size 3 of (?, 3, 2)" },
        { "rate", () => new AlphaDropout(1), "rate is 1" },
        { "adapt", () => Adapted(new Normalization(), Tensor.Zeros([0, 3])), "are empty" },
        { "given", () => Adapted(new Normalization { Mean = [0], Variance = [1] }, Tensor.Zeros([2, 3])), "nothing to adapt" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Bad_settings_and_shapes_are_refused_by_name(string what, Func<object> make, string expected) =>
        Should.Throw<BadArgumentException>(make).Message.ShouldContain(expected, customMessage: what);

    private static Normalization Adapted(Normalization layer, Tensor data)
    {
        layer.Adapt(data);
        return layer;
    }
}
