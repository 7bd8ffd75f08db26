namespace LatentSharp.Tests;

/// <summary>Layers in training against PyTorch's results and gradients (tests/references/layers.py and image_layers.py).</summary>
public class LayerReferenceTests
{
    private static readonly ReferenceFile[] References = [ReferenceFile.Open("layers.json"), ReferenceFile.Open("image_layers.json")];

    private static readonly Dictionary<string, Func<Layer>> Layers = new()
    {
        ["batch_normalization"] = () => new BatchNormalization(),
        ["batch_normalization_images"] = () => new BatchNormalization(),
        ["batch_normalization_plain"] = () => new BatchNormalization { Center = false, Scale = false },
        ["batch_normalization_axis"] = () => new BatchNormalization { Axis = 1 },
        ["batch_normalization_frozen"] = () => new BatchNormalization { Trainable = false },
        ["layer_normalization"] = () => new LayerNormalization(),
        ["layer_normalization_two_axes"] = () => new LayerNormalization { Axis = [^2, ^1] },
        ["layer_normalization_plain"] = () => new LayerNormalization { Center = false, Scale = false, Epsilon = 1e-5 },
        ["layer_normalization_axis"] = () => new LayerNormalization { Axis = [1] },
        ["rms_normalization"] = () => new RMSNormalization(),
        ["unit_normalization"] = () => new UnitNormalization(),
        ["unit_normalization_two_axes"] = () => new UnitNormalization { Axis = [1, 2] },
        ["group_normalization"] = () => new GroupNormalization(3),
        ["group_normalization_instance"] = () => new GroupNormalization(-1),
        ["group_normalization_one_group"] = () => new GroupNormalization(1) { Center = false, Scale = false },
        ["leaky_relu"] = () => new LeakyReLU(),
        ["prelu"] = () => new PReLU(),
        ["prelu_shared"] = () => new PReLU { SharedAxes = [1, 2] },
        ["prelu_shared_channels"] = () => new PReLU { SharedAxes = [2] },
        ["elu"] = () => new ELU(0.7),
        ["relu"] = () => new ReLU(),
        ["relu_with_all"] = () => new ReLU(1.5, 0.1, 0.5),
        ["softmax"] = () => new Softmax(),
        ["softmax_axis"] = () => new Softmax(1),
        ["permute"] = () => new Permute(3, 1, 2),
        ["repeat_vector"] = () => new RepeatVector(3),
        ["dot"] = () => new Dot(2),
        ["dot_of_different_axes"] = () => new Dot((1, -1)),
        ["dot_of_vectors"] = () => new Dot(1),
        ["dot_normalized"] = () => new Dot(1, normalize: true),
        ["dot_normalized_axes"] = () => new Dot(1, normalize: true),
        ["rescaling"] = () => new Rescaling(0.25, -3),
        ["normalization"] = () => new Normalization { Mean = [1, -2, 0.5], Variance = [4, 0.25, 2] },
        ["normalization_inverted"] = () => new Normalization { Mean = [1, -2, 0.5], Variance = [4, 0.25, 2], Invert = true },
        ["embedding"] = () => new Embedding(5, 3),
        ["max_pooling_1d"] = () => new MaxPooling1D(),
        ["max_pooling_2d"] = () => new MaxPooling2D(),
        ["max_pooling_2d_overlapping"] = () => new MaxPooling2D((3, 2)) { Strides = (1, 2) },
        ["max_pooling_2d_same"] = () => new MaxPooling2D(3) { Strides = 2, Padding = Padding.Same },
        ["average_pooling_1d"] = () => new AveragePooling1D(3) { Strides = 2 },
        ["average_pooling_1d_same"] = () => new AveragePooling1D(3) { Strides = 2, Padding = Padding.Same },
        ["average_pooling_2d"] = () => new AveragePooling2D((3, 2)) { Strides = (2, 1) },
        ["average_pooling_2d_same"] = () => new AveragePooling2D(3) { Strides = 2, Padding = Padding.Same },
        ["global_max_pooling_1d"] = () => new GlobalMaxPooling1D(),
        ["global_max_pooling_2d"] = () => new GlobalMaxPooling2D { KeepDims = true },
        ["global_average_pooling_1d"] = () => new GlobalAveragePooling1D { KeepDims = true },
        ["global_average_pooling_2d"] = () => new GlobalAveragePooling2D(),
        ["up_sampling_1d"] = () => new UpSampling1D(3),
        ["up_sampling_2d"] = () => new UpSampling2D((2, 3)),
        ["up_sampling_2d_bilinear"] = () => new UpSampling2D((2, 3)) { Interpolation = Interpolation.Bilinear },
        ["zero_padding_1d"] = () => new ZeroPadding1D((1, 2)),
        ["zero_padding_2d"] = () => new ZeroPadding2D(((1, 2), (3, 0))),
        ["cropping_1d"] = () => new Cropping1D((1, 2)),
        ["cropping_2d"] = () => new Cropping2D(((1, 2), (3, 0))),
        ["add"] = () => new Add(),
        ["subtract"] = () => new Subtract(),
        ["multiply"] = () => new Multiply(),
        ["average"] = () => new Average(),
        ["maximum"] = () => new Maximum(),
        ["minimum"] = () => new Minimum(),
        ["concatenate"] = () => new Concatenate(),
        ["concatenate_axis"] = () => new Concatenate(1),
        ["flatten"] = () => new Flatten(),
        ["reshape"] = () => new Reshape([10, 2]),
        ["activation"] = () => new Activation(Activations.Tanh),
        ["dense"] = () => new Dense(6, Activations.Relu),
        ["conv3d"] = () => new Conv3D(4, (3, 2, 3), Activations.Relu),
        ["conv3d_same_strides"] = () => new Conv3D(3, (3, 3, 2)) { Padding = Padding.Same, Strides = (2, 1, 3) },
        ["conv3d_same_strides_alone"] = () => new Conv3D(2, 2) { Padding = Padding.Same, Strides = (3, 2, 2) },
        ["conv3d_dilation"] = () => new Conv3D(3, (2, 3, 2), Activations.Tanh) { Padding = Padding.Same, DilationRate = (2, 1, 2) },
        ["conv3d_groups"] = () => new Conv3D(6, 2) { Groups = 2, UseBias = false },
        ["conv3d_transpose"] = () => new Conv3DTranspose(2, (3, 2, 3), Activations.Sigmoid),
        ["conv3d_transpose_strides"] = () => new Conv3DTranspose(3, (2, 3, 2)) { Strides = (3, 2, 1) },
        ["conv3d_transpose_same"] = () => new Conv3DTranspose(3, 3) { Padding = Padding.Same, Strides = 2 },
        ["conv3d_transpose_added"] = () =>
            new Conv3DTranspose(2, (3, 4, 3)) { Padding = Padding.Same, Strides = (2, 3, 2), OutputPadding = (1, 2, 0) },
        ["conv3d_transpose_dilation"] = () => new Conv3DTranspose(2, (3, 2, 2)) { DilationRate = (2, 1, 2) },
        ["max_pooling_3d"] = () => new MaxPooling3D(),
        ["max_pooling_3d_same"] = () => new MaxPooling3D((3, 2, 3)) { Strides = (2, 1, 2), Padding = Padding.Same },
        ["average_pooling_3d"] = () => new AveragePooling3D((2, 3, 1)) { Strides = (1, 2, 2) },
        ["average_pooling_3d_same"] = () => new AveragePooling3D((3, 2, 3)) { Strides = (2, 2, 1), Padding = Padding.Same },
        ["global_max_pooling_3d"] = () => new GlobalMaxPooling3D { KeepDims = true },
        ["global_average_pooling_3d"] = () => new GlobalAveragePooling3D(),
        ["zero_padding_3d"] = () => new ZeroPadding3D(((0, 2), (1, 2), (3, 0))),
        ["cropping_3d"] = () => new Cropping3D(((1, 0), (1, 2), (2, 1))),
        ["up_sampling_3d"] = () => new UpSampling3D((2, 1, 3)),
        ["depthwise_conv1d"] = () => new DepthwiseConv1D(3, Activations.Relu) { Padding = Padding.Same, Strides = 2 },
        ["depthwise_conv1d_multiplier"] = () => new DepthwiseConv1D(3) { DilationRate = 2, DepthMultiplier = 2 },
        ["separable_conv1d"] = () => new SeparableConv1D(4, 3, Activations.Tanh) { Padding = Padding.Same, DepthMultiplier = 2 },
        ["separable_conv1d_strides"] = () => new SeparableConv1D(5, 2) { Strides = 2, UseBias = false },
        ["conv_lstm2d"] = () => new ConvLSTM2D(3, 3) { Padding = Padding.Same },
        ["conv_lstm2d_all_steps"] = () => new ConvLSTM2D(3, 3) { ReturnSequences = true, Strides = (2, 1) },
        ["conv_lstm2d_backwards"] = () =>
            new ConvLSTM2D(3, 3, Activations.Softsign) { ReturnSequences = true, GoBackwards = true, DilationRate = (1, 2) },
        ["conv_lstm2d_first_states"] = () => new ConvLSTM2D(3, 3) { Padding = Padding.Same },
        ["resizing_larger"] = () => new Resizing(7, 5),
        ["resizing_smaller"] = () => new Resizing(3, 4),
        ["resizing_nearest"] = () => new Resizing(7, 3) { Interpolation = Interpolation.Nearest },
        ["resizing_aspect"] = () => new Resizing(4, 8) { CropToAspectRatio = true },
        ["center_crop"] = () => new CenterCrop(3, 4),
        ["center_crop_of_smaller"] = () => new CenterCrop(8, 4),
    };

