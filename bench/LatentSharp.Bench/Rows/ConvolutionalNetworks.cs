namespace LatentSharp.Bench;

/// <summary>
/// A step of a convolutional network on images of 28 × 28, against PyTorch in the better of its two layouts; inference against ONNX Runtime
/// too.
/// </summary>
internal sealed class ConvolutionalNetworks(string name, string work, double goal, Func<ISide> ours, bool isTraining = true) : Row
{
    private const int Size = 28;

    internal override string Name => name;

    internal override string Work => work;

    internal override double? Goal => goal;

    internal override ISide Ours() => ours();

    internal override IEnumerable<Entrant> Peers(Setting setting) => isTraining
        ? [.. PyTorch.Of(Name, setting, images: true), .. LibTorch.Of(Name, setting, images: true, trains: true)]
        : [.. PyTorch.Of(Name, setting, images: true), .. LibTorch.Of(Name, setting, images: true), .. OnnxRuntime.Of(Name, setting)];

    internal static IEnumerable<Row> All()
    {
        yield return new ConvolutionalNetworks(
            "cnn_32", "conv 32, pool, conv 64, pool, dense 64, 10 classes, Adam, batch 32", 2.5, Classifying);
        yield return new ConvolutionalNetworks(
            "cnn_infer_1000", "the same network, forward, 1,000 images", 1, () => Inferring(1000), isTraining: false);
        yield return new ConvolutionalNetworks(
            "cnn_infer_1", "the same network, forward, one image", 1, () => Inferring(1), isTraining: false);
        yield return new ConvolutionalNetworks(
            "conv_ae_128", "conv 32, pool, conv 32, pool, transposed 32, 32, conv 1, Adam, batch 128", 2.5, Autoencoding);
        yield return new ConvolutionalNetworks(
            "dcgan_64", "100-dense-128-64-1 / 64-128-dense-1, 5×5, both networks, Adam, batch 64", 1.8, Generating);
    }

    private static FitLoop Classifying()
    {
        const int samples = 640;
        var model = Classifier();
        model.Compile(new Adam(), Losses.SparseCategoricalCrossentropy with { FromLogits = true });
        var labels = Enumerable.Range(0, samples).Select(i => (int)((uint)(i * 2654435761L) >> 16) % 10).ToArray();
        return new FitLoop(model, Images(samples), Tensor.From(labels, samples), 32);
    }

    private static StepLoop Inferring(int samples)
    {
        var (model, x) = (Classifier(), Images(samples));
        return new StepLoop(() => model.Predict(x));
    }

    private static Sequential Classifier() => new(
        new Conv2D(32, 3, Activations.Relu), new MaxPooling2D(), new Conv2D(64, 3, Activations.Relu), new MaxPooling2D(),
        new Flatten(), new Dense(64, Activations.Relu), new Dense(10));

    private static FitLoop Autoencoding()
    {
        const int samples = 1280;
        var model = new Sequential(
            new Conv2D(32, 3, Activations.Relu) { Padding = Padding.Same }, new MaxPooling2D { Padding = Padding.Same },
            new Conv2D(32, 3, Activations.Relu) { Padding = Padding.Same }, new MaxPooling2D { Padding = Padding.Same },
            new Conv2DTranspose(32, 3, Activations.Relu) { Strides = 2, Padding = Padding.Same },
            new Conv2DTranspose(32, 3, Activations.Relu) { Strides = 2, Padding = Padding.Same },
            new Conv2D(1, 3, Activations.Sigmoid) { Padding = Padding.Same });
        model.Compile(new Adam(), Losses.BinaryCrossentropy);
        var x = Images(samples);
        return new FitLoop(model, x, x, 128);
    }

    private static FitLoop Generating()
    {
        const int samples = 1280;
        var options = new GanOfImages { LatentSize = 100, AverageDecay = 0 };
        Shape image = [Size, Size, 1];
        var network = options.CreateNetwork(image);
        network.Build(image);
        network.SetRange(new SampleRange(-1, 1));
        network.Training = new AdversarialTraining(network, options);
        network.Compile(network.Training.Optimizer);
        var x = ((Images(samples) * 2) - 1).Keep();
        return new FitLoop((epochs, batch) => network.Fit(x, epochs: epochs, batchSize: batch), samples, 64);
    }

    private static Tensor Images(int samples) => BenchData.Uniform(samples, Size * Size).Reshape([samples, Size, Size, 1]);

    private sealed record GanOfImages : DcganOptions
    {
        internal override Sequential CreateGenerator(Shape sample) => new(
            new Dense(7 * 7 * 128), new Reshape([7, 7, 128]), new BatchNormalization(), new LeakyReLU(),
            new Conv2DTranspose(64, 5) { Strides = 2, Padding = Padding.Same }, new BatchNormalization(), new LeakyReLU(),
            new Conv2DTranspose(1, 5, Activations.Tanh) { Strides = 2, Padding = Padding.Same });

        internal override Sequential CreateFeatures(Shape sample) => new(
            new Conv2D(64, 5) { Strides = 2, Padding = Padding.Same }, new LeakyReLU(), new Dropout(0.3),
            new Conv2D(128, 5) { Strides = 2, Padding = Padding.Same }, new LeakyReLU(), new Dropout(0.3));
    }
}
