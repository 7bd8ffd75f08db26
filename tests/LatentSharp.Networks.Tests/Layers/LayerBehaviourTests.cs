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
        foreach (
            var frozen in new Layer[]
            {
                new Sequential(layer) { Trainable = false }, new Sequential(new Sequential(layer)) { Trainable = false },
            })
            frozen.Call(x, training: true).ShouldBeNear([.. x.ToArray().Select(value => value / Math.Sqrt(1.001))], 1e-6);
        layer.Trainable = true;
        layer.Call(x, training: true);
        layer.OwnParameters.Single(parameter => parameter.Name == "moving_mean").Snapshot()
            .ShouldBeNear(
                [.. Enumerable.Range(0, 4).Select(c => Enumerable.Range(0, 8).Average(r => (double)x.AsSpan()[(r * 4) + c]) / 2)], 1e-6);
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
        Should.Throw<BadArgumentException>(() =>
            layer.Call(Tensor.From(new[] { 1, 4 }, [1, 2]))).Message.ShouldContain("Embedding: an input is 4 at place 1");
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
        Should.Throw<BadArgumentException>(() =>
            new CategoryEncoding(3).Call(Tensor.From(new[] { 3 }, [1, 1]))).Message.ShouldContain("a label is 3");
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
        {
            "axis",
            () => new BatchNormalization { Axis = 0 }.OutputShape([Shape.Any, 4]),
            "axis 0 is the batch or does not exist in (?, 4)"
        },
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
        { "dot", () => new Dot(1).OutputShapes([[5, 3], [5, 4]]), "differ in size" },
        { "dot inputs", () => new Dot(1).OutputShapes([[5, 3]]), "on 1 inputs" },
        { "lambda", () => new Lambda(x => Ops.Sum(x)).OutputShape([Shape.Any, 3]), "batch as its first axis" },
        { "spatial", () => new SpatialDropout2D(0.5).OutputShape([Shape.Any, 3]), "(?, 3) is not (N, H, W, C)" },
        { "pool", () => new MaxPooling2D((0, 2)), "a window of 0 × 2" },
        { "strides", () => new MaxPooling1D { Strides = 0 }, "strides of 0" },
        { "causal", () => new AveragePooling1D { Padding = Padding.Causal }, "padding is causal" },
        { "pool rank", () => new MaxPooling2D().OutputShape([Shape.Any, 3, 2]), "(?, 3, 2) is not (N, H, W, C)" },
        { "pool size", () => new MaxPooling1D(4).OutputShape([Shape.Any, 3, 2]), "a window of 4 does not fit into size 3 of (?, 3, 2)" },
        { "global rank", () => new GlobalMaxPooling1D().OutputShape([Shape.Any, 3]), "(?, 3) is not (N, T, C)" },
        { "upsampling", () => new UpSampling2D((0, 1)), "size is 0 × 1" },
        { "margins", () => new ZeroPadding2D(-1), "a margin is -1 + -1" },
        { "cropping", () => new Cropping1D(2).OutputShape([Shape.Any, 3, 2]), "margins of 2 + 2 are more than size 3 of (?, 3, 2)" },
        { "dense", () => new Dense(0), "Dense: units is 0" },
        { "dense below 0", () => new Dense(-3), "Dense: units is -3" },
        { "embedding", () => new Embedding(5, 0), "outputDim is 0" },
        { "cells", () => new LSTM(0).OutputShape([Shape.Any, 3, 2]), "units is 0" },
        { "filters", () => new Conv3D(0, 3), "Conv3D: filters is 0" },
        { "kernel", () => new Conv3D(4, (3, 0, 3)), "Conv3D: kernelSize is 3 × 0 × 3" },
        {
            "both",
            () => new Conv3D(4, 3) { Strides = (2, 1, 1), DilationRate = (1, 1, 2) },
            "strides 2 × 1 × 1 and dilationRate 1 × 1 × 2 are both above 1"
        },
        { "depth", () => new Conv3D(4, 3).OutputShape([Shape.Any, 2, 5, 5, 1]), "a kernel of 3 with dilation 1 does not fit axis 1" },
        { "added", () => new Conv3DTranspose(4, 3) { OutputPadding = (-1, 0, 0) }, "outputPadding is -1 × 0 × 0" },
        { "volume", () => new Conv3D(4, 3).OutputShape([Shape.Any, 5, 5, 1]), "it takes (N, depth, height, width, channels)" },
        { "separable", () => new SeparableConv1D(0, 3), "SeparableConv1D: filters is 0" },
        { "multiplier", () => new DepthwiseConv1D(3) { DepthMultiplier = 0 }, "depthMultiplier is 0" },
        { "images", () => new ConvLSTM2D(2, 3).OutputShape([Shape.Any, 5, 5, 1]), "it takes (N, steps, height, width, channels)" },
        {
            "state",
            () => new ConvLSTM2D(2, 3) { Padding = Padding.Same }.OutputShapes([[2, 3, 5, 5, 1], [2, 5, 5, 2], [2, 5, 4, 2]]),
            "a state (2, 5, 4, 2) does not fit"
        },
        { "pool 3d", () => new MaxPooling3D((0, 1, 1)), "a window of 0 × 1 × 1" },
        { "pool 3d rank", () => new AveragePooling3D().OutputShape([Shape.Any, 3, 3, 2]), "(?, 3, 3, 2) is not (N, D, H, W, C)" },
        { "margins 3d", () => new ZeroPadding3D((0, 0, -1)), "a margin is -1 + -1" },
        { "cropping 3d", () => new Cropping3D((2, 0, 0)).OutputShape([Shape.Any, 3, 2, 2, 1]), "margins of 2 + 2 are more than size 3" },
        { "upsampling 3d", () => new UpSampling3D(0), "size is 0 × 0 × 0" },
        { "resizing", () => new Resizing(0, 3), "Resizing: height is 0" },
        { "center crop", () => new CenterCrop(3, -1), "CenterCrop: width is -1" },
        { "bins", () => new Discretization(), "either binBoundaries are given or numBins" },
        { "both bins", () => new Discretization([1], 3), "either binBoundaries are given or numBins" },
        { "one bin", () => new Discretization(numBins: 1), "numBins is 1" },
        { "falling", () => new Discretization([1, 1]), "binBoundaries hold 1 at place 1" },
        { "not adapted", () => new Discretization(numBins: 3).Call(Tensor.Ones([2, 2])), "call Adapt" },
        { "not a number", () => new Discretization([1]).Call(Tensor.From(0f, float.NaN)), "is not a number at place 1" },
        { "rate", () => new AlphaDropout(1), "rate is 1" },
        { "adapt", () => Adapted(new Normalization(), Tensor.Zeros([0, 3])), "are empty" },
        { "given", () => Adapted(new Normalization { Mean = [0], Variance = [1] }, Tensor.Zeros([2, 3])), "nothing to adapt" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Bad_settings_and_shapes_are_refused_by_name(string what, Func<object> make, string expected) =>
        Should.Throw<BadArgumentException>(make).Message.ShouldContain(expected, customMessage: what);

    public static TheoryData<string, Action, string> Nulls => new()
    {
        { "layers", () => _ = new Sequential(null!), "Sequential: the list of layers is null" },
        { "a layer", () => _ = new Sequential(new Dense(2), null!), "Sequential: layer 2 of 2 is null" },
        { "inputs", () => _ = new Model((Symbol[])null!, Symbol.Input(2)), "Model: the list of inputs is null" },
        { "an input", () => _ = new Model([null!], Symbol.Input(2)), "Model: input 1 of 1 is null" },
        { "an output", () => _ = new Model(Symbol.Input(2), (Symbol)null!), "Model: output 1 of 1 is null" },
        { "a symbol", () => new Dense(2).Call((Symbol)null!), "Dense: symbol 1 of 1 is null" },
        { "symbols", () => new Add().Call(Symbol.Input(2), null!), "Add: symbol 2 of 2 is null" },
        { "a function", () => _ = new Activation(null!), "Activation: the function is null" },
        { "a lambda", () => _ = new Lambda(null!), "Lambda: the function is null" },
        { "an adjustable function", () => _ = (ActivationFunction)(SlopedActivation)null!, "The activation is null" },
        {
            "an initializer",
            () => new Dense(2) { KernelInitializer = null! }.Call(Tensor.Ones([1, 2])),
            "dense: the initializer of kernel is null"
        },
        { "the inner layer", () => _ = new TimeDistributed(null!), "TimeDistributed: the layer is null" },
        { "a recurrent layer", () => _ = new Bidirectional(null!), "Bidirectional: the layer is null" },
        { "a cell", () => _ = new RNN(null!), "RNN: the cell is null" },
        { "cells", () => _ = new StackedRNNCells(new GRUCell(2), null!), "StackedRNNCells: cell 2 of 2 is null" },
        { "dims", () => _ = new Permute(null!), "Permute: dims is null" },
    };

    [Theory]
    [MemberData(nameof(Nulls))]
    public void What_is_null_is_refused_by_name(string what, Action make, string expected) =>
        Should.Throw<BadArgumentException>(make).Message.ShouldContain(expected, customMessage: what);

    [Fact]
    public void Whole_numbers_and_truths_are_taken_as_what_they_are_or_refused()
    {
        var whole = Tensor.From(new[,] { { 1, 2 }, { 0, 4 } });
        new Embedding(5, 3).Call(whole).Shape.ShouldBe([2, 2, 3]);
        new CategoryEncoding(5).Call(whole).ToArray().ShouldBe([0, 1, 1, 0, 0, 1, 0, 0, 0, 1]);
        new Rescaling(2).Call(whole).ToArray().ShouldBe([2, 4, 0, 8]);
        var model = new Sequential(new Dense(3) { Name = "first" }, new Dense(2));
        model.Predict(whole).ToArray().ShouldBe(model.Predict(Ops.ToFloat(whole)).ToArray());
        var convolution = new Conv1D(2, 1);
        convolution.Call(Tensor.From([true, false], [1, 2, 1])).ToArray()
            .ShouldBe(convolution.Call(Tensor.From([1f, 0], [1, 2, 1])).ToArray());
        // 2²⁵ + 1 is no 32-bit float.
        Should.Throw<BadArgumentException>(() =>
            convolution.Call(Tensor.From([1L, (1L << 25) + 1], [1, 2, 1]))).Message.ShouldContain("33554433");
    }

    /// <summary>Keras's own example: with boundaries [0, 1, 2], and in four bins adapted to the same numbers.</summary>
    [Fact]
    public void Numbers_fall_into_bins_as_in_Keras()
    {
        var x = Tensor.From(new[,] { { -1.5f, 1, 3.4f, 0.5f }, { 0, 3, 1.3f, 0 } });
        new Discretization([0, 1, 2]).Call(x).ToArray<int>().ShouldBe([0, 2, 3, 1, 1, 3, 2, 1]);
        var adapted = new Discretization(numBins: 4);
        adapted.Adapt(x);
        adapted.Call(x).ToArray<int>().ShouldBe([0, 2, 3, 2, 1, 3, 3, 1]);
        new Discretization([0, 1, 2], outputMode: CategoryOutput.MultiHot).Call(x).ToArray().ShouldBe([1, 1, 1, 1, 0, 1, 1, 1]);
        new Discretization([0, 1, 2], outputMode: CategoryOutput.Count).Call(x).ToArray().ShouldBe([1, 1, 1, 1, 0, 2, 1, 1]);
    }

    /// <summary>
    /// NumPy's quantile by the method "interpolated_inverted_cdf": of 3, 1, 2, 10, 7 at 1/3 and 2/3 it is 1.6667 and 4.3333; at 1/8 it is
    /// 1.
    /// </summary>
    [Fact]
    public void Boundaries_are_quantiles()
    {
        var data = Tensor.From(3f, 1, 2, 10, 7);
        Boundaries(3).ShouldBe([5f / 3, 13f / 3]);
        Boundaries(8)[0].ShouldBe(1);

        float[] Boundaries(int bins)
        {
            var layer = new Discretization(numBins: bins);
            layer.Adapt(data);
            layer.Call(data);
            return layer.OwnParameters[0].Snapshot().ToArray();
        }
    }

    private static Normalization Adapted(Normalization layer, Tensor data)
    {
        layer.Adapt(data);
        return layer;
    }
}
