namespace LatentSharp;

/// <summary>Networks that several experiments train.</summary>
internal static class MnistNetworks
{
    /// <summary>The Sequential CNN of the tutorials, in batches of 32; by Adam of 1e-3 unless another is given.</summary>
    public static Sequential Classifier(MnistSet set, int seed, int epochs, Effort effort, Adam? adam = null)
    {
        var cnn = new Sequential(
            new Input([28, 28, 1]), new Conv2D(32, 3, Activations.Relu), new MaxPooling2D(2), new Conv2D(64, 3, Activations.Relu),
            new MaxPooling2D(2),
            new Flatten(), new Dense(64, Activations.Relu), new Dense(10, Activations.Softmax)) { Seed = seed };
        cnn.Build();
        MnistSet.Check(cnn, 121_930);
        cnn.Compile(adam ?? new Adam(), Losses.SparseCategoricalCrossentropy, Metrics.Accuracy);
        cnn.Fit(set.X, set.Y, epochs, batchSize: 32, progress: effort.Training, cancellationToken: effort.Cancellation);
        return cnn;
    }

    /// <summary>Keras's convolutional autoencoder after its 50 epochs.</summary>
    public static Sequential ConvolutionalAutoencoder(MnistSet set, Effort effort)
    {
        var network = new Sequential(
            new Conv2D(32, 3, Activations.Relu) { Padding = Padding.Same }, new MaxPooling2D(2) { Padding = Padding.Same },
            new Conv2D(32, 3, Activations.Relu) { Padding = Padding.Same }, new MaxPooling2D(2) { Padding = Padding.Same },
            new Conv2DTranspose(32, 3, Activations.Relu) { Strides = 2, Padding = Padding.Same },
            new Conv2DTranspose(32, 3, Activations.Relu) { Strides = 2, Padding = Padding.Same },
            new Conv2D(1, 3, Activations.Sigmoid) { Padding = Padding.Same }) { Seed = 1 };
        network.Build([28, 28, 1]);
        MnistSet.Check(network, 28_353);
        network.Compile(new Adam(), Losses.BinaryCrossentropy);
        network.Fit(
            set.X, set.X, effort.Epochs(50), batchSize: 128, progress: effort.Training, cancellationToken: effort.Cancellation);
        return network;
    }
}

/// <summary>Keras's convolutional variational autoencoder.</summary>
internal sealed class MnistVariational : Model
{
    private readonly Sampling sampling = new();

    public MnistVariational()
    {
        var x = Symbol.Input([28, 28, 1]);
        var hidden = new Sequential(
            new Conv2D(32, 3, Activations.Relu) { Strides = 2, Padding = Padding.Same },
            new Conv2D(64, 3, Activations.Relu) { Strides = 2, Padding = Padding.Same },
            new Flatten(), new Dense(16, Activations.Relu)).Call(x);
        Encoder = new Model(
            x, [new Dense(2) { Name = "z_mean" }.Call(hidden), new Dense(2) { Name = "z_log_var" }.Call(hidden)]) { Name = "encoder" };
    }

    public Model Encoder { get; }

    public Sequential Decoder { get; } = new(
        new Dense(7 * 7 * 64, Activations.Relu), new Reshape([7, 7, 64]),
        new Conv2DTranspose(64, 3, Activations.Relu) { Strides = 2, Padding = Padding.Same },
        new Conv2DTranspose(32, 3, Activations.Relu) { Strides = 2, Padding = Padding.Same },
        new Conv2DTranspose(1, 3) { Padding = Padding.Same }) { Name = "decoder" };

    public override IReadOnlyList<Layer> Layers => [Encoder, sampling, Decoder];

    public override Shape OutputShape(Shape input) => input;

    /// <summary>Logits of the pixels, and the divergence in the loss.</summary>
    protected internal override Tensor Forward(Tensor input, in CallContext context)
    {
        var code = new Tensor[2];
        Encoder.CallAll(new ReadOnlySpan<Tensor>(in input), code, context);
        var (mean, logVariance) = (code[0], code[1]);
        context.AddLoss(Ops.Mean(Ops.Sum(1 + logVariance - Ops.Square(mean) - Ops.Exp(logVariance), ^1)) * -0.5f);
        return Decoder.Call(sampling.Call([mean, logVariance], context), context);
    }

    protected internal override void TrainStep(ModelStep step)
    {
        var logits = step.Predict()[0];
        var perPixel = Losses.BinaryCrossentropyFromLogits.Compute(step.Batch.X, logits);
        var loss = step.AddPenalties(perPixel * (28 * 28));
        step.Minimize(loss);
        step.Report("loss", loss);
    }
}
