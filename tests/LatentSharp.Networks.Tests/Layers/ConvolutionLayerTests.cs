namespace LatentSharp.Tests;

/// <summary>Convolutional layers against PyTorch, and what they refuse.</summary>
public class ConvolutionLayerTests
{
    private static readonly ReferenceFile Reference = ReferenceFile.Open("convolutions.json");

    public static TheoryData<string> Cases => [.. Reference.Names];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Values_and_gradients_are_those_of_PyTorch(string name)
    {
        var expected = Reference[name];
        var layer = Create(name, expected);
        var x = expected["x"].Tensor;
        layer.Build(x.Shape.With(0, Shape.Any), "it", new RandomStream(1));
        var parameters = layer.AllParameters().ToList();
        layer.SetWeights(
            parameters.Select((parameter, i) => (parameter.Name, expected["weights"].At(i).Tensor))
                .ToDictionary(pair => pair.Name, pair => pair.Tensor));
        layer.OutputShape(x.Shape).ShouldBe(expected["y"].Shape);

        using var tape = new GradientTape();
        var input = tape.Watch(x);
        var y = layer.Call(input);
        y.ShouldBeNear(expected["y"].Numbers, 2e-6);
        var gradients = tape.Gradient(
            Ops.Sum(y * expected["weight"].Tensor), [input, .. parameters.Select(parameter => parameter.Parameter.Value)]);
        for (var i = 0; i < gradients.Length; i++)
            gradients[i].ShouldBeNear(expected["gradients"].At(i).Numbers, 5e-6, i == 0 ? "input" : parameters[i - 1].Name);
    }

    [Fact]
    public void A_network_pools_in_one_pass_to_the_bits_of_its_layers()
    {
        var numbers = Enumerable.Range(0, 3 * 15 * 13 * 2).Select(i => MathF.Sin(i * i)).ToArray();
        var x = Tensor.From(numbers, [3, 15, 13, 2]);
        foreach (var activation in new[] { Activations.Relu, Activations.Gelu(), Activations.Linear })
        {
            Layer[] layers =
            [
                new Conv2D(8, 3, activation), new MaxPooling2D(), new Conv2D(5, 3, activation) { Padding = Padding.Same },
                new MaxPooling2D(3) { Strides = 2, Padding = Padding.Same }, new Flatten(),
            ];
            var network = new Sequential(layers);
            network.Build([15, 13, 2]);
            var (together, gradients) = Gradients(network, () => network.Call(x));
            var (apart, others) = Gradients(network, () => layers.Aggregate(x, (y, layer) => layer.Call(y)));
            together.ShouldBe(apart);
            network.Predict(x).ToArray().ShouldBe(apart);
            var symbol = Symbol.Input([15, 13, 2]);
            new Model(symbol, layers.Aggregate(symbol, (y, layer) => layer.Call(y))).Predict(x).ToArray().ShouldBe(apart);
            for (var i = 0; i < others.Length; i++) gradients[i].ShouldBe(others[i], 1e-5f * (1 + Math.Abs(others[i])));
        }
    }

    [Fact]
    public void A_network_of_sequences_pools_in_one_pass_to_the_bits_of_its_layers()
    {
        var x = Tensor.From(Enumerable.Range(0, 4 * 22 * 3).Select(i => MathF.Cos(i * i)).ToArray(), [4, 22, 3]);
        Layer[] layers = [new Conv1D(9, 4, Activations.Relu), new MaxPooling1D(), new Conv1D(5, 3, Activations.Tanh), new MaxPooling1D(3)];
        var network = new Sequential(layers);
        network.Build([22, 3]);
        var (together, gradients) = Gradients(network, () => network.Call(x));
        var (apart, others) = Gradients(network, () => layers.Aggregate(x, (y, layer) => layer.Call(y)));
        together.ShouldBe(apart);
        network.Predict(x).ToArray().ShouldBe(apart);
        for (var i = 0; i < others.Length; i++) gradients[i].ShouldBe(others[i], 1e-5f * (1 + Math.Abs(others[i])));
    }

