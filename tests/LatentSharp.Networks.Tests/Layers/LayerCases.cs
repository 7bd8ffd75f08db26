using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>Every layer, as the contract meets it. A new layer adds its line here.</summary>
public sealed record LayerCase(string Name, Func<Layer> Create, Shape Sample)
{
    public static IEnumerable<LayerCase> All =>
    [
        new("Dense", () => new Dense(5), 7),
        new(
            "Dense relu, orthogonal",
            () =>
                new Dense(5, Activations.Relu)
                {
                    KernelInitializer = Initializers.Orthogonal(), BiasInitializer = Initializers.UniformFanIn,
                },
            7),
        new("Dense without bias on three axes", () => new Dense(5, Activations.Tanh) { UseBias = false }, [3, 7]),
        new("Dense softmax", () => new Dense(5, Activations.Softmax), 7),
        new("Dense glu", () => new Dense(6, Activations.Glu), 7),
        new(
            "Dense with penalties and constraints",
            () =>
                new Dense(5, Activations.Gelu())
                {
                    KernelRegularizer = Regularizers.L2(),
                    ActivityRegularizer = Regularizers.L1(),
                    KernelConstraint = Constraints.UnitNorm(),
                },
            7),
        new("Activation log softmax", () => new Activation(Activations.LogSoftmax), [3, 4]),
        new("Activation", () => new Activation(Activations.Sigmoid), [3, 4]),
        new("Flatten", () => new Flatten(), [2, 3, 4]),
        new("Input", () => new Input([Shape.Any, 6]), [2, 6]),
        new("Reshape", () => new Reshape([4, Shape.Any]), [2, 6]),
        new("Dropout", () => new Dropout(0.4), [3, 5]),
        new("BatchNormalization", () => new BatchNormalization(), [3, 4]),
        new("BatchNormalization without scale", () => new BatchNormalization { Scale = false, Epsilon = 0.1 }, 5),
        new("BatchNormalization, frozen", () => new BatchNormalization { Trainable = false }, 7),
        new("LayerNormalization", () => new LayerNormalization(), [3, 7]),
        new("LayerNormalization of two axes", () => new LayerNormalization { Axis = [1, 2], Center = false }, [3, 7]),
        new("RMSNormalization", () => new RMSNormalization(), [3, 7]),
        new("UnitNormalization", () => new UnitNormalization(), [3, 7]),
        new("GroupNormalization", () => new GroupNormalization(2), [3, 4]),
        new("GroupNormalization of instances", () => new GroupNormalization(-1) { Epsilon = 0.1 }, [3, 4]),
        new("LeakyReLU", () => new LeakyReLU(), 7),
        new("PReLU", () => new PReLU { AlphaInitializer = Initializers.Constant(0.2f) }, [3, 4]),
        new("PReLU shared", () => new PReLU { SharedAxes = [1] }, [3, 4]),
        new("ELU", () => new ELU(), 7),
        new("ReLU", () => new ReLU(), 7),
        new("Softmax", () => new Softmax(1), [3, 4]),
        new("Conv1D causal", () => new Conv1D(5, 3, Activations.Tanh) { Padding = Padding.Causal, DilationRate = 2 }, [7, 3]),
        new("Conv2D", () => new Conv2D(4, 3, Activations.Sigmoid) { Padding = Padding.Same, Strides = 2 }, [5, 6, 3]),
        new("Conv2D in groups", () => new Conv2D(4, (2, 3), Activations.Gelu()) { Groups = 2, UseBias = false }, [4, 5, 2]),
        new(
            "Conv2D with penalties and constraints",
            () =>
                new Conv2D(4, 3)
                {
                    KernelRegularizer = Regularizers.L2(),
                    ActivityRegularizer = Regularizers.L1(),
                    BiasConstraint = Constraints.NonNegative,
                },
            [4, 5, 2]),
        new("Conv1DTranspose", () => new Conv1DTranspose(4, 3, Activations.Tanh) { Strides = 2 }, [4, 3]),
        new(
            "Conv2DTranspose",
            () => new Conv2DTranspose(2, 3, Activations.Sigmoid) { Padding = Padding.Same, Strides = 2, OutputPadding = (0, 1) },
            [3, 4, 3]),
        new("DepthwiseConv2D", () => new DepthwiseConv2D(3, Activations.Tanh) { DepthMultiplier = 2 }, [4, 5, 3]),
        new("SeparableConv2D", () => new SeparableConv2D(4, 3, Activations.Softmax) { Padding = Padding.Same }, [4, 5, 3]),
        new("SimpleRNN", () => new SimpleRNN(5), [4, 3]),
        new(
            "SimpleRNN softplus, all steps, backwards",
            () => new SimpleRNN(5, Activations.Softplus) { ReturnSequences = true, GoBackwards = true, UseBias = false }, [4, 3]),
        new("SimpleRNN with dropout", () => new SimpleRNN(5) { Dropout = 0.3, RecurrentDropout = 0.4, ReturnSequences = true }, [4, 3]),
        new("LSTM", () => new LSTM(5), [4, 3]),
        new(
            "LSTM, all steps, dropout of inputs",
            () => new LSTM(5) { ReturnSequences = true, Dropout = 0.3, UnitForgetBias = false, RecurrentRegularizer = Regularizers.L2() },
            [4, 3]),
        new("LSTM step by step", () => new LSTM(5, Activations.Softsign, Activations.Sigmoid) { RecurrentDropout = 0.2 }, [4, 3]),
        new("GRU", () => new GRU(5) { BiasInitializer = Initializers.UniformFanIn }, [4, 3]),
        new("GRU, reset before, all steps", () => new GRU(5) { ResetAfter = false, ReturnSequences = true }, [4, 3]),
        new("GRU with dropout", () => new GRU(5) { Dropout = 0.2, RecurrentDropout = 0.3 }, [4, 3]),
        new("GRU with dropout, reset before", () => new GRU(5) { Dropout = 0.2, RecurrentDropout = 0.3, ResetAfter = false }, [4, 3]),
        new("RNN of two cells", () => new RNN(new StackedRNNCells(new LSTMCell(4), new GRUCell(3))) { ReturnSequences = true }, [4, 3]),
        new("Bidirectional", () => new Bidirectional(new LSTM(3) { ReturnSequences = true }), [4, 3]),
        new("Bidirectional product", () => new Bidirectional(new GRU(3), MergeMode.Mul), [4, 3]),
        new("Bidirectional of its own cell", () => new Bidirectional(new RNN(new SimpleRNNCell(3)), MergeMode.Ave), [4, 3]),
        new("TimeDistributed", () => new TimeDistributed(new Dense(2, Activations.Tanh)), [4, 3]),
        new("TimeDistributed LSTM", () => new TimeDistributed(new LSTM(2)), [2, 3, 4]),
        new("Masking", () => new Masking(), [4, 3]),
        new("Permute", () => new Permute(2, 1), [3, 4]),
        new("RepeatVector", () => new RepeatVector(3), 4),
        new("Lambda", () => new Lambda(x => Ops.Square(x) * 2, shape => shape), [3, 4]),
        new("Lambda whose shape is found", () => new Lambda(x => Ops.Sum(x, 1)), [3, 4]),
        new("ActivityRegularization", () => new ActivityRegularization(0.1, 0.1), [3, 4]),
        new("AlphaDropout", () => new AlphaDropout(0.3), [3, 4]),
        new("GaussianDropout", () => new GaussianDropout(0.3), [3, 4]),
        new("GaussianNoise", () => new GaussianNoise(0.3), [3, 4]),
        new("SpatialDropout1D", () => new SpatialDropout1D(0.3), [3, 4]),
        new("SpatialDropout2D", () => new SpatialDropout2D(0.3), [3, 2, 4]),
        new("Embedding", () => new Embedding(5, 3), 4) { Whole = 5, AnySize = true },
        new("Rescaling", () => new Rescaling(0.5, 1), [3, 4]),
        new("Normalization", () => new Normalization { Mean = [0.5], Variance = [2] }, [3, 4]),
        new("Normalization of all numbers", () => new Normalization { Axis = [] }, [3, 4]) { AnySize = true },
        new("CategoryEncoding", () => new CategoryEncoding(5), 4) { Whole = 5 },
        new("CategoryEncoding one-hot", () => new CategoryEncoding(5, CategoryOutput.OneHot), 1) { Whole = 5 },
        new("CategoryEncoding count", () => new CategoryEncoding(5, CategoryOutput.Count), [3, 4]) { Whole = 5 },
        new("MaxPooling1D", () => new MaxPooling1D(3) { Strides = 2, Padding = Padding.Same }, [5, 3]),
        new("MaxPooling2D", () => new MaxPooling2D((2, 3)) { Strides = 1 }, [4, 4, 2]),
        new("AveragePooling1D", () => new AveragePooling1D(), [5, 3]),
        new("AveragePooling2D", () => new AveragePooling2D(2) { Padding = Padding.Same }, [3, 5, 3]),
        new("GlobalMaxPooling1D", () => new GlobalMaxPooling1D { KeepDims = true }, [5, 3]),
        new("GlobalMaxPooling2D", () => new GlobalMaxPooling2D(), [3, 2, 3]),
        new("GlobalAveragePooling1D", () => new GlobalAveragePooling1D(), [5, 3]),
        new("GlobalAveragePooling2D", () => new GlobalAveragePooling2D { KeepDims = true }, [3, 2, 3]),
        new("UpSampling1D", () => new UpSampling1D(), [3, 2]),
        new("UpSampling2D", () => new UpSampling2D((1, 3)), [3, 2, 2]),
        new("UpSampling2D bilinear", () => new UpSampling2D { Interpolation = Interpolation.Bilinear }, [3, 2, 2]),
        new("ZeroPadding1D", () => new ZeroPadding1D(2), [3, 2]),
        new("ZeroPadding2D", () => new ZeroPadding2D((1, 2)), [3, 2, 2]),
        new("Cropping1D", () => new Cropping1D(), [3, 2]),
        new("Cropping2D", () => new Cropping2D((1, 0)), [3, 2, 2]),
        new("DepthwiseConv1D", () => new DepthwiseConv1D(3, Activations.Tanh) { DepthMultiplier = 2 }, [5, 3]),
        new("SeparableConv1D", () => new SeparableConv1D(4, 3, Activations.Softmax) { Padding = Padding.Same }, [4, 3]),
        new("Conv3D", () => new Conv3D(3, 2, Activations.Tanh) { Padding = Padding.Same, Strides = (2, 1, 1) }, [3, 2, 3, 2]),
        new("Conv3D in groups", () => new Conv3D(2, (2, 1, 2), Activations.Gelu) { Groups = 2, UseBias = false }, [3, 2, 2, 2]),
        new(
            "Conv3DTranspose", () => new Conv3DTranspose(2, (2, 3, 1), Activations.Sigmoid) { Strides = (2, 1, 1), Padding = Padding.Same },
            [2, 2, 2, 2]),
        new("ConvLSTM2D", () => new ConvLSTM2D(2, 2) { Padding = Padding.Same }, [2, 3, 2, 2]),
        new(
            "ConvLSTM2D, all steps, dropout",
            () => new ConvLSTM2D(2, 2) { ReturnSequences = true, Dropout = 0.3, RecurrentDropout = 0.2, UnitForgetBias = false },
            [2, 3, 3, 2]),
        new("MaxPooling3D", () => new MaxPooling3D((2, 1, 2)) { Strides = 1 }, [3, 2, 3, 2]),
        new("AveragePooling3D", () => new AveragePooling3D(2) { Padding = Padding.Same }, [3, 2, 3, 2]),
        new("GlobalMaxPooling3D", () => new GlobalMaxPooling3D(), [2, 3, 2, 2]),
        new("GlobalAveragePooling3D", () => new GlobalAveragePooling3D { KeepDims = true }, [2, 3, 2, 2]),
        new("UpSampling3D", () => new UpSampling3D((1, 2, 3)), [2, 2, 1, 2]),
        new("ZeroPadding3D", () => new ZeroPadding3D((1, 0, 2)), [2, 2, 1, 2]),
        new("Cropping3D", () => new Cropping3D((1, 0, 0)), [3, 2, 2, 2]),
        new("Resizing", () => new Resizing(4, 3), [3, 2, 2]),
        new("Resizing nearest", () => new Resizing(2, 3) { Interpolation = Interpolation.Nearest, CropToAspectRatio = true }, [3, 3, 2]),
        new("CenterCrop", () => new CenterCrop(2, 1), [3, 2, 2]),
        new("Discretization one-hot", () => new Discretization([1, 2.5], outputMode: CategoryOutput.OneHot), 4) { Whole = 5 },
        new(
            "Discretization count, adapted", () => Adapted(new Discretization(numBins: 3, outputMode: CategoryOutput.Count)),
            4) { Whole = 5, AnySize = true },
        new(
            "Sequential",
            () =>
                new Sequential(
                    new Dense(6, Activations.Tanh), new Dropout(0.2), new Sequential(new Dense(3), new Dense(4)) { Name = "inner" }),
            7),
        new("Add", () => Merged(new Add()), [3, 4]),
        new("Subtract", () => Merged(new Subtract()), [3, 4]),
        new("Multiply", () => Merged(new Multiply()), [3, 4]),
        new("Average", () => Merged(new Average()), [3, 4]),
        new("Maximum", () => Merged(new Maximum()), [3, 4]),
        new("Minimum", () => Merged(new Minimum()), [3, 4]),
        new("Concatenate", () => Merged(new Concatenate(1)), [3, 4]),
        new("Dot", () => Merged(new Dot(2)), [3, 4]),
        new("Sampling", () => Merged(new Sampling()), [4]),
        new("Attention", () => Merged(new Attention()), [3, 4]),
        new("Attention, causal, scaled, dropout", () => new Attention(useScale: true, dropout: 0.3) { UseCausalMask = true }, [3, 4])
        {
            AnySize = true,
        },
        new("MultiHeadAttention", () => Merged(new MultiHeadAttention(2, 3, valueDim: 2) { OutputDim = 5 }), [3, 4]),
        new(
            "MultiHeadAttention, causal, dropout",
            () => new MultiHeadAttention(2, 3, dropout: 0.2) { UseCausalMask = true, UseBias = false }, [3, 4]),
        new("TransformerBlock", () => new TransformerBlock(2, 6), [3, 4]),
        new("TransformerBlock, causal, dropout", () => new TransformerBlock(2, 6, dropout: 0.2) { UseCausalMask = true }, [3, 4]),
        new("PositionEmbedding", () => new PositionEmbedding(5), [3, 4]),
    ];

    /// <summary>A layer of two inputs, given two views of one.</summary>
    private static Model Merged(Layer layer)
    {
        var x = Symbol.Input(layer is Sampling ? [4] : [3, 4]);
        return new Model(x, layer.Call(new Dense(5, Activations.Tanh).Call(x), new Dense(5, Activations.Tanh).Call(x)));
    }

    /// <summary>Inputs are whole numbers from 0 to below this, without a gradient; null for any numbers.</summary>
    public int? Whole { get; init; }

    /// <summary>Whether a layer with parameters takes another size of the last axis than it was built for.</summary>
    public bool AnySize { get; init; }

    /// <summary>A batch of inputs, the same each time.</summary>
    public Tensor Batch(int samples)
    {
        var x = new TestNumbers(4).Tensor(Sample.Prepend(samples));
        return Whole is { } below ? Tensor.From(Array.ConvertAll(x.ToArray(), value => MathF.Floor((value + 1) / 2 * below)), x.Shape) : x;
    }

    public override string ToString() => Name;

    private static Discretization Adapted(Discretization layer)
    {
        layer.Adapt(Tensor.From(0f, 1, 2, 3, 4, 4));
        return layer;
    }
}