    public static TheoryData<string> Names => [.. References.SelectMany(file => file.Names)];

    [Fact]
    public void Every_case_is_tested() => References.SelectMany(file => file.Names).ShouldBe(Layers.Keys, ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Names))]
    public void Results_and_assigned_weights_are_those_of_the_reference(string name)
    {
        var expected = Case(name);
        var (layer, inputs) = Make(name);
        layer.Call(inputs, new CallContext(true, default)).ShouldBeNear(expected["y"].Numbers, 1e-5, name);
        foreach (var weight in expected["assigned"].Names)
            Weight(layer, weight).Snapshot().ShouldBeNear(expected["assigned"][weight].Numbers, 1e-5, weight);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradients_are_those_of_the_reference_by_kernels_and_by_operations(string name)
    {
        var expected = Case(name);
        foreach (var differentiable in new[] { false, true })
        {
            using var tape = new GradientTape();
            var (layer, inputs) = Make(name);
            for (var i = 0; i < inputs.Length; i++) inputs[i] = tape.Watch(inputs[i]);
            var y = layer.Call(inputs, new CallContext(true, default));
            var weights = expected["weight_gradients"].Names.Where(weight => layer.Trainable && Weight(layer, weight).Trainable).ToArray();
            Tensor[] sources = [.. inputs, .. weights.Select(weight => Weight(layer, weight).Value)];
            var gradients = tape.Gradient(Ops.Sum(y * expected["dy"].Tensor), sources, differentiable);
            for (var i = 0; i < expected["input_gradients"].Length; i++)
                gradients[i].ShouldBeNear(expected["input_gradients"].At(i).Numbers, 2e-5, $"{name} of input {i}, {differentiable}");
            for (var i = 0; i < weights.Length; i++)
                gradients[inputs.Length + i].ShouldBeNear(
                    expected["weight_gradients"][weights[i]].Numbers, 2e-5, $"{name} of {weights[i]}, {differentiable}");
        }
    }

    private static ReferenceFile Case(string name) => Array.Find(References, file => file.Has(name))![name];

    private static (Layer Layer, Tensor[] Inputs) Make(string name)
    {
        var (layer, expected) = (Layers[name](), Case(name));
        Tensor[] inputs = [.. Enumerable.Range(0, expected["inputs"].Length).Select(i => expected["inputs"].At(i).Tensor)];
        layer.Call(inputs);
        foreach (var weight in expected["weights"].Names) Weight(layer, weight).Assign(expected["weights"][weight].Tensor);
        return (layer, inputs);
    }

    private static Parameter Weight(Layer layer, string name) => layer.OwnParameters.Single(parameter => parameter.Name == name);
}