    private static (float[] Result, float[] Gradients) Gradients(Model network, Func<Tensor> run)
    {
        using var tape = new GradientTape();
        var y = run();
        var gradients = tape.Gradient(Ops.Sum(Ops.Square(y)), [.. network.AllParameters().Select(named => named.Parameter.Value)]);
        return (y.ToArray(), [.. gradients.SelectMany(gradient => gradient.ToArray())]);
    }

    [Fact]
    public void Weights_are_called_as_in_Keras()
    {
        var image = Tensor.Zeros([1, 5, 5, 4]);
        Names(new Conv2D(6, (3, 2)) { Groups = 2 }, image).ShouldBe(["conv2d/kernel (3, 2, 2, 6)", "conv2d/bias (6)"]);
        Names(new Conv2DTranspose(6, 3), image).ShouldBe(["conv2d_transpose/kernel (3, 3, 6, 4)", "conv2d_transpose/bias (6)"]);
        Names(new DepthwiseConv2D(3) { DepthMultiplier = 2 }, image).ShouldBe(
            ["depthwise_conv2d/kernel (3, 3, 4, 2)", "depthwise_conv2d/bias (8)"]);
        Names(new SeparableConv2D(6, 3) { UseBias = false }, image).ShouldBe(
            ["separable_conv2d/depthwise_kernel (3, 3, 4, 1)", "separable_conv2d/pointwise_kernel (1, 1, 4, 6)"]);
        Names(new Conv1D(6, 3), Tensor.Zeros([1, 5, 4])).ShouldBe(["conv1d/kernel (3, 4, 6)", "conv1d/bias (6)"]);
        Names(new Conv1DTranspose(6, 3), Tensor.Zeros([1, 5, 4])).ShouldBe(
            ["conv1d_transpose/kernel (3, 6, 4)", "conv1d_transpose/bias (6)"]);
    }

    /// <summary>Glorot's limit is √(6 / (in + out)) with the kernel's area counted in both: √(6 / (9·4 + 9·8)).</summary>
    [Fact]
    public void Kernels_are_drawn_by_Glorot_over_the_whole_window()
    {
        var layer = new Conv2D(8, 3);
        layer.Call(Tensor.Zeros([1, 5, 5, 4]));
        var largest = layer.OwnParameters[0].Snapshot().ToArray().Max(Math.Abs);
        largest.ShouldBeLessThanOrEqualTo(0.2357023f);
        largest.ShouldBeGreaterThan(0.22f);
        layer.OwnParameters[1].Snapshot().ToArray().ShouldAllBe(x => x == 0);
    }

    [Fact]
    public void A_size_that_is_not_known_yet_stays_so()
    {
        new Conv2D(4, 3) { Strides = 2 }.OutputShape([Shape.Any, Shape.Any, 9, 2]).ShouldBe(new Shape(Shape.Any, Shape.Any, 4, 4));
        new Conv2DTranspose(4, 3) { Strides = 2, Padding = Padding.Same }.OutputShape([Shape.Any, 5, Shape.Any, 2])
            .ShouldBe(new Shape(Shape.Any, 10, Shape.Any, 4));
        new Conv1D(4, 3) { Padding = Padding.Causal }.OutputShape([Shape.Any, Shape.Any, 2]).ShouldBe(new Shape(Shape.Any, Shape.Any, 4));
    }

