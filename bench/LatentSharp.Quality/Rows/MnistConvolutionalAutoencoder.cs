namespace LatentSharp.Quality;

/// <summary>Keras's convolutional autoencoder.</summary>
internal sealed class MnistConvolutionalAutoencoder : QualityRow
{
    private const int TrainingEpochs = 50;

    private static Sequential? trained;

    public override string Name => "mnist_conv_autoencoder";

    public override string Description =>
        "Conv 32 3×3 same ReLU, max pool 2, Conv 32, max pool 2, Conv2DTranspose 32 3×3 stride 2 same "
        + "ReLU twice, Conv 1 3×3 sigmoid, 28,353 parameters; pixels/255, " +
        "binary cross-entropy averaged over pixels and images, Adam 1e-3, batch 128, 50 epochs: the same loss on the 10,000 test images";

    public override double Published => 0.0622;

    public override string Source => "keras.io, Convolutional autoencoder for image denoising, one run";

    public override double Goal => 0.0627;

    public override Better Better => Better.Lower;

    public override double Measure(Effort effort)
    {
        var mnist = Mnist.Load();
        return Trained(mnist, effort).Evaluate(mnist.XTest, mnist.XTest).Loss;
    }

    /// <summary>The network after its epochs, trained once in a process.</summary>
    internal static Sequential Trained(Mnist mnist, Effort effort)
    {
        if (trained is not null) return trained;
        var network = new Sequential(
            new Conv2D(32, 3, Activations.Relu) { Padding = Padding.Same }, new MaxPooling2D(2) { Padding = Padding.Same },
            new Conv2D(32, 3, Activations.Relu) { Padding = Padding.Same }, new MaxPooling2D(2) { Padding = Padding.Same },
            new Conv2DTranspose(32, 3, Activations.Relu) { Strides = 2, Padding = Padding.Same },
            new Conv2DTranspose(32, 3, Activations.Relu) { Strides = 2, Padding = Padding.Same },
            new Conv2D(1, 3, Activations.Sigmoid) { Padding = Padding.Same }) { Seed = 1 };
        network.Build([28, 28, 1]);
        Parameters.Check(network, 28_353);
        network.Compile(new Adam(), Losses.BinaryCrossentropy);
        network.Fit(mnist.X, mnist.X, effort.Epochs(TrainingEpochs), batchSize: 128, callbacks: [Tell(effort)]);
        return trained = network;
    }

    internal static LambdaCallback Tell(Effort effort) => new()
    {
        EpochEnd = state => effort.Say(FormattableString.Invariant($"epoch {state.Epoch}: loss {state.Latest("loss"):F5}")),
    };
}