    [Fact]
    public void What_does_not_fit_is_told_where_it_is_given()
    {
        Message(() => new Conv2D(0, 3)).ShouldContain("filters is 0");
        Message(() => new Conv2D(4, (3, 0))).ShouldBe("Conv2D: kernelSize is 3 × 0; it must be 1 or more.");
        Message(() => new Conv2D(4, 3) { Strides = (1, 0) }).ShouldBe("Conv2D: strides is 1 × 0; it must be 1 or more.");
        Message(() => new Conv2D(4, 3) { Strides = 2, DilationRate = 2 }).ShouldBe(
            "Conv2D: strides 2 × 2 and dilationRate 2 × 2 are both above 1; one of them must be 1.");
        Message(() => new Conv1D(4, 3) { DilationRate = 3, Strides = 2 }).ShouldBe(
            "Conv1D: strides 2 and dilationRate 3 are both above 1; one of them must be 1.");
        Message(() => new Conv2D(4, 3) { Padding = Padding.Causal }).ShouldBe(
            "Conv2D: padding is causal, which only Conv1D knows; it can be valid or same.");
        Message(() => new Conv1DTranspose(4, 3) { Padding = Padding.Causal }).ShouldContain("causal");
        Message(() => new Conv2D(4, 3) { Groups = 3 }).ShouldBe("Conv2D: 4 filters cannot be divided into 3 groups.");
        Message(() => new Conv2D(4, 3) { Groups = 2 }.Call(Tensor.Zeros([1, 5, 5, 3]))).ShouldBe(
            "Conv2D: input (?, 5, 5, 3) has 3 channels, which cannot be divided into 2 groups.");
        Message(() => new Conv2D(4, 3).Call(Tensor.Zeros([1, 5, 5]))).ShouldBe(
            "Conv2D: input (?, 5, 5) has 3 axes; it takes (N, height, width, channels).");
        Message(() => new Conv2D(4, 3).Call(Tensor.Zeros([1, 5, 2, 3]))).ShouldBe(
            "Conv2D: a kernel of 3 with dilation 1 does not fit axis 2 of input (?, 5, 2, 3); pad it, or take a smaller kernel.");
        Message(() => new Conv2DTranspose(4, 3) { OutputPadding = -1 }).ShouldBe(
            "Conv2DTranspose: outputPadding is -1 × -1; it must be 0 or more.");
        Message(() => new DepthwiseConv2D(3) { DepthMultiplier = 0 }).ShouldContain("depthMultiplier is 0");
        Message(() => new SeparableConv2D(4, 3).OutputShape([1, 5, 5, Shape.Any])).ShouldContain("unknown number of channels");
    }

    private static string[] Names(Layer layer, Tensor input)
    {
        layer.Call(input);
        return [.. layer.AllParameters().Select(named => $"{named.Name} {named.Parameter.Shape}")];
    }

    private static Layer Create(string name, ReferenceFile expected)
    {
        var settings = expected["settings"];
        var padding = settings.Has("padding") ? Enum.Parse<Padding>(settings["padding"].Text, ignoreCase: true) : Padding.Valid;
        var (strides, dilation) = (Size("strides"), Size("dilation"));
        Size2D? added = settings.Has("added") ? Size("added") : null;
        var groups = settings.Has("groups") ? (int)settings["groups"].Number : 1;
        var kernel = expected["weights"].At(0).Shape;
        var area = new Size2D(kernel[0], kernel[1]);
        var filters = expected["y"].Shape[^1];
        var activation = name switch
        {
            "conv2d valid" or "conv2d_transpose" or "depthwise_conv2d" => Activations.Relu,
            "conv2d same" or "separable_conv2d" => Activations.Tanh,
            "conv1d" or "conv2d_transpose same" => Activations.Sigmoid,
            _ => Activations.Linear,
        };
        return expected["layer"].Text switch
        {
            "conv1d" =>
                new Conv1D(filters, kernel[0], activation)
                {
                    Padding = padding, Strides = strides.Width, DilationRate = dilation.Width, Groups = groups,
                },
            "conv2d" =>
                new Conv2D(filters, area, activation) { Padding = padding, Strides = strides, DilationRate = dilation, Groups = groups },
            "conv1d_transpose" =>
                new Conv1DTranspose(filters, kernel[0], activation)
                {
                    Padding = padding, Strides = strides.Width, DilationRate = dilation.Width,
                },
            "conv2d_transpose" =>
                new Conv2DTranspose(filters, area, activation)
                {
                    Padding = padding, Strides = strides, DilationRate = dilation, OutputPadding = added,
                },
            "depthwise_conv2d" =>
                new DepthwiseConv2D(area, activation) { Padding = padding, Strides = strides, DepthMultiplier = kernel[3] },
            _ => new SeparableConv2D(filters, area, activation) { Padding = padding, DepthMultiplier = kernel[3] },
        };

        Size2D Size(string key) => !settings.Has(key) ? 1
            : settings[key].Numbers is [var height, var width] ? ((int)height, (int)width)
            : (int)settings[key].Numbers[0];
    }

    private static string Message(Action action) => Should.Throw<BadArgumentException>(action).Message;
}
